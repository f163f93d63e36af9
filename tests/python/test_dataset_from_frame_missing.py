"""Tables with gaps: what becomes of missing values, and what they may not be taken for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest

from frames import rows
from prelayer import (
    StringLookup,
    categorical_column,
    dataset_from_frame,
)

GAPS = {
    "size": [1.0, None, 3.0],
    "count": pd.array([1, 2, None], dtype="Int64"),
    "shop": ["NA", None, "B"],
    "flag": pd.array([True, None, False], dtype="boolean"),
}


@pytest.mark.parametrize(("name", "row"), [("size", 1), ("count", 2), ("shop", 1), ("flag", 1)])
def test_missing_values_are_an_error_that_names_column_and_count(name, row):
    with pytest.raises(ValueError) as caught:
        dataset_from_frame(pd.DataFrame(GAPS), name)
    assert str(caught.value) == (
        f"dataset_from_frame: the column {name!r} misses 1 of 3 values, the first in row {row}. "
        "Drop those rows, or say with `na` what stands for them."
    )


@pytest.mark.parametrize("argument", ["target", "weights"])
def test_missing_targets_and_weights_are_an_error_whatever_na_says(argument):
    with pytest.raises(ValueError) as caught:
        dataset_from_frame({"x": [1, 2], "y": [1.0, None]}, "x", na="mask", **{argument: "y"})
    assert str(caught.value) == (
        "dataset_from_frame: the column 'y' misses 1 of 2 values, the first in row 1. Drop those "
        "rows."
    )


@pytest.mark.parametrize("of_polars", [False, True])
@pytest.mark.parametrize(("na", "text"), [("mask", b""), ("token", b"[NA]")])
def test_missing_values_become_what_na_says(na, text, of_polars):
    data = pd.DataFrame(GAPS)
    x = rows(dataset_from_frame(pl.from_pandas(data) if of_polars else data, na=na))
    np.testing.assert_array_equal(x["size"], np.array([1, np.nan, 3], "float32"))
    np.testing.assert_array_equal(x["count"], np.array([1, 2, np.nan], "float32"))
    np.testing.assert_array_equal(x["flag"], np.array([1, np.nan, 0], "float32"))
    assert x["shop"].tolist() == [b"NA", text, b"B"]


def test_missing_categories_have_an_index_of_their_own():
    columns = {"shop": categorical_column("shop", ["B", "C"])}
    data = pd.DataFrame({"shop": ["C", None, "B", "?"]})
    masked = rows(dataset_from_frame(data, columns, na="mask"))["shop"]
    np.testing.assert_array_equal(masked, [3, 0, 2, 1])
    lookup = StringLookup(vocabulary=["B", "C"], mask_token="")
    np.testing.assert_array_equal(masked, lookup(["C", "", "B", "?"]))
    token = rows(dataset_from_frame(data, columns, na="token"))["shop"]
    np.testing.assert_array_equal(token, [2, 3, 1, 0])


def test_text_is_not_taken_for_what_is_missing():
    data = {"shop": ["", "A", None], "kind": ["[NA]", None, "B"]}
    for na, name, held, other in [("mask", "shop", "", "token"), ("token", "kind", "[NA]", "mask")]:
        with pytest.raises(ValueError) as caught:
            dataset_from_frame(data, name, na=na)
        assert str(caught.value) == (
            f"dataset_from_frame: the column {name!r} must not hold both missing values and "
            f'"{held}", which would be the same then. Use na = "{other}", or make them the same '
            "beforehand."
        )
        assert len(rows(dataset_from_frame(data, name, na=other))) == 3
