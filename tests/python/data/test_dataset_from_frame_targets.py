"""Tables to datasets: targets and weights."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from frames import DATA, rows
from prelayer import (
    class_names,
    dataset_from_frame,
    label_column,
    schema,
)


def test_label_modes_encode_a_target():
    def labels(mode, column="kind", **options):
        dataset = dataset_from_frame(data, "size", label_column(column, mode, **options))
        return rows(dataset)[1], class_names(dataset)

    data = pd.DataFrame(
        {**DATA, "tags": ["a|b", "b", "", "c|a", "c"], "flag": [True, False] * 2 + [True]}
    )
    for mode, expected in {
        "int": np.array([1, 0, 0, 1, 0], "int32"),
        "categorical": np.array([[0, 1], [1, 0], [1, 0], [0, 1], [1, 0]], "float32"),
        "binary": np.array([[1], [0], [0], [1], [0]], "float32"),
    }.items():
        given, names = labels(mode)
        np.testing.assert_array_equal(given, expected)
        assert given.dtype == expected.dtype
        assert names == ["new", "old"]
    given, names = labels("int", class_names=["old", "new"])
    np.testing.assert_array_equal(given, [0, 1, 1, 0, 1])
    marks, names = labels("multi_label", "tags")
    np.testing.assert_array_equal(marks, [[1, 1, 0], [0, 1, 0], [0, 0, 0], [1, 0, 1], [0, 0, 1]])
    assert names == ["a", "b", "c"]
    assert marks.dtype == np.float32
    numbers, names = labels("int", "count")
    np.testing.assert_array_equal(numbers, [1, 0, 2, 0, 3])
    assert names == ["1", "3", "4", "5"]
    floats, names = labels("float", ("size", "count"))
    np.testing.assert_array_equal(floats, np.stack([DATA["size"], DATA["count"]], 1))
    assert names is None


def test_lists_are_marks_of_several_classes():
    data = {"x": [1.0, 2.0], "tags": [["b"], ["a", "b"]]}
    _, y = rows(dataset_from_frame(data, target=label_column("tags", "multi_label")))
    np.testing.assert_array_equal(y, [[0, 1], [1, 1]])


def test_several_targets_and_weights_come_with_their_rows():
    data = {**DATA, "w": [1, 2, 3, 4, 5]}
    dataset = dataset_from_frame(data, "size", {"k": "kind", "n": "count"}, "w", batch_size=2)
    x, y, w = rows(dataset)
    np.testing.assert_array_equal(x, np.array(DATA["size"], "float32"))
    np.testing.assert_array_equal(y["k"], [1, 0, 0, 1, 0])
    np.testing.assert_array_equal(y["n"], DATA["count"])
    np.testing.assert_array_equal(w, np.array([1, 2, 3, 4, 5], "float32"))
    assert class_names(dataset) == {"k": ["new", "old"]}
    assert schema(dataset).target_names == ("k", "n")


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([[0.5, 1.0], [2.0, 4.0]]),
        pl.Series([[0.5, 1.0], [2.0, 4.0]]),
        pa.array([[0.5, 1.0], [2.0, 4.0]], pa.list_(pa.float32(), 2)),
    ],
)
def test_lists_of_numbers_of_one_length_are_targets(column):
    for target in ("y", label_column("y", "float")):
        _, y = rows(dataset_from_frame({"x": [1, 2], "y": column}, "x", target))
        assert y.dtype == np.float32
        np.testing.assert_array_equal(y, [[0.5, 1], [2, 4]])


@pytest.mark.parametrize("column", [[[1], [2, 3]], [["a"], ["b", "c"]]])
def test_other_lists_are_no_targets(column):
    with pytest.raises(ValueError) as caught:
        dataset_from_frame({"x": [1, 2], "y": column}, "x", "y")
    assert str(caught.value) == (
        "dataset_from_frame: the column 'y' holds lists, which a target cannot be, unless they are "
        'numbers and of one length. `label_column(mode="multi_label")` makes marks of classes.'
    )


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ("kind", ("kind",)),
        (["kind"], ("kind",)),
        (label_column("kind"), ("kind",)),
        (label_column(["size", "count"], "float"), ("size", "count")),
        (None, ()),
    ],
)
def test_the_schema_names_targets(target, names):
    dataset = dataset_from_frame(DATA, "size", target)
    assert schema(dataset).target_names == names
    assert schema(dataset).feature_names == ("size",)


@pytest.mark.parametrize("target", [["count"], ("count",), np.array(["count"])])
def test_a_list_of_one_target_is_that_target(target):
    _, y = next(iter(dataset_from_frame(DATA, "size", target, batch_size=5)))
    assert y.numpy().tolist() == list(DATA["count"])
    _, named = next(iter(dataset_from_frame(DATA, "size", {"n": "count"}, batch_size=5)))
    assert {name: column.numpy().tolist() for name, column in named.items()} == {
        "n": list(DATA["count"])
    }
