"""Tables to datasets: columns in every container, exactly, or an error that says what they are."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import tensorflow as tf

from frames import rows
from prelayer import (
    categorical_column,
    class_names,
    dataset_from_frame,
    image_column,
    label_column,
    numeric_column,
)

LARGE = 2**53 + 1  # which neither double nor float32 holds


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


@pytest.mark.parametrize(
    "column",
    [
        [LARGE, None],
        np.array([LARGE, None], object),
        np.ma.array([LARGE, 5], mask=[0, 1]),
        pd.array([LARGE, None], dtype="Int64"),
        pa.array([LARGE, None]),
        pl.Series([LARGE, None]),
    ],
)
def test_large_whole_numbers_beside_gaps_are_not_rounded(column):
    with pytest.raises(ValueError, match=f"but {LARGE} would become {LARGE - 1}"):
        dataset_from_frame({"id": column}, na="mask")


def test_nulls_of_a_dictionary_are_not_its_values():
    words = pa.array(["a", None, "b"]).dictionary_encode()
    for data in ({"w": words}, pa.table({"w": words})):
        assert rows(dataset_from_frame(data, na="token"))["w"].tolist() == [b"a", b"[NA]", b"b"]
        indices = dataset_from_frame(data, {"w": categorical_column("w")}, na="mask")
        assert rows(indices)["w"].tolist() == [2, 0, 3]


@pytest.mark.parametrize(
    ("levels", "text"),
    [
        ([3, 1], ["3", "1"]),
        ([0.5, 1.0], ["0.5", "1.0"]),
        ([True, False], ["True", "False"]),
        (
            pd.to_datetime(["2024-02-29", "2024-03-01"]),
            ["2024-02-29 00:00:00", "2024-03-01 00:00:00"],
        ),
    ],
)
def test_levels_of_any_type_are_text(levels, text):
    codes = [1, 0, -1, 1]
    column = pd.Series(pd.Categorical.from_codes(codes, categories=levels))
    assert column.cat.categories.astype(str).tolist() in (text, [t.split()[0] for t in text])
    found = rows(dataset_from_frame({"k": column}, na="mask"))["k"]
    assert [value.decode() for value in found] == [
        text[code] if code >= 0 else "" for code in codes
    ]
    indices = rows(dataset_from_frame({"k": column}, {"k": categorical_column("k")}, na="mask"))[
        "k"
    ]
    assert indices.tolist() == [3, 2, 0, 3]
    _, y = rows(dataset_from_frame({"x": [0, 1], "k": column[:2]}, "x", "k"))
    assert y.tolist() == [1, 0]


def test_text_is_seen_behind_many_gaps():
    found = rows(dataset_from_frame({"w": [None] * 1500 + ["a"]}, na="mask"))["w"]
    assert found[-2:].tolist() == [b"", b"a"]


@pytest.mark.parametrize("dtype", [">f8", "<f8", np.longdouble])
def test_wide_floats_become_float32_in_any_byte_order(dtype):
    found = rows(dataset_from_frame({"x": np.array([1.5, 2.5], dtype)}))["x"]
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found, [1.5, 2.5])


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
        (pl.Series([pd.Timestamp(0)]), "holds dates or times. Make numbers of them first."),
        (pa.array([pd.Timestamp(0)]), "holds dates or times. Make numbers of them first."),
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


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ([Decimal("1.50"), Decimal("2.25")], np.float32([1.5, 2.25])),
        ([Decimal("12345678901"), Decimal("2")], np.int64([12345678901, 2])),
        (pa.array([Decimal("1.50"), Decimal("2.25")]), np.float32([1.5, 2.25])),
        (pl.Series([Decimal("1.50"), Decimal("2.25")]), np.float32([1.5, 2.25])),
        (pa.array([Decimal("1.50"), None]), np.float32([1.5, np.nan])),
    ],
)
def test_decimals_are_numbers(column, expected):
    found = rows(dataset_from_frame({"x": column}, numeric_column("x"), na="mask"))
    assert found.dtype == expected.dtype
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize(
    ("dtype", "column", "held", "worst"),
    [
        ("uint8", [1, 300], "whole numbers", 300),
        ("uint8", [1, -1], "whole numbers", -1),
        ("int32", [1, 2**40], "whole numbers", 2**40),
        ("int64", [1.0, 1e30], "whole numbers", 1e30),
        ("float16", [1.0, 1e6], "numbers", 1e6),
        ("float32", [1.0, 1e40], "numbers", 1e40),
        ("bool", [1, 2], "0 and 1", 2),
    ],
)
def test_a_named_dtype_holds_every_number(dtype, column, held, worst):
    with pytest.raises(ValueError) as caught:
        dataset_from_frame({"x": np.array(column)}, numeric_column("x", dtype))
    assert str(caught.value) == (
        f"dataset_from_frame: the column 'x' must hold {held} as {dtype} has them, but it holds "
        f"{worst}."
    )
    fitting = rows(dataset_from_frame({"x": np.array([0, 1])}, numeric_column("x", dtype)))
    assert fitting.dtype == dtype
    assert fitting.tolist() == [0, 1]


def test_a_named_dtype_has_room_for_what_is_missing():
    gaps = {"x": [1, None, 3]}
    found = rows(dataset_from_frame(gaps, numeric_column("x", "float64"), na="mask"))
    np.testing.assert_array_equal(found, np.float64([1, np.nan, 3]))
    with pytest.raises(ValueError) as caught:
        dataset_from_frame(gaps, numeric_column("x", "int32"), na="mask")
    assert str(caught.value) == (
        "dataset_from_frame: the column 'x' cannot be int32, because 1 of 3 values are missing. A "
        "float dtype has NaN for them."
    )


def test_whole_numbers_can_be_categories():
    codes = {"code": categorical_column("code", [20, 10])}
    data = {"code": [10, 20, 30, 10]}
    assert rows(dataset_from_frame(data, codes))["code"].tolist() == [2, 1, 0, 2]
    floats = {"code": categorical_column("code", [20.0, 10.0])}
    assert rows(dataset_from_frame(data, floats))["code"].tolist() == [2, 1, 0, 2]
    data = {"code": [10, None, 30, 10]}
    assert rows(dataset_from_frame(data, codes, na="mask"))["code"].tolist() == [3, 0, 1, 3]
    data = {"code": [10.0, np.nan, 0.5, 10.0]}
    assert rows(dataset_from_frame(data, codes, na="mask"))["code"].tolist() == [3, 0, 1, 3]
    _, y = rows(
        dataset_from_frame({"x": [1, 2], "y": [1.0, 0.0]}, "x", label_column("y", "binary", [0, 1]))
    )
    assert y.tolist() == [[1], [0]]


def test_lists_of_categories_are_lists_of_indices():
    data = {"tags": [["red", "old"], ["red"], ["new"]]}
    tags = dataset_from_frame(data, {"tags": categorical_column("tags", ["old", "red"])})
    assert next(iter(tags))["tags"].to_list() == [[2, 1], [2], [0]]


def test_names_of_classes_are_as_they_were_written():
    for written in (
        ["1", "01", "1", "001"],
        ["0.1", "0.25", "0.1", "1.0"],
        ["--1", "²", "2", "--1"],
    ):
        dataset = dataset_from_frame({"x": [0, 1, 2, 3], "y": written}, "x", "y")
        names = class_names(dataset)
        assert names == sorted(set(written))
        assert [names[place] for place in rows(dataset)[1]] == written
    exact = {"x": [0, 1], "y": [0.1, 0.25]}
    dataset = dataset_from_frame(exact, "x", label_column("y", "int"))
    assert class_names(dataset) == ["0.1", "0.25"]


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
