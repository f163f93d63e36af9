"""Numbers that float32 rounds or cannot hold: every layer of numbers against NumPy's float64."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from scipy import stats
from sklearn.preprocessing import MinMaxScaler, QuantileTransformer, RobustScaler, StandardScaler

from prelayer import (
    Discretization,
    MinMaxScaling,
    Normalization,
    QuantileTransform,
    Rescaling,
    RobustScaling,
    SamplewiseNormalization,
    ZCAWhitening,
)

SECONDS = 1_700_000_000 + np.arange(500, dtype="int64").reshape(-1, 1)
SCALERS = {
    Normalization: StandardScaler,
    MinMaxScaling: MinMaxScaler,
    RobustScaling: RobustScaler,
    QuantileTransform: lambda: QuantileTransformer(n_quantiles=500),
}


def ways(layer, data):
    """Yield what a layer makes of data in each way of calling it."""
    yield "eager", layer(data)
    yield "tensor", layer(tf.constant(data))
    yield "graph", tf.function(layer)(tf.constant(data))
    (batch,) = tf.data.Dataset.from_tensors(data).map(layer)
    yield "dataset", batch
    inputs = keras.Input(data.shape[1:], dtype=data.dtype.name)
    yield "model", keras.Model(inputs, layer(inputs))(data)
    yield "clone", type(layer).from_config(layer.get_config())(data)


@pytest.mark.parametrize("dtype", ["int64", "float64", "int32", "uint32"])
@pytest.mark.parametrize("make", SCALERS)
def test_keeps_the_differences_of_large_numbers(make, dtype):
    expected = SCALERS[make]().fit_transform(SECONDS.astype("float64"))
    layer = make()
    layer.adapt(SECONDS.astype(dtype))
    for way, found in ways(layer, SECONDS.astype(dtype)):
        np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-6, err_msg=way)
        assert len(np.unique(found)) == 500, way


@pytest.mark.parametrize("make", SCALERS)
def test_gives_large_numbers_back(make):
    data = SECONDS.astype("float64")
    layer, inverted = make(dtype="float64"), make(dtype="float64", invert=True)
    for each in (layer, inverted):
        each.adapt(data)
    scaled = layer(data)
    np.testing.assert_allclose(layer.inverse(scaled), data, rtol=1e-15)
    np.testing.assert_allclose(inverted(scaled), data, rtol=1e-15)


@pytest.mark.parametrize("make", SCALERS)
def test_keeps_the_differences_of_large_numbers_in_a_file(make, tmp_path):
    layer = make()
    layer.adapt(SECONDS)
    inputs = keras.Input((1,), dtype="int64")
    keras.Model(inputs, layer(inputs)).save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    np.testing.assert_array_equal(loaded(SECONDS), layer(SECONDS))


def test_rescales_and_whitens_large_numbers():
    found = Rescaling(0.001, offset=-1_700_000.0)(SECONDS)
    np.testing.assert_allclose(found, np.arange(500).reshape(-1, 1) / 1000, atol=1e-7)
    images = SECONDS.reshape(1, 20, 25, 1)
    found = SamplewiseNormalization(epsilon=0)(images)
    np.testing.assert_allclose(found, stats.zscore(np.arange(500)).reshape(images.shape), atol=1e-6)
    rows = 1.7e9 + np.random.default_rng(1).normal(size=(200, 3)).round(3)
    layer = ZCAWhitening()
    layer.adapt(rows)
    np.testing.assert_allclose(np.cov(np.asarray(layer(rows)).T, ddof=0), np.eye(3), atol=1e-4)


def test_puts_large_numbers_into_bins():
    layer = Discretization(num_bins=10)
    layer.adapt(SECONDS.ravel())
    expected = np.repeat(np.arange(10), 50).reshape(-1, 1)
    for dtype in ("int64", "float64"):
        for way, found in ways(layer, SECONDS.astype(dtype)):
            np.testing.assert_array_equal(found, expected, err_msg=way)
    listed = layer(SECONDS.astype("float64").tolist())
    np.testing.assert_array_equal(listed, expected)


@pytest.mark.parametrize("dtype", ["float16", "mixed_float16", "bfloat16"])
@pytest.mark.parametrize("make", SCALERS)
def test_narrow_floats_round_the_result_alone(make, dtype):
    data = np.random.default_rng(2).normal(50_000, 3000, size=(500, 1))
    layer = make(dtype=dtype)
    layer.adapt(data)
    expected = SCALERS[make]().fit_transform(data)
    error = 0.01 if dtype == "bfloat16" else 2e-3
    np.testing.assert_allclose(tf.cast(layer(data), "float32"), expected, rtol=error, atol=error)


@pytest.mark.parametrize("make", SCALERS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_numbers_near_1e20_are_scaled(make, dtype):
    data = (1e20 * np.random.default_rng(3).normal(size=(500, 1))).astype(dtype)
    layer = make()
    layer.adapt(data)
    expected = SCALERS[make]().fit_transform(data.astype("float64"))
    np.testing.assert_allclose(layer(data), expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("make", SCALERS)
def test_refuses_numbers_that_its_dtype_cannot_hold(make):
    data = np.array([[1.0, 1e39], [2.0, 3e39], [3.0, 5e39]])
    with pytest.raises(ValueError) as caught:
        make().adapt(data)
    assert str(caught.value) == (
        f"{make.__name__}: feature 1 has numbers beyond 3.4e+38, the largest number of float32. "
        'Give the layer `dtype="float64"`, or scale the data first.'
    )
    wide = make(dtype="float64")
    wide.adapt(data)
    assert np.isfinite(wide(data)).all()
    np.testing.assert_allclose(wide.inverse(wide(data)), data, rtol=1e-14)


def test_refuses_to_give_back_numbers_that_its_dtype_cannot_hold():
    data = np.array([[1e6], [3e6]])
    layer = Normalization(dtype="float16")
    layer.adapt(data)
    np.testing.assert_array_equal(layer(data), [[-1], [1]])
    sentence = (
        "Normalization: feature 0 has numbers beyond 6.55e+04, the largest number of float16. Give "
        'the layer `dtype="float32"`, or scale the data first.'
    )
    for call in (
        lambda: layer.inverse(layer(data)),
        lambda: Normalization(dtype="float16", invert=True).adapt(data),
    ):
        with pytest.raises(ValueError) as caught:
            call()
        assert str(caught.value) == sentence
    with pytest.raises(ValueError, match=r"has numbers beyond 3\.4e\+38"):
        Normalization(mean=1e39, variance=1.0)
    with pytest.raises(ValueError, match=r"`scale` is beyond 3\.4e\+38"):
        Rescaling(1e39)
    with pytest.raises(ValueError, match=r"`fill_value` is beyond 3\.4e\+38"):
        MinMaxScaling(missing="constant", fill_value=1e39)
    with pytest.raises(ValueError, match="has numbers beyond"):
        MinMaxScaling().adapt(np.array([-3e38, 3e38]))


NANOSECONDS = 1_700_000_000_000_000_000 + np.arange(5, dtype="int64").reshape(-1, 1)
BEYOND = "whole numbers must lie within -2^53 and 2^53, beyond which float64 rounds them, but"
MAKE = [*SCALERS, lambda: Discretization(num_bins=2), ZCAWhitening]


@pytest.mark.parametrize("make", MAKE)
def test_refuses_to_learn_from_whole_numbers_that_float64_rounds(make):
    layer = make()
    for data in (NANOSECONDS, -NANOSECONDS, NANOSECONDS.astype("uint64"), NANOSECONDS.tolist()):
        with pytest.raises(ValueError, match=rf"^{layer.title}: .*\^53, beyond .* float64 rounds"):
            layer.adapt(data)
    with pytest.raises(ValueError, match="beyond which float64 rounds"):
        layer.adapt(tf.data.Dataset.from_tensors(NANOSECONDS))


@pytest.mark.parametrize("make", [*MAKE, lambda: Rescaling(1.0, -17e17)])
def test_refuses_whole_numbers_that_float64_rounds(make):
    layer = make()
    if hasattr(layer, "adapt"):
        layer.adapt(np.arange(5.0).reshape(-1, 1))
    with pytest.raises(ValueError) as caught:
        layer(NANOSECONDS)
    assert str(caught.value) == (
        f"{layer.title}: {BEYOND} 1700000000000000004 is among the values. Subtract an offset from "
        "them, or divide them, first."
    )
    dataset = tf.data.Dataset.from_tensors(NANOSECONDS).map(layer)
    with pytest.raises(tf.errors.InvalidArgumentError, match="beyond which float64 rounds"):
        next(iter(dataset))
    layer(np.array([[2**53], [-(2**53)]]))
