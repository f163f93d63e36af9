"""RandomContrast: against hand-worked cases, its definition, and Keras."""

from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
import references_color
from color_checks import assert_equals, assert_even, colors, drawn_for, draws_of
from prelayer import RandomContrast
from prelayer.ops.image.keyed_random import Key

CASES = cases.load("random_contrast")


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def test_changes_a_small_image():
    image = np.array([[50.0, 100.0], [100.0, 150.0]])
    result = RandomContrast(factor=0.5)(image).numpy()
    assert result[0, 1] == result[1, 0] == 100
    assert result[0, 0] + result[1, 1] == pytest.approx(200)
    assert 25 <= result[0, 0] <= 75


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_equals_its_definition(channels):
    def make(value_range):
        return RandomContrast(0.9, value_range)

    assert_equals(make, references_color.contrast, channels)


@pytest.mark.parametrize("value_range", [(0, 255), (0, 1)])
def test_gives_what_keras_gives(value_range):
    images = colors(value_range).astype("float32")
    layer = RandomContrast((0.5, 1.0), value_range)
    scales = np.float32([0.5, 0.9, 1.3, 2])
    theirs = keras.layers.RandomContrast((0.5, 1.0), value_range)
    expected = theirs.transform_images(images, {"contrast_factor": scales.reshape(4, 1, 1, 1)})
    result = layer.transform_images({"scale": tf.constant(scales)}, tf.constant(images))
    np.testing.assert_allclose(result, expected, rtol=1e-4, atol=1e-4)


def test_nan_does_not_count_in_the_mean():
    images = colors()
    images[0, 2, 3] = images[0, 4, 4, 1] = np.nan
    layer = RandomContrast(0.5)
    result = layer.augment(tf.constant(images), Key([7, 8])).numpy()
    np.testing.assert_array_equal(np.isnan(result), np.isnan(images))
    for image, drawn, changed in zip(images, drawn_for(layer, images), result):
        expected = references_color.contrast(image, (0, 255), **drawn)
        np.testing.assert_allclose(changed, expected, atol=0.01)


def test_draws_evenly_between_its_bounds():
    assert_even(draws_of(RandomContrast(0.2), "scale"), 0.8, 1.2)
    assert_even(draws_of(RandomContrast((0.5, 0.1)), "scale"), 0.5, 1.1)
