"""Equalization: against hand-worked cases, its definition and Keras."""

from __future__ import annotations

import keras
import numpy as np
import pytest

import cases
import references_filters
from image_layers import picture
from prelayer import Equalization

CASES = cases.load("equalization")
DULL = np.round(picture(3, 24, 17) / 3) + 40


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


@pytest.mark.parametrize("bins", [256, 64, 5])
@pytest.mark.parametrize("value_range", [(0, 255), (0, 1), (-1, 1)])
def test_gives_what_keras_gives(value_range, bins):
    lower, upper = value_range
    for image in DULL:
        image = image / np.float32(255) * (upper - lower) + lower
        # Keras may read a value that is a bin's edge from the bin below.
        image = image + np.float32(1e-3 * (upper - lower) / 255)
        expected = keras.layers.Equalization(value_range, bins)(image[np.newaxis])[0]
        result = Equalization(value_range, bins)(image)
        np.testing.assert_allclose(result, expected, atol=1e-5 * (upper - lower))


@pytest.mark.parametrize("bins", [256, 7, 1])
@pytest.mark.parametrize("value_range", [(0, 255), (0, 1), (-1, 1)])
def test_equalizes_by_its_definition_and_skips_nan(value_range, bins):
    lower, upper = value_range
    images = DULL / np.float32(255) * (upper - lower) + lower
    images[0, 1:3, 2] = np.nan
    images[1, ..., 0] = np.nan
    result = Equalization(value_range, bins)(images).numpy()
    for image, adjusted in zip(images, result):
        expected = references_filters.equalization(image, bins, lower, upper)
        np.testing.assert_allclose(adjusted, expected, atol=1e-5 * (upper - lower))


def test_acts_at_inference_too():
    inputs = keras.Input(DULL.shape[1:])
    model = keras.Model(inputs, Equalization()(inputs))
    equalized = model.predict(DULL, verbose=0)
    np.testing.assert_array_equal(equalized, Equalization()(DULL))
    assert equalized.min() == 0
    assert equalized.max() == 255
