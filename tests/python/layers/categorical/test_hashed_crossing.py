"""HashedCrossing."""

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st

import cases
from prelayer import HashedCrossing

COLORS, SIZES = ["A", "B", "A", "B", "A"], [101, 101, 101, 102, 102]
BINS = [1, 4, 1, 1, 3]


@pytest.mark.parametrize("case", cases.load("hashed_crossing"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


_FEATURES = {
    "strings": tf.constant(["a", "Übung", "", "x" * 100]),
    "int64": tf.constant([0, -1, 2**63 - 1, -(2**63)]),
    "int32": tf.constant([0, -1, 7, 2**31 - 1], tf.int32),
    "uint8": tf.constant([0, 255, 7, 7], tf.uint8),
}


@pytest.mark.parametrize("first", _FEATURES)
@pytest.mark.parametrize("second", _FEATURES)
@pytest.mark.parametrize("output_mode", ["int", "one_hot"])
def test_equals_keras_in_every_mode(first, second, output_mode):
    both = [_FEATURES[first], _FEATURES[second]]
    columns = [feature[:, tf.newaxis] for feature in both]
    scalars = [feature[1] for feature in both]
    for bins in (1, 2, 7, 1000):
        options = {"num_bins": bins, "output_mode": output_mode}
        ours, theirs = HashedCrossing(**options), keras.layers.HashedCrossing(**options)
        for inputs in (both, columns, [*both, both[0]], scalars):
            np.testing.assert_array_equal(ours(inputs), theirs(inputs))
            assert ours(inputs).dtype == theirs(inputs).dtype


_NUMBERS = st.integers(-(2**63), 2**63 - 1)
_WORDS = st.binary(max_size=80)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_WORDS, _NUMBERS, _WORDS), min_size=1), st.integers(1, 2**63 - 1))
def test_hashes_as_tensorflow_crosses(rows, bins):
    words, numbers, others = (list(column) for column in zip(*rows))
    columns = [tf.constant(words), tf.constant(numbers, tf.int64), tf.constant(others)]
    crossed = tf.sparse.cross_hashed([column[:, tf.newaxis] for column in columns], bins)
    np.testing.assert_array_equal(HashedCrossing(bins)(columns), crossed.values)


def test_takes_features_in_every_form():
    layer = HashedCrossing(5)
    frame = pd.DataFrame({"size": SIZES, "color": COLORS})
    both = {"color": tf.constant(COLORS), "size": np.array(SIZES, np.float64)}
    for inputs in ([COLORS, SIZES], (np.array(COLORS), pd.Series(SIZES)), frame, both):
        np.testing.assert_array_equal(layer(inputs), BINS)
    dataset = tf.data.Dataset.from_tensor_slices(both).batch(2).map(layer)
    np.testing.assert_array_equal(np.concatenate([*dataset.as_numpy_iterator()]), BINS)
    kinds = {"size": "int64", "color": "string"}
    inputs = {name: keras.Input((), dtype=kind, name=name) for name, kind in kinds.items()}
    model = keras.Model(inputs, layer(inputs))
    np.testing.assert_array_equal(model({**both, "size": tf.constant(SIZES)}), BINS)


def test_refuses_a_single_input():
    for single in (["A"], "A", np.array(["A", "B"]), tf.constant([["A", "B"]])):
        with pytest.raises(ValueError) as caught:
            HashedCrossing(5)(single)
        assert str(caught.value) == (
            "HashedCrossing: at least two inputs are needed, as a list, tuple or dict, but 1 was "
            "given."
        )


def test_refuses_what_is_not_dense():
    ragged = tf.ragged.constant([["A"], []])
    for kind in (ragged, ragged.to_sparse(), keras.Input((None,), dtype="string", ragged=True)):
        with pytest.raises(ValueError) as caught:
            HashedCrossing(5)([kind, kind])
        assert str(caught.value) == (
            "HashedCrossing: the inputs must be dense, but one is ragged or sparse."
        )


def test_names_different_shapes_when_a_graph_runs():
    unknown = [tf.TensorSpec((None,), tf.string), tf.TensorSpec((None,), tf.int64)]
    layer = HashedCrossing(5)
    crossed = tf.function(lambda *inputs: layer(inputs), input_signature=unknown)
    np.testing.assert_array_equal(crossed(tf.constant(COLORS), tf.constant(SIZES, tf.int64)), BINS)
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        crossed(tf.constant(COLORS), tf.constant([101], tf.int64))
    assert "HashedCrossing: the inputs must have the same shape, but they differ." in str(
        caught.value
    )


@pytest.mark.parametrize("output_mode", ["int", "one_hot"])
@pytest.mark.parametrize("shape", [(), (3,), (3, 1), (3, 2), (3, 2, 2)])
def test_names_its_output_shape(output_mode, shape):
    for sparse in [False] if output_mode == "int" else [False, True]:
        layer = HashedCrossing(4, output_mode=output_mode, sparse=sparse)
        output = layer([np.full(shape, "a"), np.ones(shape, np.int64)])
        spec = layer([keras.KerasTensor(shape, dtype=dtype) for dtype in ("string", "int64")])
        assert tuple(output.shape) == layer.compute_output_shape([shape, shape]) == spec.shape
        assert (output.dtype.name, isinstance(output, tf.SparseTensor)) == (spec.dtype, spec.sparse)


def test_refuses_numbers_that_64_bits_cannot_hold():
    numbers = np.array([2**63 + 5], np.uint64)
    layer = HashedCrossing(10)
    with pytest.raises(ValueError, match="but 9223372036854775813 is among the values"):
        layer([numbers, ["a"]])
    dataset = tf.data.Dataset.from_tensors((numbers, ["a"]))
    with pytest.raises(tf.errors.InvalidArgumentError, match="from -2\\^63 to 2\\^63 - 1"):
        list(dataset.map(lambda number, text: layer([number, text])))


def test_refuses_a_column_alone():
    for column in [pd.Series(["a", "b"]), pd.Series(["a"], index=[3])]:
        with pytest.raises(ValueError, match="at least two inputs are needed"):
            HashedCrossing(4)(column)
    table = pd.DataFrame({"size": SIZES, "color": COLORS})
    np.testing.assert_array_equal(HashedCrossing(5)(table), BINS)
