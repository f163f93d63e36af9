"""CategoryEncoding."""

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

import cases
import reloading
from prelayer import CategoryEncoding

MODES = ["one_hot", "multi_hot", "count"]


@pytest.mark.parametrize("case", cases.load("category_encoding"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


_INPUTS = {
    "scalar": 3,
    "vector": [3, 0, 3],
    "column": [[3], [0]],
    "matrix": [[3, 0, 3], [1, 2, 4]],
}


@pytest.mark.parametrize("kind", _INPUTS)
@pytest.mark.parametrize("sparse", [False, True])
@pytest.mark.parametrize("output_mode", MODES)
def test_equals_keras_in_every_mode(kind, sparse, output_mode):
    inputs = tf.constant(_INPUTS[kind])
    theirs = keras.layers.CategoryEncoding(5, output_mode, sparse)(inputs)
    ours = CategoryEncoding(5, output_mode, sparse)(inputs)
    assert isinstance(ours, tf.SparseTensor) == sparse
    np.testing.assert_array_equal(reloading.plain(ours), reloading.plain(theirs))
    assert ours.dtype == "float32"


@pytest.mark.parametrize("splits", ["int64", "int32"])
def test_encodes_rows_of_different_length(splits):
    rows = tf.ragged.constant([[0, 2], [1], []], dtype=tf.int64, row_splits_dtype=splits)
    counted = [[1, 0, 1], [0, 1, 0], [0, 0, 0]]
    np.testing.assert_array_equal(CategoryEncoding(3)(rows), counted)
    np.testing.assert_array_equal(CategoryEncoding(3)(rows.to_sparse()), [*counted[:2], [0] * 3])
    each = CategoryEncoding(3, output_mode="one_hot")(rows)
    assert each.to_list() == [[[1, 0, 0], [0, 0, 1]], [[0, 1, 0]], []]


@pytest.mark.parametrize("output_mode", MODES)
@pytest.mark.parametrize("sparse", [False, True])
def test_encodes_a_batch_of_no_rows(output_mode, sparse):
    layer = CategoryEncoding(3, output_mode=output_mode, sparse=sparse)
    for rows in (np.zeros((0, 2), np.int64), tf.RaggedTensor.from_row_splits([], [0])):
        encoded = tf.function(layer)(tf.cast(rows, tf.int64))
        shape = encoded.bounding_shape() if isinstance(encoded, tf.RaggedTensor) else encoded.shape
        assert (shape[0], shape[-1]) == (0, 3)
        assert encoded.dtype == "float32"


@pytest.mark.parametrize("sparse", [False, True])
def test_weighs_what_it_counts(sparse):
    layer = CategoryEncoding(4, output_mode="count", sparse=sparse)
    rows, weights = [[0, 1], [2, 2]], [[0.5, 2.0], [0.25, 3.0]]
    expected = np.array([[0.5, 2, 0, 0], [0, 0, 3.25, 0]], np.float32)
    for kind in (np.array, tf.constant, tf.ragged.constant, list):
        weighted = layer(kind(rows), count_weights=kind(weights))
        np.testing.assert_array_equal(reloading.plain(weighted), expected)
    indices = tf.sparse.from_dense([[3, 1], [2, 0]])
    weighted = layer(indices, count_weights=indices.with_values([0.5, 2.0, 4.0]))
    np.testing.assert_array_equal(reloading.plain(weighted), [[0, 2, 0, 0.5], [0, 0, 4, 0]])
    deep = layer(np.array([rows, rows]), count_weights=np.array([weights, weights]))
    np.testing.assert_array_equal(reloading.plain(deep), [expected, expected])
    inputs, counts = keras.Input((2,), dtype="int64"), keras.Input((2,))
    model = keras.Model([inputs, counts], layer(inputs, count_weights=counts))
    weighted = model([tf.constant(rows), tf.constant(weights)])
    np.testing.assert_array_equal(reloading.plain(weighted), expected)


def test_refuses_weights_that_do_not_fit():
    with pytest.raises(ValueError) as caught:
        CategoryEncoding(4, output_mode="count")([[0, 1]], count_weights=[0.5])
    assert str(caught.value) == (
        "CategoryEncoding: `count_weights` must be a tensor like the inputs, of shape (1, 2), "
        "not [0.5]."
    )
    with pytest.raises(ValueError) as caught:
        CategoryEncoding(4)([[0, 1]], count_weights=[[0.5, 1.0]])
    assert str(caught.value) == (
        'CategoryEncoding: `count_weights` goes with `output_mode="count"` only.'
    )


def test_takes_whole_numbers_of_every_kind():
    layer = CategoryEncoding(3, output_mode="one_hot")
    column = pd.Series([2, 0])
    for kind in ([2, 0], [2.0, 0.0], np.array([2, 0], np.uint8), column, column.astype("float64")):
        np.testing.assert_array_equal(layer(kind), [[0, 0, 1], [1, 0, 0]])


@pytest.mark.parametrize("wrong", [4, -1, 2**40])
def test_names_a_wrong_index_when_a_graph_runs(wrong):
    sentence = "CategoryEncoding: the values must lie from 0 to 3, below `num_tokens`, but this is"
    data = tf.constant([[0, 1], [2, wrong]], tf.int64)
    inputs = keras.Input((2,), dtype="int64")
    model = keras.Model(inputs, CategoryEncoding(4)(inputs))
    dataset = tf.data.Dataset.from_tensor_slices(data).batch(2).map(CategoryEncoding(4))
    for run in (lambda: model.predict(data, verbose=0), lambda: list(dataset)):
        with pytest.raises(tf.errors.InvalidArgumentError) as caught:
            run()
        assert sentence in str(caught.value)
        assert f"[{wrong}]" in str(caught.value)


@pytest.mark.parametrize("output_mode", MODES)
def test_compiles_and_gives_nan_where_it_would_fail(output_mode):
    layer = CategoryEncoding(3, output_mode=output_mode)
    compiled = tf.function(layer, jit_compile=True)
    np.testing.assert_array_equal(compiled(tf.constant([[0, 2]])), layer([[0, 2]]))
    for wrong in ([3, 2], [-1, 2], [0.5, 2.0]):
        vectors = compiled(tf.constant([wrong])).numpy()[0]
        assert np.isnan(vectors[0] if output_mode == "one_hot" else vectors).all()
        assert output_mode != "one_hot" or vectors[1].tolist() == [0, 0, 1]


@pytest.mark.parametrize("output_mode", MODES)
@pytest.mark.parametrize("sparse", [False, True])
@pytest.mark.parametrize("shape", [(), (3,), (3, 1), (3, 2), (3, 2, 2)])
def test_names_its_output_shape(output_mode, sparse, shape):
    layer = CategoryEncoding(4, output_mode=output_mode, sparse=sparse, dtype="float64")
    output = layer(np.ones(shape, np.int64))
    spec = layer(keras.KerasTensor(shape, dtype="int64"))
    assert tuple(output.shape) == layer.compute_output_shape(shape) == spec.shape
    assert (output.dtype.name, spec.dtype, spec.sparse) == ("float64", "float64", sparse)
