"""to_categorical."""

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
from prelayer import to_categorical, utils


@pytest.mark.parametrize("case", cases.load("to_categorical"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize(
    "x", [[0, 2, 1], [[0], [1]], 3, np.array([[1, 2], [0, 0]], "uint8"), [1.0, 2.0], [True, False]]
)
@pytest.mark.parametrize("num_classes", [None, 6])
def test_equals_keras(x, num_classes):
    found, theirs = to_categorical(x, num_classes), keras.utils.to_categorical(x, num_classes)
    assert found.dtype == theirs.dtype
    np.testing.assert_array_equal(found, theirs)


def test_returns_a_tensor_for_a_tensor_also_in_a_dataset():
    indices = tf.constant([[0], [2]])
    theirs = keras.utils.to_categorical(indices, 3)
    found = to_categorical(indices, 3)
    assert found.dtype == theirs.dtype
    np.testing.assert_array_equal(found, theirs)
    np.testing.assert_array_equal(to_categorical(tf.constant([1, 0])), [[0, 1], [1, 0]])
    dataset = tf.data.Dataset.from_tensors(tf.constant([0, 2]))
    mapped = dataset.map(lambda batch: to_categorical(batch, 3))
    np.testing.assert_array_equal(next(iter(mapped)), [[1, 0, 0], [0, 0, 1]])


def test_rejects_what_has_no_classes():
    for wrong in (np.nan, -1, 2**40 + 0.5):
        with pytest.raises(ValueError, match="to_categorical"):
            to_categorical([wrong, 0])
    with pytest.raises(ValueError, match="where there are no class indices, not None"):
        to_categorical([])
    assert to_categorical([], 3).shape == (0, 3)
    with pytest.raises(ValueError, match="dense tensor"):
        to_categorical(tf.ragged.constant([[1], [0, 1]]))
    with pytest.raises(ValueError, match="inside a model, use CategoryEncoding"):
        to_categorical(keras.Input(()), 3)
    with pytest.raises(ValueError, match="a whole number in a graph"):
        tf.data.Dataset.from_tensors([0]).map(to_categorical)
    large = tf.data.Dataset.from_tensors([3]).map(lambda batch: to_categorical(batch, 3))
    with pytest.raises(tf.errors.InvalidArgumentError, match="must lie from 0 to 2"):
        list(large)


def test_utils_has_the_names_of_keras():
    shared = [name for name in utils.__all__ if name != "bounding_boxes"]
    assert [name for name in shared if not hasattr(keras.utils, name)] == []
