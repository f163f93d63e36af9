"""Tables to datasets: categories, their levels and their indices."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from frames import rows
from prelayer import StringLookup, categorical_column, class_names, dataset_from_frame, label_column


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


def test_categories_are_indices_as_a_lookup_gives_them():
    levels = ["small", "large", "huge"]
    column = pd.Series(["large", "small", "large"], dtype=pd.CategoricalDtype(levels))
    data = pd.DataFrame({"level": column, "text": ["large", "odd", "huge"]})
    columns = {"level": categorical_column("level"), "text": categorical_column("text", levels)}
    x = rows(dataset_from_frame(data, columns))
    lookup = StringLookup(vocabulary=levels)
    np.testing.assert_array_equal(x["level"], lookup(data["level"].astype(object)))
    np.testing.assert_array_equal(x["text"], lookup(data["text"]))
    np.testing.assert_array_equal(x["level"], [2, 1, 2])
    np.testing.assert_array_equal(x["text"], [2, 0, 3])
    fewer = rows(dataset_from_frame(data.iloc[:1], {"level": categorical_column("level")}))
    np.testing.assert_array_equal(fewer["level"], [2])
