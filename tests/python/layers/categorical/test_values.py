"""Values."""

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
from prelayer import IntegerLookup, Preprocessor, StringLookup, Values


@pytest.mark.parametrize("case", cases.load("values"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


TABLE = np.array([[0.5, np.nan], [1, 2], [-3, 1e-9]])


@pytest.mark.parametrize("dtype", ["int32", "int64", "uint8", "float32"])
def test_equals_numpy_for_every_dtype(dtype):
    indices = np.array([2, 0, 0, 1])
    np.testing.assert_array_equal(
        Values(TABLE, dtype="float64")(indices.astype(dtype)), TABLE[indices]
    )


def test_codes_a_factor_in_a_preprocessor():
    # Helmert contrasts of three levels; an unknown level has the row of zeros.
    contrasts = [[0, 0], [-1, -1], [1, -1], [0, 2]]
    prep = Preprocessor({"size": [StringLookup(vocabulary=["s", "m", "l"]), Values(contrasts)]})
    found = prep({"size": ["l", "s", "?", "m"]})
    np.testing.assert_array_equal(found, [[0, 2], [-1, -1], [0, 0], [1, -1]])
    assert prep.get_feature_names_out() == ["size_0", "size_1"]


def test_takes_a_column_of_whole_numbers_in_a_preprocessor():
    prep = Preprocessor({"level": Values([0.0, 1.5, 2.0])})
    assert prep.inputs["level"].dtype == "int64"
    np.testing.assert_array_equal(prep({"level": [2, 0]}), [[2], [0]])


def test_is_the_same_in_a_model_and_a_dataset():
    layers = [IntegerLookup(vocabulary=[10, 20]), Values(TABLE[:, 0])]
    inputs = keras.Input((1,), dtype="int64")
    model = keras.Model(inputs, layers[1](layers[0](inputs)))
    numbers = np.array([[20], [5], [10]])
    expected = [[-3], [0.5], [1]]
    np.testing.assert_array_equal(model(numbers), expected)
    dataset = tf.data.Dataset.from_tensor_slices(numbers).batch(3).map(layers[0]).map(layers[1])
    np.testing.assert_array_equal(next(iter(dataset)), expected)


def test_an_index_that_is_too_large_raises_in_a_graph():
    dataset = tf.data.Dataset.from_tensors([3]).map(Values([0.0, 1.0]))
    with pytest.raises(tf.errors.InvalidArgumentError, match="must lie from 0 to 1"):
        list(dataset)


def test_refuses_ragged_indices():
    with pytest.raises(ValueError, match="indices must be dense"):
        Values([0.0])(tf.ragged.constant([[0], [0, 0]]))
