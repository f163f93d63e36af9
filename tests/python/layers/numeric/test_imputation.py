"""Imputation."""

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf
from sklearn.impute import SimpleImputer

import cases
from prelayer import Imputation, Normalization, Preprocessor, adapt
from rank_error import worst_rank_error


@pytest.mark.parametrize("case", cases.load("imputation"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


def table(rows=500):
    random = np.random.default_rng(5)
    data = np.round(random.lognormal(2, 1, size=(rows, 3)), 1)
    data[random.random(data.shape) < 0.2] = np.nan
    return data


LEARNED = ["mean", "median", "most_frequent"]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("strategy", LEARNED)
def test_equals_scikit_learn(strategy, dtype):
    data = table()
    layer = Imputation(strategy, add_indicator=True, dtype=dtype)
    layer.adapt(tf.data.Dataset.from_tensor_slices(data).batch(64))
    theirs = SimpleImputer(strategy=strategy, add_indicator=True).fit(data)
    np.testing.assert_allclose(layer(data), theirs.transform(data), rtol=1e-6)
    np.testing.assert_allclose(layer.statistics, theirs.statistics_, rtol=1e-6)


@pytest.mark.parametrize("strategy", LEARNED)
def test_merged_shards_equal_one_pass(strategy):
    data = table()
    whole, first, second = (Imputation(strategy, dtype="float64") for _ in range(3))
    whole.adapt(data)
    first.adapt(data[:200])
    second.adapt(data[200:])
    first.merge(second.state())
    np.testing.assert_allclose(first.statistics, whole.statistics, rtol=1e-12)


def test_the_median_of_much_data_is_within_the_error():
    data = np.random.default_rng(6).lognormal(size=(50_000, 1))
    layer = Imputation("median", dtype="float64")
    layer.adapt(data)
    assert worst_rank_error(data[:, 0], layer.statistics.numpy(), [0.5]) <= 0.002


@pytest.mark.parametrize("strategy", [*LEARNED, "constant"])
def test_is_the_same_in_a_model_and_a_dataset(strategy):
    data = table(20).astype("float32")
    layer = Imputation(strategy)
    if strategy != "constant":
        layer.adapt(data)
    inputs = keras.Input((3,))
    model = keras.Model(inputs, layer(inputs))
    np.testing.assert_array_equal(model(data), layer(data))
    dataset = tf.data.Dataset.from_tensor_slices(data).batch(20).map(layer)
    np.testing.assert_array_equal(next(iter(dataset)), layer(data))
    assert np.isfinite(layer(data)).all()


def test_keeps_what_it_knew_when_data_is_refused():
    layer = Imputation("most_frequent")
    layer.adapt([[1.0], [1.0]])
    with pytest.raises(ValueError) as caught:
        layer.adapt(np.array([[1.0], [np.inf]]))
    assert str(caught.value) == (
        "Imputation: numbers to learn from must be finite or NaN, but 1 of a batch of 2 is "
        "infinite, the first in feature 0. Fix or drop them."
    )
    np.testing.assert_array_equal(layer([[np.nan]]), [[1]])


def test_takes_every_kind_of_missing_value():
    layer = Imputation("constant", fill_value=7)
    for column in (
        [None, 1.0],
        np.array([np.nan, 1.0]),
        np.ma.array([0.0, 1.0], mask=[True, False]),
        pd.Series([None, 1], dtype="Int64"),
    ):
        np.testing.assert_array_equal(layer(column), [7, 1])


def test_comes_first_in_a_chain_of_a_preprocessor():
    prep = Preprocessor({"age": [Imputation("median"), Normalization()]})
    prep.adapt({"age": [1.0, 3.0, None, 8.0]})
    filled = np.array([1, 3, 3, 8.0])
    expected = (filled - filled.mean()) / filled.std()
    found = prep({"age": [1.0, 3.0, None, 8.0]})
    np.testing.assert_allclose(found[:, 0], expected, rtol=1e-6)


def test_a_constant_learns_nothing():
    layer = Imputation("constant")
    assert layer.is_fitted
    with pytest.raises(ValueError, match="cannot adapt"):
        adapt(layer, [[1.0]])


def test_refuses_ragged_numbers():
    with pytest.raises(ValueError, match="numbers must be dense"):
        Imputation("constant")(tf.ragged.constant([[1.0], [1.0, 2.0]]))
