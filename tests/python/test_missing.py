"""Missing values: one rule for each layer, whatever container they come in."""

import keras
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import reloading
from prelayer import (
    Discretization,
    Hashing,
    IntegerLookup,
    MinMaxScaling,
    Normalization,
    QuantileTransform,
    RobustScaling,
    StringLookup,
    TextVectorization,
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
@pytest.mark.parametrize("missing", MODES[1:])
def test_survives_saving_and_loading(layer, missing, tmp_path):
    ours = scaler(layer, missing, **({"num_bins": 3} if layer is Discretization else {}))
    ours.adapt(TABLE)
    reloading.check_all(ours, keras.Input((2,)), TABLE, tmp_path)


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
    np.testing.assert_allclose(once.mean, expected, rtol=1e-6)


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
        missing: len(scaler(MinMaxScaling, missing, name="m").weight_names) for missing in MODES
    }
    assert names == {"propagate": 2, "mean": 3, "constant": 2, "indicator": 3}
    assert Normalization(missing="mean").weight_names == ("mean", "variance")
    assert Discretization(num_bins=2, missing="indicator").weight_names == ("boundaries",)


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


# The same column in every container that has missing values; the second is missing.
WORDS = {
    "list": ["a", None, "NA"],
    "list of nan": ["a", np.nan, "NA"],
    "list that starts with it": [["a"], [None], ["NA"]],
    "objects": np.array(["a", pd.NA, "NA"], dtype=object),
    "masked": np.ma.array(["a", "b", "NA"], mask=[0, 1, 0]),
    "series": pd.Series(["a", None, "NA"]),
    "nullable": pd.Series(["a", None, "NA"], dtype="string"),
    "category": pd.Series(["a", None, "NA"], dtype="category"),
    "arrow": pa.array(["a", None, "NA"]),
    "chunks": pa.chunked_array([["a", None], ["NA"]]),
    "frame": pd.DataFrame({"word": ["a", pd.NaT, "NA"]}),
}
LARGE = 2**53 + 1  # which no double holds
IDS = {
    "list": [12, None, LARGE],
    "objects": np.array([12, pd.NA, LARGE], dtype=object),
    "masked": np.ma.array([12, 5, LARGE], mask=[0, 1, 0]),
    "nullable": pd.Series([12, None, LARGE], dtype="Int64"),
    "frame": pd.DataFrame({"id": pd.Series([12, None, LARGE], dtype="Int64")}),
    "arrow": pa.array([12, None, LARGE]),
}
NUMBERS = {
    "list": [1, None, 3],
    "list of nan": [1.0, np.nan, 3.0],
    "objects": np.array([1.0, None, 3.0], dtype=object),
    "masked": np.ma.array([1.0, 700.0, 3.0], mask=[0, 1, 0]),
    "masked integers": np.ma.array([1, 700, 3], mask=[0, 1, 0]),
    "series": pd.Series([1, None, 3]),
    "nullable": pd.Series([1, None, 3], dtype="Float64"),
    "nullable integers": pd.Series([1, None, 3], dtype="Int64"),
    "arrow": pa.array([1, None, 3]),
    "tensor": tf.constant([1.0, np.nan, 3.0]),
    "dataset": tf.data.Dataset.from_tensor_slices([1.0, np.nan, 3.0]).batch(3),
    "frame": pd.DataFrame({"n": pd.Series([1, None, 3], dtype="Int64")}),
    "frame of two": pd.DataFrame({"n": pd.Series([1, None, 3], dtype="Float64"), "m": [1, 2, 3]}),
}


def column_of(layer, values):
    """Return the first column of what a layer makes of values of any kind."""
    output = next(iter(values.map(layer))) if isinstance(values, tf.data.Dataset) else layer(values)
    return np.reshape(output, (3, -1))[:, 0].tolist()


@pytest.mark.parametrize("kind", WORDS)
def test_missing_strings_are_the_mask_in_every_container(kind):
    words = WORDS[kind]
    learning = StringLookup(mask_token="m")
    learning.adapt(words)
    assert learning.get_vocabulary() == ["m", "[UNK]", "a", "NA"]
    assert column_of(learning, words) == [2, 0, 3]
    hashed = Hashing(50, mask_value="m")
    assert column_of(hashed, words) == hashed(["a", "m", "NA"]).numpy().tolist()
    texts = TextVectorization(vocabulary=["a", "na"])
    assert column_of(texts, words) == [2, 0, 3]
    for layer in (StringLookup(vocabulary=["a"]), StringLookup().adapt, Hashing(50)):
        with pytest.raises(ValueError, match="values must not be missing, but 1 of 3 are"):
            layer(words)


@pytest.mark.parametrize("kind", IDS)
def test_missing_ids_are_the_mask_in_every_container(kind):
    ids = IDS[kind]
    learning = IntegerLookup(mask_token=-7)
    learning.adapt(ids)
    assert learning.get_vocabulary() == [-7, -1, LARGE, 12]
    assert column_of(learning, ids) == [3, 0, 2]
    hashed = Hashing(50, mask_value="m")
    assert column_of(hashed, ids) == hashed(["12", "m", str(LARGE)]).numpy().tolist()
    for layer in (IntegerLookup(vocabulary=[12]), IntegerLookup().adapt, Hashing(50)):
        with pytest.raises(ValueError, match="values must not be missing, but 1 of 3 are"):
            layer(ids)


@pytest.mark.parametrize("kind", NUMBERS)
def test_missing_numbers_are_filled_in_in_every_container(kind):
    numbers = NUMBERS[kind]
    expected = {
        Normalization: [-1, 0, 1],
        MinMaxScaling: [0, 0.5, 1],
        RobustScaling: [-1, 0, 1],
        QuantileTransform: [0, 0.5, 1],
        Discretization: [0, 1, 1],
    }
    for layer, output in expected.items():
        ours = layer(missing="mean", **({"num_bins": 2} if layer is Discretization else {}))
        ours.adapt(numbers)
        np.testing.assert_allclose(column_of(ours, numbers), output, atol=1e-6)
    if kind not in ("dataset", "frame of two"):
        lookup = IntegerLookup(vocabulary=[1, 3], mask_token=0)
        assert column_of(lookup, numbers) == [2, 0, 3]
        assert column_of(Hashing(50, mask_value=0), numbers)[1] == 0


@pytest.mark.parametrize("kind", sorted(set(NUMBERS) - {"list", "objects"}))
def test_missing_numbers_stay_nan_without_a_rule(kind):
    layer = Normalization(mean=2, variance=1)
    np.testing.assert_array_equal(column_of(layer, NUMBERS[kind]), [-1, np.nan, 1])
    learning = Normalization()
    learning.adapt(NUMBERS[kind])
    assert float(np.ravel(learning.mean)[0]) == 2


def test_none_is_no_number_without_a_rule():
    frame = pd.DataFrame({"a": [1, 2], "b": np.array([3, None], dtype=object)})
    with pytest.raises(ValueError) as caught:
        Normalization().adapt(frame)
    assert str(caught.value) == (
        "Normalization: values must not be missing, but 1 of 4 are, the first (None) at row 1 of "
        "column 'b'. Say with `missing` what becomes of them, or write NaN instead."
    )
    nan = np.array([np.nan, 1.0], dtype=object)
    np.testing.assert_array_equal(Normalization(mean=0, variance=1)(nan), [np.nan, 1])


def test_learns_from_the_columns_of_a_frame_with_gaps():
    frame = pd.DataFrame({"n": pd.Series([1, None, 3], dtype="Int64"), "word": ["a", None, "a"]})
    layers = {"n": Normalization(missing="mean"), "word": StringLookup(mask_token="")}
    for data in (frame, dict(frame)):
        adapt(layers, data)
        np.testing.assert_array_equal(layers["n"](frame["n"]), [-1, 0, 1])
        assert layers["word"](frame["word"]).numpy().tolist() == [2, 0, 2]


def test_a_column_where_all_is_missing_is_masked():
    layer = StringLookup(vocabulary=["a"], mask_token="")
    for column in ([None, None], np.array([np.nan, np.nan]), pd.Series([pd.NA, pd.NA])):
        assert layer(column).numpy().tolist() == [0, 0]


def test_names_missing_ids_when_a_graph_runs():
    ids = tf.data.Dataset.from_tensor_slices([12.0, np.nan]).batch(2)
    (found,) = ids.map(IntegerLookup(vocabulary=[12], mask_token=LARGE))
    assert found.numpy().tolist() == [2, 0]
    for layer in (IntegerLookup(vocabulary=[12]), Hashing(3)):
        with pytest.raises(tf.errors.InvalidArgumentError) as caught:
            list(ids.map(layer))
        assert f"{layer.title}: values must not be missing. Set `mask_" in str(caught.value)
    with pytest.raises(tf.errors.InvalidArgumentError, match="whole numbers are needed"):
        list(tf.data.Dataset.from_tensors([2.5]).map(IntegerLookup(vocabulary=[12])))


def test_missing_ids_keep_the_kind_of_their_tensor():
    dense = tf.constant([[12.0, np.nan], [36.0, 1.0]])
    layer = IntegerLookup(vocabulary=[12, 36], mask_token=0)
    for numbers in (tf.RaggedTensor.from_tensor(dense), tf.sparse.from_dense(dense)):
        found = layer(numbers)
        assert type(found) is type(numbers)
        np.testing.assert_array_equal(reloading.plain(found), [[2, 0], [3, 1]])


def test_scalers_refuse_sparse_numbers_in_one_sentence():
    layer = Normalization(axis=None, mean=0, variance=1)
    with pytest.raises(ValueError) as caught:
        layer(tf.sparse.from_dense([[1.0, 0.0]]))
    assert str(caught.value) == (
        "Normalization: numbers must be dense or ragged, but they are sparse. "
        "Use `tf.sparse.to_dense()`."
    )
