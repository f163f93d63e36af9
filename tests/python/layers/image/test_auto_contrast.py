"""AutoContrast: against hand-worked cases, its definition and Keras."""

from __future__ import annotations

import keras
import numpy as np
import pytest

import cases
import references_filters
from image_layers import picture
from prelayer import AutoContrast

CASES = cases.load("auto_contrast")
DULL = picture(3, 9, 7) / 3 + 40


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


@pytest.mark.parametrize("value_range", [(0, 255), (0, 1), (-1, 1)])
def test_gives_what_keras_gives(value_range):
    lower, upper = value_range
    images = DULL / 255 * (upper - lower) + lower
    expected = keras.layers.AutoContrast(value_range)(images)
    result = AutoContrast(value_range)(images)
    np.testing.assert_allclose(result, expected, atol=1e-5 * (upper - lower))


@pytest.mark.parametrize("dtype", ["uint8", "int64", "float16", "float32", "float64"])
def test_stretches_by_its_definition_and_skips_nan(dtype):
    images = DULL.astype(dtype)
    if images.dtype.kind == "f":
        images[0, 1:3, 2] = np.nan
        images[1, ..., 0] = np.nan
    result = AutoContrast()(images)
    for image, adjusted in zip(images, result.numpy()):
        expected = references_filters.auto_contrast(image, 0, 255)
        np.testing.assert_allclose(adjusted, expected, atol=1e-3)


def test_stretches_truth_to_black_and_white():
    image = np.array([[True, False]])
    np.testing.assert_array_equal(AutoContrast()(image), [[255, 0]])


def test_acts_at_inference_too():
    inputs = keras.Input(DULL.shape[1:])
    model = keras.Model(inputs, AutoContrast()(inputs))
    stretched = model.predict(DULL, verbose=0)
    np.testing.assert_allclose(stretched.min(axis=(1, 2)), 0, atol=1e-4)
    np.testing.assert_allclose(stretched.max(axis=(1, 2)), 255, atol=1e-4)
