"""Tables to datasets: parts of a split, and single rows."""

import numpy as np
import pandas as pd
import pytest

from frames import rows
from prelayer import dataset_from_frame


@pytest.mark.parametrize("shuffle", [False, True])
def test_rows_may_come_one_by_one(shuffle):
    data = {"x": np.arange(100), "y": np.arange(100) % 2}
    dataset = dataset_from_frame(
        data, "x", "y", batch_size=None, shuffle=shuffle, seed=1, drop_remainder=True
    )
    assert dataset.cardinality() == 100
    rows = [(int(x), int(y)) for x, y in dataset]
    assert sorted(rows) == [(number, number % 2) for number in range(100)]
    assert (rows == sorted(rows)) is not shuffle
    parts = dataset_from_frame(data, batch_size=None, split={"a": 0.75, "b": 0.25})
    assert [int(part.cardinality()) for part in parts.values()] == [75, 25]


def test_a_split_may_have_one_part():
    parts = dataset_from_frame({"x": [1, 2, 3]}, split={"all": 1})
    assert list(parts) == ["all"]
    (rows,) = parts["all"]
    assert rows["x"].numpy().tolist() == [1, 2, 3]


def test_one_call_returns_all_parts_of_a_split():
    data = pd.DataFrame(
        {
            "number": np.arange(200),
            "kind": np.arange(200) % 4,
            "patient": np.arange(200) // 5,
            "name": [f"row {number}" for number in range(200)],
        }
    )
    sizes = {"train": 0.75, "test": 0.25}
    parts = dataset_from_frame(data, "number", "kind", split=sizes, stratify="kind", seed=1)
    assert list(parts) == ["train", "test"]
    numbers = {name: rows(part)[0] for name, part in parts.items()}
    assert sorted([*numbers["train"], *numbers["test"]]) == list(range(200))
    assert np.abs(np.bincount(numbers["test"] % 4) - 12.5).max() < 1
    parts = dataset_from_frame(data, "patient", split=sizes, group="patient", seed=1)
    first, second = (set(rows(part).tolist()) for part in parts.values())
    assert not first & second
    before = dataset_from_frame(data[:150], "number", split=sizes, split_by="name")
    after = dataset_from_frame(data, "number", split=sizes, split_by="name")
    for name in sizes:
        assert set(rows(before[name]).tolist()) <= set(rows(after[name]).tolist())
