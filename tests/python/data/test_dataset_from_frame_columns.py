"""Tables to datasets: columns of every container, their missing values, and rejected columns."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import tensorflow as tf

from frames import rows
from prelayer import dataset_from_frame, image_column, label_column


@pytest.mark.parametrize(
    "column",
    [
        np.ma.array([7, 8, 9], mask=[0, 1, 0]),
        pa.array([7, None, 9]),
        pa.array([7, None, 9]).dictionary_encode().cast(pa.int64()),
        pl.Series([7, None, 9]),
        pd.array([7, None, 9], dtype="Int64"),
        np.array([7, None, 9], object),
        [7, None, 9],
        pd.arrays.SparseArray([7, np.nan, 9]),
    ],
)
def test_gaps_are_found_in_every_container(column):
    with pytest.raises(
        ValueError, match=r"the column 'n' misses 1 of 3 values, the first in row 1"
    ):
        dataset_from_frame({"n": column})
    found = rows(dataset_from_frame({"n": column}, na="mask"))["n"]
    np.testing.assert_array_equal(found, np.float32([7, np.nan, 9]))


@pytest.mark.parametrize("row", [0, 1])
def test_gaps_in_masked_rows_and_frames_are_those_of_their_rows(row):
    mask = np.zeros((2, 2), bool)
    mask[row, 1] = True
    wide = np.ma.array([[1.0, 2.0], [3.0, 4.0]], mask=mask)
    frame = pd.DataFrame(wide.filled(np.nan))
    for column in (wide, frame):
        with pytest.raises(ValueError, match=f"misses 1 of 2 values, the first in row {row}"):
            dataset_from_frame({"n": column})
        found = rows(dataset_from_frame({"n": column}, na="mask"))["n"]
        np.testing.assert_array_equal(found, wide.filled(np.nan))


def test_text_is_seen_behind_many_gaps():
    found = rows(dataset_from_frame({"w": [None] * 1500 + ["a"]}, na="mask"))["w"]
    assert found[-2:].tolist() == [b"", b"a"]


@pytest.mark.parametrize(
    ("column", "sentence"),
    [
        (3, "must be a list, or an array, of a value for each row, not 3."),
        ("abc", "must be a list, or an array, of a value for each row, not 'abc'."),
        (None, "must be a list, or an array, of a value for each row, not None."),
        ({0: 1}, "must be a list, or an array, of a value for each row, not {0: 1}."),
        ({1}, "must be a list, or an array, of a value for each row, not {1}."),
        (
            pa.array([{"a": 1}]),
            "holds values with fields. Make a column of each field that you need.",
        ),
        (
            pl.Series([{"a": "b"}]),
            "holds values with fields. Make a column of each field that you need.",
        ),
        (pl.Series([pd.Timedelta(0)]), "holds dates or times. Make numbers of them first."),
        (pa.array([pd.Timedelta(0)]), "holds dates or times. Make numbers of them first."),
    ],
)
def test_reports_columns_that_it_cannot_use(column, sentence):
    with pytest.raises(ValueError) as caught:
        dataset_from_frame({"c": column})
    assert str(caught.value) == f"dataset_from_frame: the column 'c' {sentence}"


def test_a_plan_of_polars_has_to_be_collected():
    with pytest.raises(ValueError, match=r"not <LazyFrame at .*>\. Collect it first\."):
        dataset_from_frame(pl.LazyFrame({"x": [1]}))


@pytest.mark.parametrize(
    "column", [np.array([b"red|round", b"round"]), pd.Series([{"round", "red"}, {"round"}])]
)
def test_marks_are_read_from_bytes_and_sets(column):
    tags = label_column("tags", "multi_label", ["red", "round"])
    _, y = rows(dataset_from_frame({"x": [0, 1], "tags": column}, "x", tags))
    np.testing.assert_array_equal(y, [[1, 1], [0, 1]])


@pytest.mark.parametrize("by", ["group", "split_by"])
def test_a_row_without_what_parts_it_is_an_error(by):
    data = {"x": [1, 2, 3, 4], "who": ["a", None, "b", "c"]}
    with pytest.raises(ValueError) as caught:
        dataset_from_frame(data, "x", split={"one": 0.5, "two": 0.5}, **{by: "who"})
    assert str(caught.value) == (
        "dataset_from_frame: the column 'who' misses 1 of 4 values, the first in row 1. Drop those "
        "rows."
    )


def test_weights_need_a_target():
    with pytest.raises(ValueError) as caught:
        dataset_from_frame({"x": [1, 2], "w": [1.0, 2.0]}, "x", weights="w")
    assert str(caught.value) == (
        "dataset_from_frame: `weights` weighs the errors of a target, but there is none."
    )


def test_gaps_in_rows_of_several_values_are_found_too():
    numbers, words = {"x": [[1, None], [2, 3]]}, {"x": [["a", None], ["b", "c"]]}
    for data in (numbers, words):
        with pytest.raises(ValueError, match="misses 1 of 2 values, the first in row 0"):
            dataset_from_frame(data)
    found = rows(dataset_from_frame(numbers, na="mask"))["x"]
    np.testing.assert_array_equal(found, np.float32([[1, np.nan], [2, 3]]))
    found = rows(dataset_from_frame(words, na="token"))["x"]
    assert found.tolist() == [[b"a", b"[NA]"], [b"b", b"c"]]
    with pytest.raises(ValueError, match=r"must not hold both missing values and \"\""):
        dataset_from_frame({"x": [["a", None], ["b", ""]]}, na="mask")


def test_files_that_are_not_there_are_an_error(tmp_path):
    there = tmp_path / "1.png"
    tf.io.write_file(str(there), tf.io.encode_png(tf.zeros((2, 2, 3), tf.uint8)))
    data = {"path": [str(there), str(tmp_path / "2.png")]}
    images = {"image": image_column("path", (2, 2))}
    with pytest.raises(ValueError) as caught:
        dataset_from_frame(data, images)
    assert str(caught.value) == (
        f"dataset_from_frame: 1 of 2 files do not exist: '{tmp_path}/2.png'. Is `directory` right? "
        '`on_error="skip"` leaves them out.'
    )
    assert len(rows(dataset_from_frame(data, images, on_error="skip"))["image"]) == 1
