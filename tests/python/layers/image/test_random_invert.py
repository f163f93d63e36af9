"""RandomInvert: against hand-worked cases, its definition, and Keras."""

from __future__ import annotations

import keras
import numpy as np
import pytest

import cases
import references_color
from color_checks import assert_equals, colors, draws_of
from prelayer import RandomInvert

CASES = cases.load("random_invert")


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def test_changes_a_small_image():
    result = RandomInvert(factor=(1, 1))([[0.0, 100.0], [200.0, 255.0]])
    np.testing.assert_array_equal(result, [[255, 155], [55, 0]])


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_equals_its_definition(channels):
    def make(value_range):
        return RandomInvert((0.5, 0.5), value_range)

    assert_equals(make, references_color.invert, channels)


@pytest.mark.parametrize("value_range", [(0, 255), (0, 1)])
def test_gives_what_keras_gives(value_range):
    images = colors(value_range).astype("float32")
    expected = keras.layers.RandomInvert((1, 1), value_range)(images, training=True)
    np.testing.assert_allclose(RandomInvert((1, 1), value_range)(images), expected, atol=1e-5)


@pytest.mark.parametrize(
    ("factor", "share"), [(0, 0), (1, 0.5), (0.4, 0.2), ((0.5, 0.9), 0.7), ((1, 1), 1)]
)
def test_draws_as_often_as_it_says(factor, share):
    chosen = draws_of(RandomInvert(factor), "chosen")
    assert np.abs(chosen.mean() - share) < 0.02
