"""RandomColorJitter: against hand-worked cases, its definition, and Keras."""

from __future__ import annotations

import keras
import numpy as np
import pytest

import cases
import references_color
from color_checks import assert_equals, assert_even, colors, draws_of
from prelayer import RandomColorJitter

CASES = cases.load("random_color_jitter")


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


ALL = {
    "brightness_factor": 0.3,
    "contrast_factor": 0.5,
    "saturation_factor": (0.3, 0.8),
    "hue_factor": 0.6,
}


def test_changes_a_small_image():
    image = np.array([[[200.0, 150.0, 100.0], [80.0, 80.0, 80.0]]])
    layer = RandomColorJitter(brightness_factor=(0.2, 0.2), saturation_factor=(0, 0))
    np.testing.assert_allclose(layer(image), [[[251, 251, 251], [131, 131, 131]]], atol=1e-3)


@pytest.mark.parametrize("left_out", [None, *ALL])
def test_equals_its_definition(left_out):
    factors = {name: factor for name, factor in ALL.items() if name != left_out}

    def make(value_range):
        return RandomColorJitter(value_range, **factors)

    assert_equals(make, references_color.jitter)


def test_gives_what_keras_gives():
    images = colors((0, 1)).astype("float32")
    factors = {
        "brightness_factor": (0.3, 0.3),
        "saturation_factor": (0.7, 0.7),
        "hue_factor": (1, 1),
    }
    expected = keras.layers.RandomColorJitter((0, 1), **factors)(images, training=True)
    np.testing.assert_allclose(RandomColorJitter((0, 1), **factors)(images), expected, atol=1e-5)


def test_draws_all_effects_independently():
    layer = RandomColorJitter(**ALL)
    drawn = {name: draws_of(layer, name) for name in ("brightness", "contrast", "hue")}
    assert_even(drawn["brightness"], -0.3, 0.3)
    assert_even(drawn["contrast"], 0.5, 1.5)
    assert_even(drawn["hue"], -0.3, 0.3)
    correlations = np.corrcoef([*drawn.values(), draws_of(layer, "saturation")])
    assert np.abs(correlations - np.eye(4)).max() < 0.05


def test_draws_the_same_for_an_effect_whatever_else_there_is():
    hue = draws_of(RandomColorJitter(hue_factor=0.6), "hue")
    np.testing.assert_array_equal(draws_of(RandomColorJitter(**ALL), "hue"), hue)
