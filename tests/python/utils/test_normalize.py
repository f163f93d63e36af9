"""normalize."""

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
from prelayer import normalize

NUMBERS = np.random.default_rng(2).normal(size=(3, 4, 5))


@pytest.mark.parametrize("case", cases.load("normalize"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("order", [1, 2, 3, 0.5, np.inf])
@pytest.mark.parametrize("axis", [0, 1, 2, -1, -3])
def test_equals_numpy(order, axis):
    expected = NUMBERS / np.linalg.norm(NUMBERS, order, axis, keepdims=True)
    found = normalize(NUMBERS, axis, order)
    assert found.dtype == np.float64
    np.testing.assert_allclose(found, expected, rtol=1e-12)
    single = normalize(NUMBERS.astype("float32"), axis, order)
    assert single.dtype == np.float32
    np.testing.assert_allclose(single, expected, rtol=1e-6)


@pytest.mark.parametrize("order", [1, 2, 3])
def test_equals_keras(order):
    np.testing.assert_allclose(
        normalize(NUMBERS, order=order), keras.utils.normalize(NUMBERS, order=order)
    )
    tensor = tf.constant(NUMBERS.astype("float32"))
    theirs = keras.utils.normalize(tensor, order=order)
    found = normalize(tensor, order=order)
    assert found.dtype == theirs.dtype
    np.testing.assert_allclose(found, theirs, rtol=1e-5)


def test_whole_numbers_become_floats():
    assert normalize(np.array([3, 4])).tolist() == [0.6, 0.8]
    assert normalize(np.array([3, 4])).dtype == np.float64
    found = normalize([[3, 4]])
    assert found.dtype == tf.float32
    np.testing.assert_allclose(found, [[0.6, 0.8]], rtol=1e-6)


def test_computes_in_a_dataset():
    mapped = tf.data.Dataset.from_tensors([[3.0, 4.0]]).map(normalize)
    np.testing.assert_allclose(next(iter(mapped)), [[0.6, 0.8]], rtol=1e-6)


def test_rejects_single_numbers_and_ragged_tensors():
    with pytest.raises(ValueError, match="vectors are needed, but `x` is a single number"):
        normalize(3.0)
    with pytest.raises(ValueError, match="dense tensor"):
        normalize(tf.ragged.constant([[1.0], [0.0, 1.0]]))
    for order in (np.nan, -1, "2", True):
        with pytest.raises(ValueError, match="`order` must be a number above 0"):
            normalize(NUMBERS, order=order)
