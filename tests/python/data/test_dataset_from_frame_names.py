"""Tables to datasets: names of columns, and vocabularies, in every kind of list."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import tensorflow as tf

from frames import rows
from prelayer import categorical_column, dataset_from_frame, numeric_column

HALVES = {"one": 0.5, "two": 0.5}


def test_a_column_may_have_any_name():
    data = pd.DataFrame({"column_names": [1, 2], "columns": [3, 4], "gaps": [5, 6]})
    found = rows(dataset_from_frame(data))
    assert {name: values.tolist() for name, values in found.items()} == data.to_dict("list")


@pytest.mark.parametrize(
    "names", [pd.Index(["b", "a"]), np.array(["b", "a"]), {"b": 1, "a": 2}.keys()]
)
def test_names_come_in_every_kind_of_list(names):
    data = {"a": [1, 2], "b": [3, 4], "c": [5, 6]}
    x, y = rows(dataset_from_frame(data, names, "c"))
    assert list(x) == ["b", "a"]
    assert y.tolist() == [5, 6]
    side_by_side = dataset_from_frame(data, {"both": numeric_column(names)})
    assert rows(side_by_side)["both"].tolist() == [[3, 1], [4, 2]]


@pytest.mark.parametrize(
    "vocabulary",
    [
        ["B", "A"],
        [b"B", b"A"],
        np.array(["B", "A"]),
        pd.Index(["B", "A"]),
        tf.constant(["B", "A"]),
        iter(["B", "A"]),
    ],
)
def test_a_vocabulary_comes_in_every_kind_of_list(vocabulary):
    column = categorical_column("k", vocabulary)
    assert rows(dataset_from_frame({"k": ["A", "B", "C"]}, column)).tolist() == [2, 1, 0]


@pytest.mark.parametrize("vocabulary", [{"A"}, {"A": 1}, 5])
def test_a_vocabulary_has_an_order(vocabulary):
    with pytest.raises(ValueError) as caught:
        categorical_column("k", vocabulary)
    assert str(caught.value) == (
        "categorical_column: `vocabulary` must be a list of values, whose order counts, not "
        f"{vocabulary}."
    )


@pytest.mark.parametrize(
    "kind", [np.array, pd.Categorical, pa.array, lambda ids: [i.encode() for i in ids]]
)
def test_an_id_is_in_one_part_whatever_holds_it(kind):
    ids = [f"id {number}" for number in range(30)]
    parts = [
        dataset_from_frame({"n": range(30), "id": column}, "n", split=HALVES, split_by="id")
        for column in (ids, kind(ids))
    ]
    for name in HALVES:
        first, second = (rows(part[name]).tolist() for part in parts)
        assert first == second
