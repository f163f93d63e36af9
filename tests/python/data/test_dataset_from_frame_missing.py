"""Tables with gaps: what becomes of missing values, and what they may not be taken for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from frames import rows
from prelayer import (
    StringLookup,
    categorical_column,
    dataset_from_frame,
    numeric_column,
    text_column,
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
        "Drop those rows, or choose their replacement with `na`."
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


NO_TEXT = {
    "list": [None, None],
    "list of pd.NA": [pd.NA, pd.NA],
    "objects": np.array([None, None], dtype=object),
    "object series": pd.Series([None, None], dtype=object),
    "object series of NaN": pd.Series([np.nan, np.nan], dtype=object),
    "pandas string": pd.Series([None, None], dtype="string"),
    "pandas string of arrow": pd.Series([None, None], dtype="string[pyarrow]"),
    "pandas arrow": pd.Series([None, None], dtype=pd.ArrowDtype(pa.string())),
    "pandas arrow dictionary": pd.Series(
        [None, None], dtype=pd.ArrowDtype(pa.dictionary(pa.int32(), pa.string()))
    ),
    "pandas arrow null": pd.Series([None, None], dtype=pd.ArrowDtype(pa.null())),
    "category without levels": pd.Series([None, None], dtype="category"),
    "category": pd.Series([None, None], dtype=pd.CategoricalDtype(["a"])),
    "polars String": pl.Series([None, None], dtype=pl.String),
    "polars Null": pl.Series([None, None]),
    "polars Categorical": pl.Series([None, None], dtype=pl.Categorical),
    "polars Enum": pl.Series([None, None], dtype=pl.Enum(["a"])),
    "polars Object": pl.Series([None, None], dtype=pl.Object),
    "arrow string": pa.array([None, None], pa.string()),
    "arrow large_string": pa.array([None, None], pa.large_string()),
    "arrow string_view": pa.array([None, None], pa.string_view()),
    "arrow binary": pa.array([None, None], pa.binary()),
    "arrow null": pa.nulls(2),
    "arrow chunks": pa.chunked_array([pa.nulls(1, pa.string())] * 2),
    "arrow dictionary": pa.chunked_array([pa.nulls(2, pa.dictionary(pa.int32(), pa.string()))]),
    "masked text": np.ma.array(["a", "b"], mask=True),
}
NO_NUMBERS = {
    "list of NaN": [np.nan, np.nan],
    "masked": np.ma.array([1, 2], mask=True),
    "pandas": pd.Series([None, None], dtype=float),
    "pandas Int64": pd.Series([None, None], dtype="Int64"),
    "pandas boolean": pd.Series([None, None], dtype="boolean"),
    "pandas arrow": pd.Series([None, None], dtype=pd.ArrowDtype(pa.int32())),
    "pandas arrow dictionary": pd.Series(
        [None, None], dtype=pd.ArrowDtype(pa.dictionary(pa.int32(), pa.int64()))
    ),
    "polars": pl.Series([None, None], dtype=pl.Float64),
    "polars Int8": pl.Series([None, None], dtype=pl.Int8),
    "polars Boolean": pl.Series([None, None], dtype=pl.Boolean),
    "arrow": pa.nulls(2, pa.float32()),
    "arrow int64": pa.nulls(2, pa.int64()),
    "arrow bool": pa.nulls(2, pa.bool_()),
}


@pytest.mark.parametrize("kind", NO_TEXT)
def test_text_without_a_value_stays_text(kind):
    data = {"shop": NO_TEXT[kind]}
    assert rows(dataset_from_frame(data, "shop", na="mask")).tolist() == [b"", b""]
    assert rows(dataset_from_frame(data, "shop", na="token")).tolist() == [b"[NA]", b"[NA]"]
    lookup = StringLookup(vocabulary=["a"], mask_token="")
    assert lookup(data["shop"]).numpy().tolist() == [0, 0]
    with pytest.raises(ValueError, match="the column 'shop' misses 2 of 2 values"):
        dataset_from_frame(data, "shop")


@pytest.mark.parametrize("kind", NO_NUMBERS)
def test_numbers_without_a_value_stay_numbers(kind):
    found = rows(dataset_from_frame({"size": NO_NUMBERS[kind]}, "size", na="mask"))
    np.testing.assert_array_equal(found, np.float32([np.nan, np.nan]))


def test_a_row_with_missing_text_can_be_predicted():
    frame = pd.DataFrame({"shop": ["A", None], "size": [1.5, np.nan]})
    spec = dataset_from_frame(frame, na="mask").element_spec
    for data in (frame, pl.from_pandas(frame), pa.Table.from_pandas(frame)):
        row = data[1:] if not isinstance(data, pa.Table) else data.slice(1)
        dataset = dataset_from_frame(row, na="mask")
        assert dataset.element_spec == spec
        assert rows(dataset)["shop"].tolist() == [b""]


def test_a_column_says_what_values_are_that_are_all_missing():
    features = {"size": numeric_column("size"), "shop": text_column("shop")}
    data = {"size": [None, None], "shop": [np.nan, np.nan]}
    found = rows(dataset_from_frame(data, features, na="mask"))
    np.testing.assert_array_equal(found["size"], np.float32([np.nan, np.nan]))
    assert found["shop"].tolist() == [b"", b""]
