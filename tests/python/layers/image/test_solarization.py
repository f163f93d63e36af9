"""Solarization: against hand-worked cases, its definition, and Keras."""

from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
import references_color
from color_checks import assert_equals, assert_even, colors, draws_of
from prelayer import Solarization

CASES = cases.load("solarization")


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def test_changes_a_small_image():
    result = Solarization(threshold_factor=(0.5, 0.5))([[0.0, 100.0], [200.0, 255.0]])
    np.testing.assert_allclose(result, [[0, 100], [55, 0]], atol=1e-4)


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_equals_its_definition(channels):
    def make(value_range):
        return Solarization(0.5, 0.9, value_range)

    assert_equals(make, references_color.solarize, channels)


@pytest.mark.parametrize("value_range", [(0, 255), (0, 1)])
def test_gives_what_keras_gives(value_range):
    images = colors(value_range).astype("float32")
    additions, thresholds = np.float32([0, 0.1, 0.5, 1]), np.float32([0, 0.3, 0.7, 1])
    theirs = keras.layers.Solarization(1.0, 1.0, value_range)
    shape = (4, 1, 1, 1)
    expected = theirs.transform_images(
        images,
        {
            "additions": additions.reshape(shape) * 255,
            "thresholds": thresholds.reshape(shape) * 255,
        },
    )
    draws = {"addition": tf.constant(additions), "threshold": tf.constant(thresholds)}
    result = Solarization(1.0, 1.0, value_range).transform_images(draws, tf.constant(images))
    np.testing.assert_allclose(result, expected, rtol=1e-5, atol=1e-4)


def test_draws_evenly_between_its_bounds():
    layer = Solarization(0.4, (0.9, 0.3))
    addition, threshold = draws_of(layer, "addition"), draws_of(layer, "threshold")
    assert_even(addition, 0, 0.4)
    assert_even(threshold, 0.3, 0.9)
    assert np.abs(np.corrcoef(addition, threshold)[0, 1]) < 0.05
