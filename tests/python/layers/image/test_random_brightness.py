"""RandomBrightness: against hand-worked cases, its definition, and Keras."""

from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
import references_color
from color_checks import assert_equals, assert_even, colors, draws_of
from prelayer import RandomBrightness

CASES = cases.load("random_brightness")


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def test_changes_a_small_image():
    result = RandomBrightness(factor=(0.2, 0.2))([[0.0, 100.0], [200.0, 250.0]])
    np.testing.assert_allclose(result, [[51, 151], [251, 255]], rtol=1e-6)


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_equals_its_definition(channels):
    def make(value_range):
        return RandomBrightness(0.6, value_range)

    assert_equals(make, references_color.brighten, channels)


@pytest.mark.parametrize("value_range", [(0, 255), (0, 1)])
@pytest.mark.parametrize("factor", [(-0.4, -0.4), (0.3, 0.3)])
def test_gives_what_keras_gives(factor, value_range):
    images = colors(value_range).astype("float32")
    expected = keras.layers.RandomBrightness(factor, value_range)(images, training=True)
    np.testing.assert_allclose(
        RandomBrightness(factor, value_range)(images), expected, rtol=1e-5, atol=1e-5
    )


def test_draws_evenly_between_its_bounds():
    assert_even(draws_of(RandomBrightness(0.2), "shift"), -0.2, 0.2)
    assert_even(draws_of(RandomBrightness((0.5, -0.2)), "shift"), -0.2, 0.5)


def test_takes_a_dark_picture_in_a_dataset_and_warns_of_it_once_outside():
    layer = RandomBrightness((0.2, 0.2))
    bright, dark = np.full((4, 4, 1), 100.0), np.full((4, 4, 1), 0.5)
    batches = tf.data.Dataset.from_tensor_slices([bright, dark]).batch(1)
    results = [float(batch[0, 0, 0, 0]) for batch in batches.map(layer)]
    np.testing.assert_allclose(results, [151, 51.5], atol=1e-4)
    with pytest.warns(UserWarning, match="hold fractions from 0.5 to 0.5"):
        layer(dark)
    layer(dark)  # a warning would be an error here
