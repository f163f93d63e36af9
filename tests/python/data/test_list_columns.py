"""Columns of lists: dense where all have one length, ragged otherwise, whatever the table."""

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import tensorflow as tf

from prelayer import dataset_from_frame, image_column, label_column, numeric_column

DATA = {"id": [0, 1, 2, 3], "tags": [["a", "b"], [], ["c"], ["d", "e", "f"]]}
TABLES = {
    "dict": lambda data: data,
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "arrow": pa.table,
}


def in_batches(dataset):
    """The ids and the lists of each batch."""
    return [(batch["id"].numpy().tolist(), batch["tags"].to_list()) for batch in dataset]


def numbered(count):
    """A table whose row n has the list 0, ..., n - 1."""
    return {"id": list(range(count)), "tags": [list(range(n)) for n in range(count)]}


@pytest.mark.parametrize("kind", TABLES)
def test_lists_of_different_lengths_are_ragged(kind):
    dataset = dataset_from_frame(TABLES[kind](DATA), batch_size=3)
    found = in_batches(dataset)
    text = [[word.encode() for word in row] for row in DATA["tags"]]
    assert found == [([0, 1, 2], text[:3]), ([3], text[3:])]
    assert dataset.element_spec["tags"] == tf.RaggedTensorSpec([None, None], tf.string, 1)


@pytest.mark.parametrize("kind", TABLES)
def test_lists_of_one_length_are_dense(kind):
    (batch,) = dataset_from_frame(TABLES[kind]({"place": [[1, 2], [3, 4], [5, 6]]}), "place")
    np.testing.assert_array_equal(batch, [[1, 2], [3, 4], [5, 6]])
    assert batch.dtype == tf.int64


def test_each_row_keeps_its_list_in_any_order():
    dataset = dataset_from_frame(numbered(50), batch_size=8, shuffle=True, seed=1)
    for _ in range(2):
        found = in_batches(dataset)
        ids = [number for numbers, _ in found for number in numbers]
        assert sorted(ids) == list(range(50)) != ids
        for numbers, lists in found:
            assert lists == [list(range(number)) for number in numbers]
    parts = dataset_from_frame(
        numbered(50), split={"train": 0.8, "test": 0.2}, seed=1, batch_size=7, drop_remainder=True
    )
    for part, batches in zip(parts.values(), (5, 1), strict=True):
        found = in_batches(part)
        assert len(found) == batches
        for numbers, lists in found:
            assert lists == [list(range(number)) for number in numbers]


def test_a_dtype_may_be_named_for_numbers_in_lists():
    features = numeric_column("tags", dtype="float32")
    (batch,) = dataset_from_frame({"tags": [[1, 2], [3]]}, features)
    assert batch.dtype == tf.float32
    assert batch.to_list() == [[1, 2], [3]]


def test_lists_stand_beside_files_that_are_skipped(tmp_path):
    data = numbered(5)
    data["path"] = [str(tmp_path / f"{number}.png") for number in data["id"]]
    for number in (0, 1, 3, 4):
        pixels = np.full((2, 2, 1), number, np.uint8)
        tf.io.write_file(data["path"][number], tf.io.encode_png(pixels))
    features = {
        "image": image_column("path", size=(2, 2), color_mode="grayscale"),
        "id": "id",
        "tags": "tags",
    }
    dataset = dataset_from_frame(data, features, on_error="skip", batch_size=3)
    lists = [list(range(number)) for number in range(5)]
    assert in_batches(dataset) == [([0, 1, 3], [*lists[:2], lists[3]]), ([4], [lists[4]])]
    found = np.concatenate([batch["image"][:, 0, 0, 0] for batch in dataset])
    np.testing.assert_array_equal(found, [0, 1, 3, 4])


@pytest.mark.parametrize(
    ("tags", "sentence"),
    [
        (
            [["a"], ["b", None]],
            "the column 'tags' misses a class in the list of row 1. Drop it.",
        ),
        (
            [["a", "b"], None],
            "the column 'tags' misses 1 of 2 values, the first in row 1. Drop those rows.",
        ),
    ],
)
def test_a_class_that_is_missing_from_a_list_is_an_error(tags, sentence):
    with pytest.raises(ValueError) as caught:
        dataset_from_frame({"id": [1, 2], "tags": tags}, "id", label_column("tags", "multi_label"))
    assert str(caught.value) == f"dataset_from_frame: {sentence}"


@pytest.mark.parametrize(
    "lists",
    [
        pl.Series([[None], [None]], dtype=pl.List(pl.Float64)),
        pl.Series([[None], [None]], dtype=pl.Array(pl.Int16, 1)),
        pa.array([[None], [None]], pa.list_(pa.dictionary(pa.int8(), pa.int64()))),
        pa.array([[None], [None]], pa.list_(pa.int64())),
        pd.Series([[None], [None]], dtype=pd.ArrowDtype(pa.list_(pa.bool_()))),
    ],
)
def test_lists_of_numbers_without_a_value_stay_numbers(lists):
    (found,) = dataset_from_frame({"tags": lists}, "tags", na="mask")
    np.testing.assert_array_equal(found, np.full((2, 1), np.nan, np.float32))


@pytest.mark.parametrize(
    "lists",
    [
        [[None], [None]],
        pl.Series([[None], [None]]),
        pl.Series([[None], [None]], dtype=pl.List(pl.String)),
        pl.Series([[None], [None]], dtype=pl.Array(pl.String, 1)),
        pl.Series([None, None], dtype=pl.Array(pl.String, 1)),
        pl.Series([[None], [None]], dtype=pl.Array(pl.Categorical, 1)),
        pa.array([[None], [None]], pa.list_(pa.string())),
        pa.array([[None], [None]], pa.list_(pa.null())),
    ],
)
def test_lists_of_text_without_a_value_stay_text(lists):
    (found,) = dataset_from_frame({"tags": lists}, {"tags": "tags"}, na="token")
    assert found["tags"].numpy().tolist() == [[b"[NA]"], [b"[NA]"]]
