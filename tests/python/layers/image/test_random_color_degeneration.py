"""RandomColorDegeneration: against hand-worked cases, its definition, and Keras."""

from __future__ import annotations

import keras
import numpy as np
import pytest

import cases
import references_color
from color_checks import assert_equals, assert_even, colors, draws_of
from prelayer import RandomColorDegeneration

CASES = cases.load("random_color_degeneration")


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def test_changes_a_small_image():
    image = np.array([[[250.0, 100.0, 10.0], [80.0, 80.0, 80.0]]])
    result = RandomColorDegeneration(factor=(0.5, 0.5))(image)
    np.testing.assert_allclose(result, [[[192.295, 117.295, 72.295], [80] * 3]], atol=1e-3)


@pytest.mark.parametrize("channels", [3, 4])
def test_equals_its_definition(channels):
    def make(value_range):
        return RandomColorDegeneration(1, value_range)

    assert_equals(make, references_color.degenerate, channels)


@pytest.mark.parametrize("share", [0, 0.3, 1])
def test_gives_what_keras_gives(share):
    images = colors().astype("float32")
    expected = keras.layers.RandomColorDegeneration((share, share))(images, training=True)
    # The weights of Keras add up to 0.9999.
    np.testing.assert_allclose(RandomColorDegeneration((share, share))(images), expected, atol=0.03)


def test_draws_evenly_between_its_bounds():
    assert_even(draws_of(RandomColorDegeneration(0.4), "share"), 0, 0.4)
    assert_even(draws_of(RandomColorDegeneration((0.9, 0.3)), "share"), 0.3, 0.9)
