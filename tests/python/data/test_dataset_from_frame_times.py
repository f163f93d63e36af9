"""Columns of dates and times as whole numbers."""

import datetime as dt

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from frames import rows
from prelayer import dataset_from_frame, numeric_column


@pytest.mark.parametrize(
    "column",
    [
        pd.to_datetime(["2024-02-29", None]),
        pd.Series(pd.to_datetime(["2024-02-29", None], utc=True).tz_convert("Asia/Tokyo")),
        pd.Series([dt.date(2024, 2, 29), None]),
        pl.Series([dt.date(2024, 2, 29), None]),
        pa.array([dt.datetime(2024, 2, 29), None], pa.timestamp("ns")),
        np.ma.array(np.array(["2024-02-29"] * 2, "datetime64[D]"), mask=[False, True]),
        [np.datetime64("2024-02-29"), None],
    ],
)
def test_dates_and_times_become_microseconds(column):
    found = rows(dataset_from_frame({"day": column}, na="mask"))["day"]
    assert found.dtype == np.int64
    assert found.tolist() == [19_782 * 86_400_000_000, -(2**63)]
    with pytest.raises(ValueError, match="'day' misses 1 of 2 values, the first in row 1"):
        dataset_from_frame({"day": column})


def test_dates_are_no_targets_and_no_weights():
    data = {"x": [1], "day": np.array(["2024-02-29"], "datetime64[D]")}
    for asked in ({"target": "day"}, {"target": "x", "weights": "day"}):
        with pytest.raises(ValueError, match=r"'day' holds dates or times\. Make numbers of them"):
            dataset_from_frame(data, "x", **asked)


def test_dates_are_no_numeric_column():
    data = {"day": np.array(["2024-02-29"], "datetime64[D]")}
    with pytest.raises(ValueError, match=r"'day' holds dates or times\. Make numbers of them"):
        dataset_from_frame(data, {"day": numeric_column("day")})


def test_rows_with_the_same_date_stay_together():
    days = np.repeat(np.datetime64("2024-01-01") + np.arange(20), 5)
    parts = dataset_from_frame({"day": days}, split={"a": 0.5, "b": 0.5}, group="day")
    first, second = (set(rows(part)["day"].tolist()) for part in parts.values())
    assert len(first) + len(second) == 20
    assert not first & second
