"""Log."""

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
from prelayer import Log


@pytest.mark.parametrize("case", cases.load("log"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


NUMBERS = np.random.default_rng(1).lognormal(0, 4, 200)


@pytest.mark.parametrize("offset", [0, 1, 0.25])
@pytest.mark.parametrize("base", [np.e, 2, 10, 0.3])
def test_equals_numpy_for_every_dtype(base, offset):
    for dtype in ("float32", "float64"):
        values = NUMBERS.astype(dtype)
        expected = np.log(values.astype("float64") + offset) / np.log(base)
        layer = Log(base, offset, dtype=dtype)
        assert layer(values).dtype == dtype
        np.testing.assert_allclose(layer(values), expected, rtol=1e-6, atol=1e-6)
        np.testing.assert_allclose(layer.inverse(layer(values)), values, rtol=2e-5, atol=1e-6)


def test_signed_logarithms_equal_numpy():
    values = np.concatenate([NUMBERS, -NUMBERS, [0, 1, -1, np.nan]])
    inside = np.abs(values) < 1
    expected = np.where(inside, 0, np.sign(values) * np.log10(np.where(inside, 1, np.abs(values))))
    layer = Log(10, signed=True, dtype="float64")
    np.testing.assert_allclose(layer(values), expected, atol=1e-12)
    outside = values[np.abs(values) > 1]
    np.testing.assert_allclose(layer.inverse(layer(outside)), outside, rtol=1e-9)


def test_numbers_without_a_logarithm_are_those_of_numpy():
    np.testing.assert_array_equal(
        Log()([0.0, -1.0, np.nan, np.inf]), [-np.inf, np.nan, np.nan, np.inf]
    )


def test_is_the_same_in_a_model_and_a_dataset():
    layer = Log(2, offset=1)
    inputs = keras.Input((1,))
    model = keras.Model(inputs, [layer(inputs), layer.inverse(layer(inputs))])
    values = np.array([[0.0], [1.0], [7.0]], "float32")
    changed, back = model(values)
    np.testing.assert_array_equal(changed, layer(values))
    np.testing.assert_allclose(back, values, atol=1e-6)
    dataset = tf.data.Dataset.from_tensor_slices(values).batch(2).map(layer)
    np.testing.assert_array_equal(np.concatenate(list(dataset)), layer(values))
