"""RandomTranslation: against hand-worked cases, Keras, and what its documentation promises."""

from __future__ import annotations

import math

import keras
import numpy as np
import pytest

import cases
from prelayer import RandomTranslation
from prelayer.ops.image.keyed_random import Key, uniform

CASES = cases.load("random_translation")
IMAGES = np.random.default_rng(5).random((3, 9, 7, 3)).astype("float32")


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def test_shifts_a_matrix_down_and_to_the_right():
    shift = RandomTranslation((0.25, 0.25), (0.5, 0.5), "constant")
    image = np.arange(1.0, 17).reshape(4, 4)
    expected = np.zeros((4, 4))
    expected[1:, 2:] = image[:3, :2]
    np.testing.assert_allclose(shift(image), expected, atol=1e-5)


@pytest.mark.parametrize("fill_mode", ["reflect", "wrap", "constant", "nearest"])
@pytest.mark.parametrize("interpolation", ["nearest", "bilinear"])
@pytest.mark.parametrize("factors", [[(0.23, 0.23), (-0.4, -0.4)], [(-0.7, -0.7), (0.6, 0.6)]])
def test_gives_what_keras_gives(factors, interpolation, fill_mode):
    options = {"fill_mode": fill_mode, "interpolation": interpolation, "fill_value": 0.5}
    for images in (IMAGES, IMAGES[0]):
        expected = keras.layers.RandomTranslation(*factors, **options)(images, training=True)
        result = RandomTranslation(*factors, **options)(images)
        np.testing.assert_allclose(result, expected, atol=1e-4)


def test_draws_evenly_between_its_bounds_and_each_direction_by_itself():
    drawn = RandomTranslation((-0.2, 0.1), 0.3).sample_parameters(
        uniform(Key([1, 2]), 20_000, 2), 10, 20
    )
    for direction, bounds in [("down", (-2, 1)), ("right", (-6, 6))]:
        counts, _ = np.histogram(drawn[direction], bins=10, range=bounds)
        assert counts.sum() == 20_000
        assert np.abs(counts - 2000).max() < 5 * math.sqrt(20_000 * 0.1 * 0.9)
    assert abs(np.corrcoef(drawn["down"], drawn["right"])[0, 1]) < 0.04
