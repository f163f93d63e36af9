"""RandomGrayscale: against hand-worked cases, its definition, and Keras."""

from __future__ import annotations

import keras
import numpy as np
import pytest

import cases
import references_color
from color_checks import assert_equals, colors, draws_of
from prelayer import RandomGrayscale

CASES = cases.load("random_grayscale")


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def test_changes_a_small_image():
    image = np.array([[[250.0, 100.0, 10.0], [80.0, 80.0, 80.0]]])
    result = RandomGrayscale(factor=1)(image)
    np.testing.assert_allclose(result, [[[134.59] * 3, [80] * 3]], atol=1e-3)


@pytest.mark.parametrize("channels", [3, 4])
def test_equals_its_definition(channels):
    def make(value_range):
        del value_range
        return RandomGrayscale(0.5)

    assert_equals(make, references_color.gray, channels)


def test_gives_what_keras_gives():
    images = colors().astype("float32")
    expected = keras.layers.RandomGrayscale(1.0)(images, training=True)
    # The weights of Keras add up to 0.9999.
    np.testing.assert_allclose(RandomGrayscale(1.0)(images), expected, atol=0.03)


def test_draws_as_often_as_it_says():
    for factor in (0, 0.2, 0.5, 1):
        chosen = draws_of(RandomGrayscale(factor), "chosen")
        assert np.abs(chosen.mean() - factor) < 0.02
