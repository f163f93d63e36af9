"""RandomFlip: against NumPy's flips and what its documentation promises."""

from __future__ import annotations

import math

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
from prelayer import RandomFlip
from prelayer.ops.image.flip import flip

CASES = cases.load("random_flip")
IMAGES = np.random.default_rng(5).random((3, 6, 5, 3)).astype("float32")
MODES = ["horizontal", "vertical", "horizontal_and_vertical"]


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def outcomes_of(mode: str, images: np.ndarray) -> np.ndarray:
    """Return how often an image came out as it was, mirrored one way, the other, and both ways."""
    results = RandomFlip(mode, seed=1)(np.repeat(images[:1], 4000, axis=0)).numpy()
    image = images[0]
    mirrored = [image, image[:, ::-1], image[::-1], image[::-1, ::-1]]
    return np.array([(results == other).all(axis=(1, 2, 3)).sum() for other in mirrored])


@pytest.mark.parametrize(
    ("mode", "chances"),
    [
        ("horizontal", [0.5, 0.5, 0, 0]),
        ("vertical", [0.5, 0, 0.5, 0]),
        ("horizontal_and_vertical", [0.25, 0.25, 0.25, 0.25]),
    ],
)
def test_draws_each_direction_by_itself_for_each_image(mode, chances):
    counts = outcomes_of(mode, IMAGES)
    assert counts.sum() == 4000
    for count, chance in zip(counts, chances, strict=True):
        assert abs(count - 4000 * chance) <= 5 * math.sqrt(4000 * chance * (1 - chance))


def test_mirrors_the_chosen_images_only():
    chosen = tf.constant([True, False, True])
    expected = IMAGES.copy()
    expected[[0, 2]] = expected[[0, 2], :, ::-1]
    np.testing.assert_array_equal(flip(tf.constant(IMAGES), chosen, axis=2), expected)
    expected = IMAGES.copy()
    expected[[0, 2]] = expected[[0, 2], ::-1]
    np.testing.assert_array_equal(flip(tf.constant(IMAGES), chosen, axis=1), expected)


def test_repeats_with_the_same_seed_and_goes_on_drawing():
    first, second = RandomFlip(seed=9), RandomFlip(seed=9)
    images = np.repeat(IMAGES, 10, axis=0)
    results = [first(images).numpy() for _ in range(2)]
    np.testing.assert_array_equal(results[0], second(images))
    np.testing.assert_array_equal(results[1], second(images))
    assert (results[0] != results[1]).any()


@pytest.mark.parametrize("dtype", ["uint8", "int64", "float16", "float64", "bool"])
def test_keeps_the_dtype_of_integers(dtype):
    images = (IMAGES * 255).astype(dtype)
    for training in (False, True):
        result = RandomFlip(seed=1)(images, training=training)
        assert result.dtype == ("float32" if "float" in dtype else dtype)
        np.testing.assert_array_equal(np.sort(result, axis=None), np.sort(images, axis=None))
    assert RandomFlip()(keras.Input((6, 5, 3), dtype="uint8")).dtype == "uint8"


def test_mirrors_channels_first_images_along_the_same_axes():
    images = np.repeat(IMAGES, 10, axis=0)
    last = RandomFlip("horizontal", seed=3)(images).numpy()
    first = RandomFlip("horizontal", seed=3, data_format="channels_first")(
        images.transpose(0, 3, 1, 2)
    )
    np.testing.assert_array_equal(first, last.transpose(0, 3, 1, 2))
