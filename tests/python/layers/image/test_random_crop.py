"""RandomCrop: against hand-worked cases, what it draws, and what its documentation promises."""

from __future__ import annotations

import math

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
from prelayer import RandomCrop
from prelayer.ops.image.keyed_random import Key, uniform

CASES = cases.load("random_crop")
IMAGES = np.random.default_rng(5).random((8, 9, 7, 3)).astype("float32")


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def places(image, crop):
    """Return the places (top, left) where a crop is found in an image."""
    (height, width), (new_height, new_width) = image.shape[:2], crop.shape[:2]
    return [
        (top, left)
        for top in range(height - new_height + 1)
        for left in range(width - new_width + 1)
        if np.array_equal(image[top : top + new_height, left : left + new_width], crop)
    ]


def test_every_crop_is_a_window_of_its_image():
    layer = RandomCrop(4, 5, seed=1)
    found = [places(image, crop) for image, crop in zip(IMAGES, layer(IMAGES).numpy(), strict=True)]
    assert all(len(places) == 1 for places in found)
    assert len({places[0] for places in found}) > 3


@pytest.mark.parametrize("jit_compile", [False, True])
@pytest.mark.parametrize("dtype", ["uint8", "int64", "float64"])
def test_crops_where_it_was_drawn(dtype, jit_compile):
    images = (IMAGES[:3] * 1e6).astype(dtype)
    draws = {"top": tf.constant([0, 5, 2]), "left": tf.constant([2, 0, 1])}
    crop = tf.function(RandomCrop(4, 5).transform_images, jit_compile=jit_compile)
    expected = [images[0, 0:4, 2:7], images[1, 5:9, 0:5], images[2, 2:6, 1:6]]
    np.testing.assert_array_equal(crop(draws, tf.constant(images)), expected)


def test_draws_every_place_evenly():
    drawn = RandomCrop(7, 5).sample_parameters(uniform(Key([1, 2]), 20_000, 2), 9, 7)
    places = drawn["top"].numpy() * 3 + drawn["left"].numpy()
    counts = np.bincount(places, minlength=9)
    assert counts.size == 9
    assert np.abs(counts - 20_000 / 9).max() < 5 * math.sqrt(20_000 / 9 * 8 / 9)


def test_the_last_place_is_in_the_image():
    highest = tf.fill([1, 2], np.float32(1 - 2**-24))
    for side in (5, 100, 999, 4096):
        assert RandomCrop(3, 3).sample_parameters(highest, side, side)["top"].numpy() == [side - 3]


def test_draws_in_one_direction_where_the_other_fits():
    layer = RandomCrop(9, 4, seed=1)
    tops, lefts = zip(
        *(places(image, crop)[0] for image, crop in zip(IMAGES, layer(IMAGES).numpy(), strict=True))
    )
    assert set(tops) == {0}
    assert len(set(lefts)) > 1


@pytest.mark.parametrize("size", [(9, 7), (3, 20), (4, 4)])
def test_crops_and_resizes_images_of_unknown_size(size):
    images = np.random.default_rng(2).random((2, *size, 3)).astype("float32")
    layer = RandomCrop(4, 5)
    signature = [tf.TensorSpec((None, None, None, 3))]
    traced = tf.function(lambda x: layer.augment(x, Key([1, 2])), input_signature=signature)
    result = traced(images)
    assert result.shape == (2, 4, 5, 3)
    expected = layer.augment(tf.constant(images), Key([1, 2]))
    np.testing.assert_allclose(result, expected, atol=1e-5)


def test_resizes_what_is_too_small_as_keras_says():
    for shape in [(3, 9), (9, 3), (2, 2)]:
        images = np.random.default_rng(2).random((2, *shape, 3)).astype("float32")
        expected = keras.preprocessing.image.smart_resize(images, (4, 5))
        np.testing.assert_allclose(RandomCrop(4, 5)(images), expected, atol=1e-5)


def test_crops_in_training_and_resizes_in_predict():
    inputs = keras.Input((9, 7, 3))
    layer = RandomCrop(4, 5, seed=1)
    model = keras.Model(inputs, keras.layers.Activation("linear")(layer(inputs)))
    expected = tf.image.resize(IMAGES[:, 2:7], (4, 5))
    np.testing.assert_allclose(model.predict(IMAGES, verbose=0), expected, atol=1e-5)
    assert all(
        places(image, crop) for image, crop in zip(IMAGES, model(IMAGES, training=True).numpy())
    )
