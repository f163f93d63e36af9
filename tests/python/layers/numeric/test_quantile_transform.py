"""QuantileTransform."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from sklearn.preprocessing import QuantileTransformer

import cases
from prelayer import QuantileTransform


@pytest.mark.parametrize("case", cases.load("quantile_transform"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("output_distribution", ["uniform", "normal"])
@pytest.mark.parametrize("num_quantiles", [2, 101, 500])
def test_equals_scikit_learn(num_quantiles, output_distribution):
    rng = np.random.default_rng(2)
    data, others = rng.lognormal(size=(500, 4)), rng.lognormal(size=(300, 4))
    data[:9, 1] = np.nan
    data[:, 2] = 5
    others[0, 0] = np.nan
    ours = QuantileTransform(num_quantiles, output_distribution, dtype="float64")
    theirs = QuantileTransformer(
        n_quantiles=num_quantiles, output_distribution=output_distribution
    ).fit(data)
    ours.adapt(data)
    for numbers in (data, others):
        expected = theirs.transform(numbers)
        np.testing.assert_allclose(ours(numbers), expected, atol=1e-6)
        back = theirs.inverse_transform(expected)
        np.testing.assert_allclose(ours.inverse(expected), back, atol=1e-6)


def test_equals_scikit_learn_on_repeated_numbers():
    data = np.floor(np.random.default_rng(3).exponential(3, size=(1001, 2)))
    ours = QuantileTransform(101, dtype="float64")
    ours.adapt(data)
    theirs = QuantileTransformer(n_quantiles=101).fit(data)
    np.testing.assert_allclose(ours(data), theirs.transform(data), atol=1e-6)


def test_learns_no_more_quantiles_than_there_are_rows():
    data = np.random.default_rng(4).normal(size=(20, 2))
    ours = QuantileTransform(1000, dtype="float64")
    ours.adapt(data)
    numbers = np.random.default_rng(5).normal(size=(50, 2))
    theirs = QuantileTransformer(n_quantiles=20).fit(data)
    np.testing.assert_allclose(ours(numbers), theirs.transform(numbers), atol=1e-6)


def test_ranks_are_within_the_error_for_much_data():
    data = np.sort(np.random.default_rng(6).lognormal(size=(200_000, 1)), axis=0)
    layer = QuantileTransform()
    layer.adapt(tf.data.Dataset.from_tensor_slices(data).batch(1000))
    ranks = np.arange(200_000) / 199_999
    np.testing.assert_allclose(layer(data)[:, 0], ranks, atol=0.002 + 0.001)


def test_makes_numbers_normal():
    data = np.sort(np.random.default_rng(7).lognormal(size=(5001, 1)), axis=0)
    layer = QuantileTransform(output_distribution="normal")
    layer.adapt(data)
    expected = tf.math.ndtri(np.arange(5001) / 5000).numpy()
    np.testing.assert_allclose(layer(data)[50:-50, 0], expected[50:-50], atol=0.02)


def test_skips_missing_numbers_while_it_learns():
    layer = QuantileTransform()
    layer.adapt(np.array([[0.0], [np.nan], [4.0]]))
    np.testing.assert_allclose(layer(np.array([[1.0], [np.nan]])), [[0.25], [np.nan]])


def test_keeps_what_it_knew_when_data_is_refused():
    layer = QuantileTransform()
    layer.adapt([[0.0], [4.0]])
    with pytest.raises(ValueError, match="must be finite or NaN, but 1 of a batch of 2"):
        layer.adapt(np.array([[1.0], [np.inf]]))
    np.testing.assert_array_equal(layer([[1.0]]), [[0.25]])


def test_scales_images_by_channel():
    images = np.random.default_rng(8).integers(0, 256, size=(4, 8, 8, 3)).astype("float32")
    layer = QuantileTransform(100, dtype="float64")
    layer.adapt(images)
    theirs = QuantileTransformer(n_quantiles=100).fit(images.reshape(-1, 3))
    expected = theirs.transform(images.reshape(-1, 3)).reshape(images.shape)
    np.testing.assert_allclose(layer(images), expected, atol=1e-6)
    first = QuantileTransform(100, axis=1, dtype="float64")
    turned = images.transpose(0, 3, 1, 2)
    first.adapt(turned)
    np.testing.assert_allclose(first(turned), expected.transpose(0, 3, 1, 2), atol=1e-6)


def test_adapts_after_a_model_was_built_on_it():
    layer = QuantileTransform()
    inputs = keras.Input((1,))
    model = keras.Model(inputs, layer(inputs))
    layer.adapt([[0.0], [4.0]])
    np.testing.assert_allclose(model.predict(np.array([[1.0]]), verbose=0), [[0.25]])


@pytest.mark.parametrize("output_distribution", ["uniform", "normal"])
def test_gives_the_original_numbers_back(output_distribution):
    data = np.random.default_rng(9).normal(size=(50, 3)).astype("float32")
    layer = QuantileTransform(output_distribution=output_distribution)
    layer.adapt(data)
    np.testing.assert_allclose(layer.inverse(layer(data)), data, atol=1e-5)
    inverted = QuantileTransform(output_distribution=output_distribution, invert=True)
    inverted.adapt(data)
    np.testing.assert_allclose(inverted.inverse(data), layer(data), atol=1e-6)


def test_is_the_same_in_a_dataset_and_when_compiled():
    data = np.random.default_rng(10).normal(size=(32, 3)).astype("float32")
    layer = QuantileTransform(output_distribution="normal")
    layer.adapt(data)
    (in_dataset,) = tf.data.Dataset.from_tensors(data).map(layer)
    np.testing.assert_array_equal(in_dataset, layer(data))
    compiled = tf.function(layer, jit_compile=True, autograph=False)
    np.testing.assert_allclose(compiled(tf.constant(data)), layer(data), atol=1e-5)


def test_given_quantiles_are_those_that_are_learned():
    data = np.random.default_rng(7).normal(size=(100, 2))
    learned = QuantileTransform(11, dtype="float64")
    learned.adapt(data)
    quantiles = np.quantile(data, np.linspace(0, 1, 11), axis=0)
    given = QuantileTransform(quantiles=quantiles, dtype="float64")
    np.testing.assert_allclose(given(data), learned(data), atol=1e-12)
    np.testing.assert_allclose(given.inverse(given(data)), data, atol=1e-9)
    with pytest.raises(ValueError, match="was given its quantiles cannot adapt"):
        given.adapt(data)
