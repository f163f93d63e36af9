"""Rescaling."""

import keras
import numpy as np
import pytest

import cases
from prelayer import Rescaling


@pytest.mark.parametrize("case", cases.load("rescaling"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


def test_equals_numpy_for_every_dtype():
    pixels = np.arange(256).reshape(2, 128)
    for dtype in ("uint8", "int32", "float16", "float32", "float64"):
        values = (pixels / 2).astype(dtype)
        expected = values.astype("float64") / 127.5 - 1
        np.testing.assert_allclose(Rescaling(1 / 127.5, -1)(values), expected, atol=1e-6)


def test_follows_channels_first():
    keras.config.set_image_data_format("channels_first")
    try:
        scaled = Rescaling([1.0, 10.0])(np.ones((1, 2, 3, 3), "float32"))
    finally:
        keras.config.set_image_data_format("channels_last")
    np.testing.assert_array_equal(scaled[0, :, 0, 0], [1, 10])
