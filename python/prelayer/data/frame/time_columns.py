"""Columns of dates and times as whole numbers."""

from __future__ import annotations

import numpy as np

from prelayer._core import arrays, owner
from prelayer._core.missing import REFUSED
from prelayer._core.times import as_times
from prelayer.data.frame.column_checks import called, refuse_gaps
from prelayer.data.frame.table import Table


def times(table: Table, name: str, na: str) -> np.ndarray:
    """Return a column of dates or times as int64 microseconds since 1970 (UTC).

    Args:
        table: the table.
        name: the column.
        na: the rule for missing values: "error" raises; with others they are the lowest int64,
            which `DatetimeFeatures` treats as missing.
    """
    refuse_gaps(table, name, na)
    with owner.place(called(name)):
        found = as_times(arrays.read(table.column(name), REFUSED))
    assert found is not None, name
    return found.astype(np.int64)
