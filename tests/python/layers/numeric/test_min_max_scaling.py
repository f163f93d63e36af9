"""MinMaxScaling."""

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf
from sklearn.preprocessing import MinMaxScaler

import cases
from prelayer import MinMaxScaling


@pytest.mark.parametrize("case", cases.load("min_max_scaling"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("clip", [False, True])
def test_equals_scikit_learn(clip):
    rng = np.random.default_rng(2)
    data, others = rng.lognormal(size=(500, 4)), rng.lognormal(size=(300, 4))
    data[:9, 1] = np.nan
    data[:, 2] = 5
    others[0, 0] = np.nan
    ours = MinMaxScaling(feature_range=(-1, 2), clip=clip, dtype="float64")
    theirs = MinMaxScaler(feature_range=(-1, 2), clip=clip).fit(data)
    ours.adapt(data)
    for numbers in (data, others):
        scaled = ours(numbers)
        np.testing.assert_allclose(scaled, theirs.transform(numbers), atol=1e-6)
        expected = theirs.inverse_transform(theirs.transform(numbers))
        np.testing.assert_allclose(ours.inverse(scaled), expected, atol=1e-6)


def test_skips_missing_numbers_while_it_learns():
    layer = MinMaxScaling()
    layer.adapt(np.array([[1.0, np.nan], [3.0, 10.0], [np.nan, 20.0]]))
    np.testing.assert_array_equal(layer(np.array([[2.0, np.nan]])), [[0.5, np.nan]])


def test_takes_columns_of_a_data_frame():
    layer = MinMaxScaling()
    layer.adapt(pd.DataFrame({"a": [1.0, 3.0], "b": [10, 30]}))
    np.testing.assert_allclose(layer(pd.DataFrame({"a": [2.0], "b": [10]})), [[0.5, 0]])


def test_stays_finite_where_a_float_cannot_tell_the_ends_apart():
    layer = MinMaxScaling()
    layer.adapt(np.array([[1e9], [1e9 + 1]]))
    np.testing.assert_array_equal(layer(np.array([[1e9]])), [[0]])


def test_goes_on_learning():
    data = np.random.default_rng(3).normal(size=(100, 2))
    once, twice = MinMaxScaling(), MinMaxScaling()
    once.adapt(data)
    for batch in (data[60:], data[:60]):
        twice.update_state(batch)
    twice.finalize_state()
    np.testing.assert_array_equal(twice(data), once(data))


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_keeps_what_it_knew_when_data_is_refused(bad):
    layer = MinMaxScaling(axis=None)
    layer.adapt([0.0, 2.0])
    with pytest.raises(ValueError, match=r"no finite minimum and maximum|holds no value"):
        layer.adapt(np.array([bad, bad]))
    np.testing.assert_array_equal(layer([1.0]), [0.5])


def test_refuses_features_of_another_shape_than_the_model_has():
    layer = MinMaxScaling()
    layer(keras.Input((2,)))
    with pytest.raises(ValueError) as caught:
        layer.adapt(np.ones((3, 4)))
    assert str(caught.value) == (
        "MinMaxScaling: the layer was built for a `minimum` of shape (2,), but the data gives one "
        "of shape (4,)."
    )


def test_adapts_after_a_model_was_built_on_it():
    layer = MinMaxScaling()
    inputs = keras.Input((2,))
    model = keras.Model(inputs, layer(inputs))
    layer.adapt([[0.0, 10.0], [2.0, 30.0]])
    np.testing.assert_allclose(model.predict(np.array([[1.0, 40.0]]), verbose=0), [[0.5, 1.5]])


def test_takes_weights_from_another_layer():
    layer = MinMaxScaling()
    layer.adapt([[0.0, 10.0], [2.0, 30.0]])
    inputs = keras.Input((2,))
    model = keras.Model(inputs, layer(inputs))
    clone = keras.models.clone_model(model)
    clone.set_weights(model.get_weights())
    np.testing.assert_allclose(clone.predict(np.array([[1.0, 40.0]]), verbose=0), [[0.5, 1.5]])


def test_gives_the_original_numbers_back():
    data = np.random.default_rng(4).normal(size=(50, 3)).astype("float32")
    layer = MinMaxScaling(feature_range=(-1, 1))
    layer.adapt(data)
    np.testing.assert_allclose(layer.inverse(layer(data)), data, atol=1e-6)
    inputs = keras.Input((3,))
    model = keras.Model(inputs, layer.inverse(layer(inputs)))
    np.testing.assert_allclose(model.predict(data, verbose=0), data, atol=1e-6)
    (mapped,) = tf.data.Dataset.from_tensors(np.asarray(layer(data))).map(layer.inverse)
    np.testing.assert_allclose(mapped, data, atol=1e-6)


def test_does_not_invert_before_it_has_learned():
    with pytest.raises(ValueError, match="has not learned anything yet"):
        MinMaxScaling().inverse([1.0])


def test_learns_in_float64_whatever_the_policy():
    data = np.array([[1000.0], [1000.5], [1001.0]])
    layer = MinMaxScaling(dtype="mixed_float16")
    layer.adapt(data)
    assert layer(data).dtype == tf.float16
    np.testing.assert_array_equal(layer(data), [[0], [0.5], [1]])
    inputs = keras.Input((1,))
    model = keras.Model(inputs, layer(inputs))
    np.testing.assert_array_equal(model.predict(data, verbose=0), [[0], [0.5], [1]])


def test_given_minima_and_maxima_are_those_that_are_learned():
    data = np.random.default_rng(7).normal(size=(30, 2))
    learned = MinMaxScaling(dtype="float64")
    learned.adapt(data)
    given = MinMaxScaling(minimum=data.min(0), maximum=data.max(0), dtype="float64")
    np.testing.assert_array_equal(given(data), learned(data))
    np.testing.assert_allclose(given.inverse(given(data)), data, atol=1e-12)
    with pytest.raises(ValueError, match="was given its minimum and maximum cannot adapt"):
        given.adapt(data)
