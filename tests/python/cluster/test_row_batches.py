"""Rows that are collected to batches, and batches that are passed on."""

import datetime as dt
from collections import namedtuple

import numpy as np
import pyarrow as pa
import pytest

from prelayer.cluster import row_batches
from prelayer.cluster.row_batches import RowBatches

Pair = namedtuple("Pair", ["a", "b"])


def collected(elements):
    batches = RowBatches()
    found = [batch for element in elements for batch in batches.add(element)]
    return [*found, *batches.rest()]


def test_rows_become_batches(monkeypatch):
    monkeypatch.setattr(row_batches, "_ROWS_A_BATCH", 2)
    rows = [{"a": 1, "b": "x"}, {"a": 2, "b": None}, {"a": 3.5}]
    assert collected(rows) == [{"a": [1, 2], "b": ["x", None]}, {"a": [3.5]}]


def test_named_tuples_are_rows():
    assert collected([Pair(1, "x"), Pair(2, "y")]) == [{"a": [1, 2], "b": ["x", "y"]}]


def test_columns_that_some_rows_lack_are_none():
    assert collected([{"a": 1}, {"b": 2}]) == [{"a": [1, None], "b": [None, 2]}]


@pytest.mark.parametrize(
    "batch", [{"a": [1, 2]}, {"a": np.array([1, 2])}, pa.table({"a": [1, 2]}), np.array([1, 2]), {}]
)
def test_batches_are_passed_on(batch):
    (found,) = collected([batch])
    assert found is batch


def test_scalars_of_all_kinds_are_rows():
    row = {"a": np.float32(1), "b": b"x", "c": True, "d": dt.datetime(2024, 1, 1), "e": None}
    assert collected([row]) == [{name: [value] for name, value in row.items()}]
