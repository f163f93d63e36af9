"""RandomPosterization: against hand-worked cases, its definition, and Keras."""

from __future__ import annotations

import keras
import numpy as np
import pytest

import cases
import references_color
from color_checks import assert_equals, colors, draws_of
from prelayer import RandomPosterization

CASES = cases.load("random_posterization")


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def test_changes_a_small_image():
    result = RandomPosterization(factor=(2, 2))([[0.0, 100.0], [200.0, 255.0]])
    np.testing.assert_allclose(result, [[0, 64], [192, 192]], atol=1e-3)


@pytest.mark.parametrize("channels", [1, 3, 4])
@pytest.mark.parametrize("bits", range(1, 9))
def test_equals_its_definition(bits, channels):
    def make(value_range):
        return RandomPosterization((bits, bits), value_range)

    assert_equals(make, references_color.posterize, channels)


@pytest.mark.parametrize("bits", range(1, 9))
def test_gives_what_keras_gives(bits):
    images = colors().astype("float32")
    expected = keras.layers.RandomPosterization((bits, bits))(images, training=True)
    np.testing.assert_allclose(RandomPosterization((bits, bits))(images), expected, atol=1e-3)


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_every_byte_is_itself_in_every_float(dtype):
    levels = np.arange(256).reshape(16, 16)
    for bits in range(1, 9):
        layer = RandomPosterization((bits, bits), (0, 1), dtype="float64")
        result = layer((levels / 255).astype(dtype)).numpy() * 255
        kept = 0xFF << (8 - bits) & 0xFF
        np.testing.assert_allclose(result, levels & kept, atol=1e-3)


def test_draws_evenly_between_its_bounds():
    for factor, bounds in [(8, (1, 8)), (3, (1, 3)), ((6, 2), (2, 6)), ((4, 4), (4, 4))]:
        values, counts = np.unique(
            draws_of(RandomPosterization(factor), "bits"), return_counts=True
        )
        np.testing.assert_array_equal(values, np.arange(bounds[0], bounds[1] + 1))
        assert np.abs(counts / counts.mean() - 1).max() < 0.1
