"""RandomSaturation: against hand-worked cases, its definition, and Keras."""

from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
import references_color
from color_checks import assert_equals, assert_even, colors, draws_of
from prelayer import RandomSaturation

CASES = cases.load("random_saturation")


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def test_changes_a_small_image():
    image = np.array([[[200.0, 150.0, 100.0], [80.0, 80.0, 80.0]]])
    result = RandomSaturation(factor=(1, 1))(image)
    np.testing.assert_allclose(result, [[[200, 100, 0], [80, 80, 80]]], atol=1e-3)


@pytest.mark.parametrize("factor", [(0, 0), 0.4, (0.4, 0.6), (0.5, 1), (1, 1)])
@pytest.mark.parametrize("channels", [3, 4])
def test_equals_its_definition(channels, factor):
    def make(value_range):
        return RandomSaturation(factor, value_range)

    assert_equals(make, references_color.saturate, channels)


@pytest.mark.parametrize("strength", [0, 0.3, 0.5, 0.8, 1])
def test_gives_what_keras_gives(strength):
    images = colors((0, 1)).astype("float32")
    expected = keras.layers.RandomSaturation((strength, strength), (0, 1))(images, training=True)
    result = RandomSaturation((strength, strength), (0, 1))(images)
    np.testing.assert_allclose(result, expected, atol=1e-5)


def test_one_unknown_channel_makes_the_color_unknown():
    images = colors().astype("float32")
    images[0, 2, 3, 0] = images[0, 2, 4, 1] = images[0, 2, 5, 2] = np.nan
    for jit_compile in (False, True):
        function = tf.function(RandomSaturation((0.3, 0.3)), jit_compile=jit_compile)
        unknown = np.isnan(function(images))
        assert unknown[0, 2, 3:6].all()
        assert unknown.sum() == 9


def test_draws_evenly_between_its_bounds():
    def strengths(layer):
        scale = draws_of(layer, "scale")
        return scale / (1 + scale)

    assert_even(strengths(RandomSaturation(0.4)), 0, 0.4)
    assert_even(strengths(RandomSaturation((0.7, 0.2))), 0.2, 0.7)
