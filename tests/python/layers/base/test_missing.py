"""Missing values: one rule for each layer, whatever container they come in."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import reloading
from prelayer import (
    Discretization,
    MinMaxScaling,
    Normalization,
    QuantileTransform,
    RobustScaling,
    adapt,
)
from prelayer.adapt import checkpoint

SCALERS = [Normalization, MinMaxScaling, RobustScaling, QuantileTransform]
MODES = ["propagate", "mean", "constant", "indicator"]


def scaler(layer, missing, **options):
    fill = {"fill_value": 2.5} if missing == "constant" else {}
    return layer(missing=missing, **fill, **options)


def reference(layer, numbers, data):
    """Return what the layer makes of numbers, in NumPy's float64."""
    if layer is Normalization:
        deviation = np.maximum(np.nanstd(data, 0), 1e-7)
        return (numbers - np.nanmean(data, 0)) / deviation
    if layer is MinMaxScaling:
        low, high = np.nanmin(data, 0), np.nanmax(data, 0)
        return (numbers - low) / np.where(high > low, high - low, 1)
    if layer is RobustScaling:
        low, center, high = np.nanquantile(data, [0.25, 0.5, 0.75], axis=0)
        return (numbers - center) / np.where(high > low, high - low, 1)
    return np.stack([_ranks(*columns) for columns in zip(numbers.T, data.T)], axis=1)


def _ranks(numbers, data):
    grid = np.linspace(0, 1, len(data))
    quantiles = np.nanquantile(data, grid)
    up = np.interp(numbers, quantiles, grid)
    down = np.interp(-numbers, -quantiles[::-1], -grid[::-1])
    ranks = (up - down) / 2
    ranks = np.where(numbers >= quantiles[-1], 1, np.where(numbers <= quantiles[0], 0, ranks))
    return np.where(np.isnan(numbers), np.nan, ranks)


def filled(missing, numbers, data):
    """Return numbers with what the rule puts in place of NaN."""
    means = np.broadcast_to(np.nanmean(data, 0), numbers.shape)
    fill = {"propagate": np.nan, "constant": 2.5}.get(missing, means)
    return np.where(np.isnan(numbers), fill, numbers)


# Eighths, which float32 holds exactly, and whose distances it does not round away.
_NUMBERS = st.integers(-800, 800).map(lambda number: number / 8)
_DATA = hnp.arrays(np.float64, (6, 2), elements=st.one_of(_NUMBERS, st.just(np.nan))).map(
    lambda data: np.concatenate([data, [[1.0, -3.0], [4.5, 9.0]]])
)


@pytest.mark.parametrize("layer", SCALERS)
@pytest.mark.parametrize("missing", MODES)
@given(data=_DATA)
@settings(max_examples=6, deadline=None)
def test_equals_numpy_on_what_was_filled_in(layer, missing, data):
    ours = scaler(layer, missing, dtype="float64")
    ours.adapt(data)
    expected = reference(layer, filled(missing, data, data), data)
    found = ours(data).numpy()
    if missing == "indicator":
        found, told = np.split(found, 2, axis=1)
        np.testing.assert_array_equal(told, np.isnan(data))
    np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("layer", SCALERS)
@given(data=_DATA)
@settings(max_examples=6, deadline=None)
def test_the_indicator_gives_missing_numbers_back(layer, data):
    ours = layer(missing="indicator", dtype="float64")
    ours.adapt(data)
    back = ours.inverse(ours(data)).numpy()
    np.testing.assert_array_equal(np.isnan(back), np.isnan(data))
    np.testing.assert_allclose(back, data, rtol=1e-6, atol=1e-5)


TABLE = np.array([[1.0, 10], [3, np.nan], [np.nan, 20], [8, 30]], "float32")


@pytest.mark.parametrize("layer", SCALERS)
@pytest.mark.parametrize("missing", MODES)
def test_is_the_same_in_a_model_a_dataset_and_when_compiled(layer, missing):
    ours = scaler(layer, missing)
    ours.adapt(TABLE)
    expected = ours(TABLE)
    inputs = keras.Input((2,))
    outputs = ours(inputs)
    assert tuple(outputs.shape) == (None, *expected.shape[1:])
    model = keras.Model(inputs, [outputs, ours.inverse(outputs)])
    in_model, back = model.predict(TABLE, verbose=0)
    np.testing.assert_allclose(in_model, expected, atol=1e-6)
    np.testing.assert_allclose(back, ours.inverse(expected), atol=1e-5)
    (mapped,) = tf.data.Dataset.from_tensors(TABLE).map(ours)
    np.testing.assert_allclose(mapped, expected, atol=1e-6)
    if layer is not QuantileTransform:
        compiled = tf.function(ours, jit_compile=True, autograph=False)
        np.testing.assert_allclose(compiled(tf.constant(TABLE)), expected, atol=1e-6)
    half = scaler(layer, missing, dtype="mixed_float16")
    half.adapt(TABLE)
    assert half(TABLE).dtype == tf.float16
    np.testing.assert_allclose(half(TABLE), expected, atol=2e-3)


@pytest.mark.parametrize("layer", [*SCALERS, Discretization])
def test_learns_the_mean_that_fills_in_batch_by_batch(layer):
    options = {"num_bins": 3} if layer is Discretization else {}
    once, twice, merged = (layer(missing="mean", **options) for _ in range(3))
    once.adapt(TABLE)
    for batch in (TABLE[2:], TABLE[:2]):
        twice.update_state(batch)
    twice.finalize_state()
    merged.adapt(TABLE[:2])
    other = layer(missing="mean", **options)
    other.adapt(TABLE[2:])
    merged.merge(other.state())
    for ours in (twice, merged):
        np.testing.assert_allclose(ours(TABLE), once(TABLE), atol=1e-6)
    expected = np.nanmean(TABLE) if layer is Discretization else np.nanmean(TABLE, 0)
    np.testing.assert_allclose(np.squeeze(once.mean), expected, rtol=1e-6)


def test_the_mean_that_fills_in_goes_on_from_a_checkpoint(tmp_path, monkeypatch):
    monkeypatch.setattr(checkpoint, "SECONDS_BETWEEN_WRITES", 0.0)
    path = tmp_path / "adapt.checkpoint"

    def stops():
        yield TABLE[:2]
        yield TABLE[2:3]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        adapt(RobustScaling(missing="mean"), stops(), checkpoint=path)
    assert path.exists()
    layer, once = RobustScaling(missing="mean"), RobustScaling(missing="mean")
    adapt(layer, iter([TABLE[:2], TABLE[2:3], TABLE[3:]]), checkpoint=path)
    once.adapt(TABLE)
    np.testing.assert_allclose(layer(TABLE), once(TABLE), atol=1e-6)


def test_has_no_weight_that_it_does_not_need():
    names = {
        missing: len(scaler(MinMaxScaling, missing, name="m")._store.names) for missing in MODES
    }
    assert names == {"propagate": 2, "mean": 3, "constant": 2, "indicator": 3}
    assert Normalization(missing="mean")._store.names == ("mean", "variance")
    assert Discretization(num_bins=2, missing="indicator")._store.names == ("boundaries",)


def test_tells_the_missing_numbers_of_images_and_vectors():
    images = np.arange(24.0).reshape(2, 2, 2, 3)
    images[0, 0, 0, 1] = np.nan
    layer = Normalization(missing="indicator")
    layer.adapt(images)
    told = layer(images).numpy()[..., 3:]
    np.testing.assert_array_equal(told, np.isnan(images))
    assert layer.compute_output_shape((None, 2, 2, 3)) == (None, 2, 2, 6)
    one = Normalization(missing="indicator")
    one.adapt(np.array([1.0, 3.0]))
    np.testing.assert_array_equal(one(np.array([3.0, np.nan])), [[1, 0], [0, 1]])
    np.testing.assert_array_equal(one(3.0), [1, 0])
    assert one.compute_output_shape((None,)) == (None, 2)


@pytest.mark.parametrize("kind", ["dense", "ragged", "sparse"])
def test_missing_numbers_have_a_bin_of_their_own(kind):
    dense = tf.constant([[1.0, np.nan], [3.0, np.inf]])
    numbers = {
        "dense": dense,
        "ragged": tf.RaggedTensor.from_tensor(dense),
        "sparse": tf.sparse.from_dense(dense),
    }[kind]
    layer = Discretization([2.0], missing="indicator")
    expected = [[0, 2], [1, 1]]
    found = reloading.plain(layer(numbers))
    np.testing.assert_array_equal(found, expected)
    filling = Discretization([2.0], missing="constant", fill_value=5)
    np.testing.assert_array_equal(reloading.plain(filling(numbers)), [[0, 1], [1, 1]])
    if kind == "dense":
        compiled = tf.function(layer, jit_compile=True, autograph=False)
        np.testing.assert_array_equal(compiled(numbers), expected)
        inputs = keras.Input((2,))
        vectors = Discretization([2.0], missing="indicator", output_mode="one_hot")
        assert vectors(inputs).shape == (None, 2, 3)


def test_fills_in_ragged_numbers_and_refuses_to_tell_them():
    ragged = tf.ragged.constant([[1.0, np.nan], [3.0]])
    layer = Normalization(axis=None, missing="mean")
    layer.adapt(ragged)
    assert layer(ragged).to_list() == [[-1, 0], [1]]
    telling = Normalization(mean=0, variance=1, axis=None, missing="indicator")
    with pytest.raises(ValueError, match='`missing="indicator"` takes dense numbers only'):
        telling(ragged)


def test_fills_in_what_a_narrow_float_cannot_hold():
    layer = Normalization(mean=100_000, variance=1, missing="mean")
    found = layer(tf.constant([[np.nan]], tf.float16))
    np.testing.assert_array_equal(found, [[0]])


def test_scalers_refuse_sparse_numbers_in_one_sentence():
    layer = Normalization(axis=None, mean=0, variance=1)
    with pytest.raises(ValueError) as caught:
        layer(tf.sparse.from_dense([[1.0, 0.0]]))
    assert str(caught.value) == (
        "Normalization: numbers must be dense or ragged, but they are sparse. "
        "Use `tf.sparse.to_dense()`."
    )
