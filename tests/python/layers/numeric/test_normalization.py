"""Normalization."""

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf
from sklearn.preprocessing import StandardScaler

import cases
from prelayer import Normalization


@pytest.mark.parametrize("case", cases.load("normalization"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


def test_learns_a_million_rows_far_from_zero_exactly():
    data = (np.random.default_rng(1).normal(size=(1_000_000, 2)) + 1000).astype("float32")
    exact = data.astype("float64")
    for source in (data, tf.data.Dataset.from_tensor_slices(data).batch(50_000)):
        layer = Normalization()
        layer.adapt(source)
        np.testing.assert_allclose(layer.mean, [exact.mean(axis=0)], rtol=1e-6)
        np.testing.assert_allclose(layer.variance, [exact.var(axis=0)], rtol=1e-6)


def test_equals_scikit_learn():
    data = np.random.default_rng(2).lognormal(size=(500, 4))
    layer = Normalization(dtype="float64")
    layer.adapt(data)
    np.testing.assert_allclose(layer(data), StandardScaler().fit_transform(data), atol=1e-6)


def test_normalizes_images_by_channel():
    images = np.random.default_rng(3).integers(0, 256, size=(64, 200, 200, 3)).astype("float32")
    layer = Normalization(axis=-1)
    layer.adapt(images)
    normalized = np.asarray(layer(images), "float64")
    np.testing.assert_allclose(normalized.mean(axis=(0, 1, 2)), 0, atol=1e-4)
    np.testing.assert_allclose(normalized.var(axis=(0, 1, 2)), 1, atol=1e-4)


def test_skips_missing_numbers_while_it_learns():
    data = np.array([[1.0, np.nan], [3.0, 10.0], [np.nan, 20.0]])
    layer = Normalization()
    layer.adapt(data)
    np.testing.assert_allclose(layer.mean, [np.nanmean(data, axis=0)])
    np.testing.assert_allclose(layer.variance, [np.nanvar(data, axis=0)])


def test_learns_in_float64_whatever_the_policy():
    data = (np.random.default_rng(4).normal(size=(5000, 1)) + 1000).astype("float32")
    layer = Normalization(dtype="mixed_float16")
    layer.adapt(data)
    np.testing.assert_allclose(layer.variance, [data.astype("float64").var(axis=0)], rtol=1e-6)
    assert layer(data).dtype == tf.float16


def test_takes_columns_of_a_data_frame():
    layer = Normalization()
    layer.adapt(pd.DataFrame({"a": [1.0, 3.0], "b": [10.0, 30.0]}))
    np.testing.assert_allclose(layer(np.array([[3.0, 10.0]])), [[1, -1]])
    column = Normalization()
    column.adapt(pd.Series([1, 3]))
    np.testing.assert_allclose(column(pd.Series([1, 3])), [-1, 1])


def test_adapts_after_a_model_was_built_on_it():
    layer = Normalization()
    inputs = keras.Input((2,))
    model = keras.Model(inputs, layer(inputs))
    layer.adapt([[0.0, 10.0], [2.0, 30.0]])
    np.testing.assert_allclose(model.predict(np.array([[1.0, 40.0]]), verbose=0), [[0, 2]])


def test_keeps_what_it_knew_when_data_is_refused():
    layer = Normalization()
    layer.adapt([[0.0], [2.0]])
    with pytest.raises(ValueError, match="holds no value to learn from"):
        layer.adapt(np.empty((0, 1)))
    np.testing.assert_array_equal(layer([[2.0]]), [[1]])


def test_is_the_same_in_a_dataset_and_in_a_model():
    data = np.random.default_rng(5).normal(size=(32, 3)).astype("float32")
    layer = Normalization()
    layer.adapt(data)
    inputs = keras.Input((3,))
    in_model = keras.Model(inputs, layer(inputs)).predict(data, verbose=0)
    (in_dataset,) = tf.data.Dataset.from_tensors(data).map(layer)
    np.testing.assert_array_equal(in_dataset, in_model)


def test_keeps_every_bit_of_python_floats():
    layer = Normalization(dtype="float64")
    layer.adapt([[16777216.0], [16777217.0]])
    np.testing.assert_array_equal(layer.variance, [[0.25]])


def test_takes_weights_from_another_layer():
    layer = Normalization()
    layer.adapt([[0.0, 10.0], [2.0, 30.0]])
    inputs = keras.Input((2,))
    model = keras.Model(inputs, layer(inputs))
    clone = keras.models.clone_model(model)
    clone.set_weights(model.get_weights())
    np.testing.assert_array_equal(clone.predict(np.array([[1.0, 40.0]]), verbose=0), [[0, 2]])


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_refuses_a_feature_without_a_finite_mean(bad):
    layer = Normalization()
    layer.adapt([[1.0, 1.0]])
    with pytest.raises(ValueError) as caught:
        layer.adapt(np.array([[1.0, bad], [2.0, bad]]))
    assert str(caught.value) == (
        "Normalization: feature 1 has no finite mean and variance: all its values are missing, or "
        "some are infinite. Fix or drop it."
    )
    np.testing.assert_array_equal(layer.mean, [[1, 1]])


def test_refuses_complex_numbers():
    with pytest.raises(ValueError, match="real numbers are needed, but the values are complex"):
        Normalization().adapt(np.array([[1j]]))


def test_gives_the_original_numbers_back():
    data = np.random.default_rng(4).normal(size=(50, 3)).astype("float32")
    layer = Normalization()
    layer.adapt(data)
    np.testing.assert_allclose(layer.inverse(layer(data)), data, atol=1e-6)
    inverted = Normalization(invert=True)
    inverted.adapt(data)
    np.testing.assert_allclose(inverted.inverse(data), layer(data), atol=1e-6)
    inputs = keras.Input((3,))
    model = keras.Model(inputs, layer.inverse(layer(inputs)))
    np.testing.assert_allclose(model.predict(data, verbose=0), data, atol=1e-6)
    given = Normalization(mean=[1, 2, 3], variance=[4, 4, 9])
    np.testing.assert_allclose(given.inverse([[1, 0, -1]]), [[3, 2, 0]])


def test_is_given_its_mean_inside_a_traced_function():
    traced = tf.function(lambda numbers: Normalization(mean=[1.0], variance=[4.0])(numbers))
    np.testing.assert_array_equal(traced(tf.constant([[5.0]])), [[2]])


BATCHES = np.random.default_rng(7).normal(size=(8, 3, 4)).astype("float32")


@pytest.mark.parametrize("axis", [-1, 1, (1, 2), (-1, 1), None, ()])
@pytest.mark.parametrize(
    "source",
    [
        lambda: BATCHES,
        lambda: tf.constant(BATCHES),
        lambda: tf.data.Dataset.from_tensor_slices(BATCHES).batch(3),
        lambda: [BATCHES[:3], BATCHES[3:]],
        lambda: [(BATCHES[:3], np.zeros(3)), (BATCHES[3:], np.zeros(5))],
        lambda: iter([BATCHES[:3], BATCHES[3:]]),
        lambda: ((part, np.zeros(len(part))) for part in (BATCHES[:3], BATCHES[3:])),
    ],
)
def test_has_the_mean_and_variance_of_keras(axis, source):
    ours, theirs = Normalization(axis=axis), keras.layers.Normalization(axis=axis)
    ours.adapt(source())
    theirs.adapt(BATCHES)  # its older versions take no lists of batches
    for name in ("mean", "variance"):
        mine, expected = getattr(ours, name), getattr(theirs, name)
        assert mine.shape == tuple(expected.shape)
        assert tf.as_dtype(mine.dtype) == tf.as_dtype(expected.dtype)
        np.testing.assert_allclose(mine, expected, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(ours(BATCHES), theirs(BATCHES), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("shape", [(), (5,), (4, 2), (4, 2, 3)])
def test_has_the_mean_of_keras_where_it_is_given(shape):
    numbers = np.ones(shape, "float32")
    for axis, mean in ((None, 3.0), (-1, 3.0), (-1, [[1.0], [2.0, 5.0], [1.0, 2.0, 3.0]])):
        if axis is None or len(shape) > 1:
            mean = mean if isinstance(mean, float) else mean[shape[-1] - 1]
            ours = Normalization(axis=axis, mean=mean, variance=mean)
            theirs = keras.layers.Normalization(axis=axis, mean=mean, variance=mean)
            np.testing.assert_allclose(ours(numbers), theirs(numbers), rtol=1e-6)
            np.testing.assert_array_equal(ours.mean, theirs.mean)
            np.testing.assert_array_equal(ours.variance, theirs.variance)


def test_has_the_mean_of_keras_after_a_copy():
    layer = Normalization()
    layer.adapt(BATCHES)
    copy = Normalization.from_config(layer.get_config())
    np.testing.assert_array_equal(
        copy.mean, np.reshape(layer.get_state()["mean"], (1, 1, 4)).astype("float32")
    )
