"""Hashing."""

import itertools

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

import cases
from prelayer import Hashing

MODES = ["int", "one_hot", "multi_hot", "count"]


@pytest.mark.parametrize("case", cases.load("hashing"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


_INPUTS = {
    "strings": tf.constant([["a", "b", ""], ["b", "Übung", "7"]]),
    "columns": tf.constant([["a"], ["b"], [""], ["7"]]),
    "vector": tf.constant(["a", "", "b", "7"]),
    "integers": tf.constant([[7, -1, 0], [2**62, 5, 7]], tf.int64),
    "bytes": tf.constant([[7, 255, 0]], tf.uint8),
    "floats": tf.constant([[7.0, -1.0, 0.0]]),
    "large": tf.constant([7, 2**64 - 1], tf.uint64),
}


@pytest.mark.parametrize("kind", _INPUTS)
@pytest.mark.parametrize("output_mode", MODES)
def test_equals_keras_in_every_mode(kind, output_mode):
    inputs = _INPUTS[kind]
    masks = [None, "", "b"] if inputs.dtype == "string" else [None, 0, 7]
    for bins, salt, mask in itertools.product([2, 5, 1000], [None, 7, [1, 2]], masks):
        options = {"salt": salt, "mask_value": mask, "output_mode": output_mode}
        theirs = keras.layers.Hashing(bins, **options)(inputs)
        ours = Hashing(bins, **options)(inputs)
        np.testing.assert_array_equal(ours, theirs, err_msg=str(options))
        assert ours.dtype == theirs.dtype


def test_hashes_a_number_as_it_is_written():
    layer = Hashing(1000, mask_value=7)
    numbers = [7, 12, -3, 2**53 - 1]
    expected = layer([str(number) for number in numbers]).numpy()
    assert expected[0] == 0
    floats = [float(number) for number in numbers]
    for kind in (numbers, floats, np.array(floats), pd.Series(numbers), tf.constant(numbers)):
        np.testing.assert_array_equal(layer(kind), expected)


def test_keeps_the_kind_of_its_input():
    words = tf.ragged.constant([["a", "b"], [], ["7"]])
    layer = Hashing(1000)
    bins = [layer(word).numpy() for word in ("a", "b", "7")]
    assert layer(words).to_list() == [bins[:2], [], bins[2:]]
    sparse = layer(words.to_sparse())
    assert isinstance(sparse, tf.SparseTensor)
    np.testing.assert_array_equal(sparse.values, bins)
    one_hot = Hashing(1000, output_mode="one_hot")(words)
    assert [np.argmax(row, -1).tolist() if row else [] for row in one_hot.to_list()] == [
        bins[:2],
        [],
        bins[2:],
    ]
    counts = Hashing(1000, output_mode="count")(words).numpy()
    np.testing.assert_array_equal(counts.sum(-1), [2, 0, 1])
    assert counts[0, bins[0]] == counts[0, bins[1]] == counts[2, bins[2]] == 1


def test_names_a_fraction_when_a_graph_runs():
    inputs = keras.Input((2,), dtype="float32")
    model = keras.Model(inputs, Hashing(9)(inputs))
    np.testing.assert_array_equal(model(np.array([[1.0, 2.0]])), Hashing(9)([[1, 2]]))
    sentence = "Hashing: whole numbers are needed, but these are among the values:"
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        model.predict(np.array([[1.0, 2.5]]), verbose=0)
    assert sentence in str(caught.value)
    assert "[2.5]" in str(caught.value)


@pytest.mark.parametrize("output_mode", MODES)
@pytest.mark.parametrize("shape", [(), (3,), (3, 1), (3, 2), (3, 2, 2)])
def test_names_its_output_shape(output_mode, shape):
    for sparse in [False] if output_mode == "int" else [False, True]:
        layer = Hashing(4, output_mode=output_mode, sparse=sparse)
        output = layer(np.full(shape, "a"))
        spec = layer(keras.KerasTensor(shape, dtype="string"))
        assert tuple(output.shape) == layer.compute_output_shape(shape) == spec.shape
        assert (output.dtype.name, isinstance(output, tf.SparseTensor)) == (spec.dtype, spec.sparse)


def test_trains_beside_layers_that_are_compiled():
    inputs = keras.Input((1,), dtype="string")
    outputs = keras.layers.Dense(1)(Hashing(4, output_mode="one_hot")(inputs))
    model = keras.Model(inputs, outputs)
    model.compile("sgd", "mse")
    words = tf.constant([["a"], ["b"]])
    before = model(words).numpy()
    model.fit(words, np.array([[1.0], [2.0]]), verbose=0)
    assert not np.array_equal(model(words), before)


def test_an_unsigned_number_is_not_the_negative_one_of_the_same_bits():
    numbers = np.array([2**64 - 1], np.uint64)
    text = Hashing(100, mask_value=-1)([str(2**64 - 1)])
    np.testing.assert_array_equal(Hashing(100, mask_value=-1)(numbers), text)
    assert text.numpy() != 0
