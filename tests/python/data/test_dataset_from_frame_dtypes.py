"""Tables to datasets: numbers keep their values in the dtype of their column."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from frames import rows
from prelayer import dataset_from_frame, numeric_column

LARGE = 2**53 + 1  # which neither double nor float32 holds


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


@pytest.mark.parametrize("dtype", [">f8", "<f8", np.longdouble])
def test_wide_floats_become_float32_in_any_byte_order(dtype):
    found = rows(dataset_from_frame({"x": np.array([1.5, 2.5], dtype)}))["x"]
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found, [1.5, 2.5])


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


def test_whole_numbers_that_float32_cannot_hold_are_an_error():
    sentence = (
        "dataset_from_frame: the column 'id' must hold numbers that float32 can hold, but 16777217 "
        "would become 16777216. Give whole numbers as integers, none of them missing, or name "
        "another dtype."
    )
    large = {"id": np.array([1.0, 16777217.0])}
    missing = {"id": pd.array([1, 16777217, None], dtype="Int64")}
    beside = {"id": np.array([1, 16777217]), "size": np.array([0.5, 1.5])}
    for data, features in [
        (large, "id"),
        (pd.DataFrame(missing), "id"),
        (beside, numeric_column(["id", "size"])),
    ]:
        with pytest.raises(ValueError) as caught:
            dataset_from_frame(data, features, na="mask")
        assert str(caught.value) == sentence
    exact = dataset_from_frame(large, numeric_column("id", "float64"))
    assert rows(exact).tolist() == [1, 16777217]
