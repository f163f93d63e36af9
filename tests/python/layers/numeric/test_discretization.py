"""Discretization."""

import itertools

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

import cases
import reloading
from prelayer import Discretization
from rank_error import worst_rank_error


@pytest.mark.parametrize("case", cases.load("discretization"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


_RNG = np.random.default_rng(0)
_INPUTS = {
    "scalar": tf.constant(1.5),
    "vector": _RNG.normal(1, 2, 6).astype("float32"),
    "column": _RNG.normal(1, 2, (5, 1)).astype("float32"),
    "matrix": _RNG.normal(1, 2, (3, 4)).astype("float32"),
    "cube": _RNG.normal(1, 2, (3, 1, 1)).astype("float32"),
    "boundaries": np.array([[0.1, 0.7, 2.0], [np.inf, -np.inf, np.nan]], "float32"),
    "whole numbers": np.array([[-1, 0, 1], [2, 3, 700]]),
    "ragged": tf.ragged.constant([[1.5], [0.5, 3.0], []]),
}


@pytest.mark.parametrize("kind", _INPUTS)
@pytest.mark.parametrize("output_mode", ["int", "one_hot", "multi_hot", "count"])
def test_equals_keras_in_every_mode(kind, output_mode):
    for boundaries, sparse in itertools.product(([0.1, 0.7, 2.0], [1, 1], [5]), (False, True)):
        if sparse and (output_mode == "int" or kind == "ragged"):
            continue
        options = {"bin_boundaries": boundaries, "output_mode": output_mode, "sparse": sparse}
        theirs = keras.layers.Discretization(**options)(_INPUTS[kind])
        ours = Discretization(**options)(_INPUTS[kind])
        assert ours.dtype == theirs.dtype
        ours, theirs = reloading.plain(ours), reloading.plain(theirs)
        if isinstance(theirs, list):
            assert ours == theirs
        else:
            np.testing.assert_array_equal(ours, theirs)


def test_encodes_cubes_over_their_last_axis():
    data = np.array([[[0.0, 0.0, 2.0], [2.0, 2.0, 2.0]]])
    layer = Discretization([1], output_mode="count")
    np.testing.assert_array_equal(layer(data), [[[2, 1], [0, 3]]])


def test_learns_from_sparse_and_ragged_numbers():
    ragged = tf.ragged.constant([[1.0], [2.0, 3.0], [4.0]])
    sparse = tf.sparse.from_dense([[1.0, 0.0], [2.0, 3.0], [0.0, 4.0]])
    for data in (ragged, sparse):
        layer = Discretization(num_bins=2)
        layer.adapt(data)
        assert layer.bin_boundaries == [2.5]
        assert isinstance(layer(data), type(data))
    np.testing.assert_array_equal(tf.sparse.to_dense(layer(sparse)), [[0, 0], [0, 1], [0, 1]])


@pytest.mark.parametrize("output_mode", ["int", "one_hot", "multi_hot"])
def test_takes_ragged_and_sparse_inputs_of_a_model(output_mode):
    layer = Discretization([1.5, 3.5], output_mode=output_mode)
    ragged = tf.ragged.constant([[1.0], [2.0, 4.0]])
    for inputs, data in (
        (keras.Input((None,), ragged=True), ragged),
        (keras.Input((2,), sparse=True), ragged.to_sparse()),
    ):
        found = reloading.plain(keras.Model(inputs, layer(inputs))(data))
        expected = reloading.plain(layer(data))
        assert np.all(np.asarray(found, object) == np.asarray(expected, object))


_DATA = {
    "normal": _RNG.normal(size=200_000),
    "lognormal": _RNG.lognormal(sigma=2, size=200_000),
    "constant": np.full(200_000, 3.0),
    "heavy ties": np.floor(_RNG.exponential(2, size=200_000)),
    "ascending": np.sort(_RNG.normal(size=200_000)),
}


@pytest.mark.parametrize("kind", _DATA)
def test_ranks_of_boundaries_are_within_the_error(kind):
    values = _DATA[kind].astype("float32")
    for source in (values, tf.data.Dataset.from_tensor_slices(values).batch(1024)):
        layer = Discretization(num_bins=100)
        layer.adapt(source)
        assert len(layer.bin_boundaries) == 99
        assert worst_rank_error(values, layer.bin_boundaries) <= 0.002


def test_a_small_epsilon_makes_the_error_smaller():
    values = _DATA["lognormal"]
    layer = Discretization(num_bins=100, epsilon=0.0002)
    layer.adapt(values)
    assert worst_rank_error(values, layer.bin_boundaries) <= 0.0002


def test_bins_are_numpys_for_few_numbers():
    values = np.random.default_rng(1).normal(size=(1000, 7))
    layer = Discretization(num_bins=10)
    layer.adapt(values)
    expected = np.quantile(values, np.arange(1, 10) / 10)
    np.testing.assert_array_equal(layer.bin_boundaries, expected)
    np.testing.assert_array_equal(layer(values), np.digitize(values, expected))
    assert (np.bincount(np.ravel(layer(values))) == 700).all()


def test_skips_missing_numbers_while_it_learns():
    layer = Discretization(num_bins=2)
    layer.adapt(np.array([1, np.nan, 3]))
    assert layer.bin_boundaries == [2]


def test_a_missing_number_is_in_the_last_bin():
    layer = Discretization([0, 1])
    numbers = tf.constant([np.nan, 0.5, np.inf, -np.inf])
    np.testing.assert_array_equal(layer(numbers), [2, 1, 2, 0])
    compiled = tf.function(layer, jit_compile=True, autograph=False)
    np.testing.assert_array_equal(compiled(numbers), [2, 1, 2, 0])


def test_takes_columns_of_a_data_frame():
    column = pd.Series([1, 2, 3, 4], name="age")
    layer = Discretization(num_bins=2)
    layer.adapt(column)
    np.testing.assert_array_equal(layer(column), [0, 0, 1, 1])


@pytest.mark.parametrize("output_mode", ["int", "count"])
def test_adapts_after_a_model_was_built_on_it(output_mode):
    layer = Discretization(num_bins=3, output_mode=output_mode)
    inputs = keras.Input((2,))
    model = keras.Model(inputs, layer(inputs))
    for data in ([0.0, 3.0], [5.0, 5.0], [0.0, 30.0]):
        layer.adapt(data)
        found = model.predict(np.array([[5.0, 15.0]]), verbose=0)
        expected = np.digitize([5, 15], np.quantile(data, [1 / 3, 2 / 3]))
        if output_mode == "count":
            expected = np.bincount(expected, minlength=3)
        np.testing.assert_array_equal(found, [expected])


def test_goes_on_learning_batch_by_batch():
    layer = Discretization(num_bins=2)
    for batch in ([1.0, 2.0], [3.0, 10.0]):
        layer.update_state(batch)
    layer.finalize_state()
    assert layer.bin_boundaries == [2.5]


def test_keeps_what_it_knew_when_data_is_refused():
    layer = Discretization(num_bins=2)
    layer.adapt([1.0, 3.0])
    for bad in (np.array([1.0, np.inf]), np.array([np.nan])):
        with pytest.raises(ValueError, match=r"infinite|holds no value to learn from"):
            layer.adapt(bad)
    assert layer.bin_boundaries == [2]


@pytest.mark.parametrize("bad", [[0, np.nan], [0, np.inf], [[0, 1]], 3, []])
def test_refuses_boundaries_that_are_not_finite_and_sorted(bad):
    if bad == []:
        np.testing.assert_array_equal(Discretization(bad)([1.0]), [0])
        return
    with pytest.raises(ValueError, match="`bin_boundaries` must be finite numbers in ascending"):
        Discretization(bad)


def test_is_the_same_in_a_dataset_and_in_a_model():
    data = np.random.default_rng(5).normal(size=(32, 3)).astype("float32")
    layer = Discretization(num_bins=4, output_mode="one_hot")
    layer.adapt(data)
    inputs = keras.Input((3,))
    in_model = keras.Model(inputs, layer(inputs)).predict(data, verbose=0)
    (in_dataset,) = tf.data.Dataset.from_tensors(data).map(layer)
    np.testing.assert_array_equal(in_dataset, in_model)


def test_is_given_its_boundaries_inside_a_traced_function():
    traced = tf.function(lambda numbers: Discretization(bin_boundaries=[0.0, 1.0])(numbers))
    np.testing.assert_array_equal(traced(tf.constant([-1.0, 0.5])), [0, 1])
