"""Missing values mean the same in whatever container they come."""

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import tensorflow as tf

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
    "dictionary": pa.array(["a", None, "NA"]).dictionary_encode(),
    "polars": pl.Series(["a", None, "NA"]),
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
    "dictionary": pa.array([12, None, LARGE]).dictionary_encode(),
    "polars": pl.Series([12, None, LARGE]),
    "frame of polars": pl.DataFrame({"id": [12, None, LARGE]}),
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
    "polars": pl.Series([1, None, 3]),
    "tensor": tf.constant([1.0, np.nan, 3.0]),
    "dataset": tf.data.Dataset.from_tensor_slices([1.0, np.nan, 3.0]).batch(3),
    "frame": pd.DataFrame({"n": pd.Series([1, None, 3], dtype="Int64")}),
    "frame of polars": pl.DataFrame({"n": [1, None, 3], "m": [1.0, 2.0, 3.0]}),
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
