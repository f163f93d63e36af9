"""RandomRotation: against hand-worked cases, Keras, and what its documentation promises."""

from __future__ import annotations

import math

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
from prelayer import RandomRotation
from prelayer.ops.image.keyed_random import Key, uniform

CASES = cases.load("random_rotation")
IMAGES = np.random.default_rng(5).random((3, 9, 9, 3)).astype("float32")
LAYER = RandomRotation(0.3, seed=1)


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def test_turns_a_matrix_as_an_image():
    result = RandomRotation(factor=0.125)(np.diag(np.ones(5)))
    assert result.shape == (5, 5)
    assert result.dtype == tf.float32
    np.testing.assert_allclose(result[2, 2], 1, atol=1e-4)
    np.testing.assert_allclose(result, result[::-1, ::-1], atol=1e-4)


@pytest.mark.parametrize("fill_mode", ["reflect", "wrap", "constant", "nearest"])
@pytest.mark.parametrize("interpolation", ["nearest", "bilinear"])
@pytest.mark.parametrize("factor", [(0.1, 0.1), (-0.2, -0.2), (0.43, 0.43)])
def test_gives_what_keras_gives(factor, interpolation, fill_mode):
    options = {"fill_mode": fill_mode, "interpolation": interpolation, "fill_value": 0.5}
    for images in (IMAGES, IMAGES[0], IMAGES[:, :8]):
        expected = keras.layers.RandomRotation(factor, **options)(images, training=True)
        result = RandomRotation(factor, **options)(images)
        np.testing.assert_allclose(result, expected, atol=1e-4)


def test_draws_for_each_image_by_itself():
    images = np.repeat(IMAGES[:1], 64, axis=0)
    results = RandomRotation(0.5, seed=3)(images).numpy()
    assert len({result.tobytes() for result in results}) == 64


def test_draws_evenly_between_its_bounds():
    layer = RandomRotation((0.1, -0.2))
    assert layer.factor == (-0.2, 0.1)
    turns = layer.sample_parameters(uniform(Key([1, 2]), 20_000, 1), 9, 9)["angle"].numpy() / (
        2 * math.pi
    )
    assert turns.min() >= -0.2 - 1e-6
    assert turns.max() <= 0.1 + 1e-6
    counts, _ = np.histogram(turns, bins=10, range=(-0.2, 0.1))
    assert np.abs(counts - 2000).max() < 5 * math.sqrt(20_000 * 0.1 * 0.9)


def test_draws_by_the_seed_alone():
    images = tf.zeros([8, 9, 9, 3])
    first, again, other = (
        LAYER.parameters_for(images, Key(seed))["angle"].numpy()
        for seed in ([1, 2], [1, 2], [1, 3])
    )
    np.testing.assert_array_equal(first, again)
    assert (first != other).all()


def test_repeats_with_the_same_seed_and_goes_on_drawing():
    first, second = RandomRotation(0.3, seed=9), RandomRotation(0.3, seed=9)
    results = [first(IMAGES).numpy() for _ in range(2)]
    np.testing.assert_array_equal(results[0], second(IMAGES))
    np.testing.assert_array_equal(results[1], second(IMAGES))
    assert np.abs(results[0] - results[1]).max() > 0.01


@pytest.mark.parametrize("dtype", ["uint8", "int64", "float16", "float32", "float64"])
def test_gives_floats_for_every_dtype(dtype):
    images = (IMAGES * 255).astype(dtype)
    layer = RandomRotation((0.1, 0.1))
    result = layer(images)
    assert result.dtype == tf.float32
    np.testing.assert_allclose(result, layer(images.astype("float32")), atol=1e-3)
    assert layer(images, training=False).dtype == tf.float32
    assert RandomRotation(0.1, dtype="float16")(images).dtype == tf.float16


def test_turns_channels_first_images_alike():
    last, first = (
        RandomRotation((0.1, 0.1)),
        RandomRotation((0.1, 0.1), data_format="channels_first"),
    )
    for order in [(0, 3, 1, 2), (2, 0, 1)]:
        images = IMAGES if len(order) == 4 else IMAGES[0]
        np.testing.assert_allclose(
            first(images.transpose(order)), last(images).numpy().transpose(order), atol=1e-5
        )


@pytest.mark.parametrize("fill_mode", ["reflect", "wrap", "constant", "nearest"])
def test_turns_by_quarters_exactly(fill_mode):
    for size in range(3, 13):
        image = np.random.default_rng(size).uniform(size=(size, size)).astype("float32")
        for quarters in (1, 2, 3, 4):
            turned = RandomRotation((quarters / 4, quarters / 4), fill_mode)(image)
            np.testing.assert_allclose(turned, np.rot90(image, quarters), atol=1e-4)
