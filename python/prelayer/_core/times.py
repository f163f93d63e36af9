"""Dates and times of columns, lists and objects, as NumPy datetimes in UTC."""

from __future__ import annotations

from datetime import date, timezone
from typing import Any

import numpy as np

from prelayer._core import errors
from prelayer._core.missing import is_missing, place_of

MICROSECONDS = np.dtype("datetime64[us]")


def as_times(array: np.ndarray) -> np.ndarray | None:
    """Return dates and times as datetimes in microseconds, NaT where missing; None for others.

    Times with a zone become UTC, those without one are read as UTC. Nanoseconds are rounded down.

    Args:
        array: datetimes, or objects: dates, times and missing values.
    """
    if array.dtype.kind == "M":
        return _in_microseconds(array)
    if array.dtype != object:
        return None
    items = array.reshape(-1).tolist()
    known = next((item for item in items if not is_missing(item)), None)
    if not is_time(known):
        return None
    times = [_in_utc(item, at, array) for at, item in enumerate(items)]
    return np.array(times, MICROSECONDS).reshape(array.shape)


def is_time(item: Any) -> bool:
    """Return whether an object is a date or a time."""
    # datetime and the Timestamp of pandas are classes of dates.
    return isinstance(item, (date, np.datetime64))


def _in_utc(item: Any, at: int, array: np.ndarray) -> Any:
    if is_missing(item):
        return None
    if not is_time(item):
        raise errors.problem(
            "dates and other values must not be mixed, but {item!r} is at {place}. Convert the "
            "column to one type first.",
            item=item,
            place=place_of(at, array.shape),
        )
    if getattr(item, "tzinfo", None) is None:
        return item
    return item.astimezone(timezone.utc).replace(tzinfo=None)


def _in_microseconds(array: np.ndarray) -> np.ndarray:
    times = array.astype(MICROSECONDS)
    # NumPy wraps around where microseconds are beyond int64.
    is_finer = np.can_cast(MICROSECONDS, array.dtype, "safe")
    wrong = np.zeros(array.shape, bool) if is_finer else times.astype(array.dtype) != array
    wrong &= ~np.isnat(array)
    if wrong.any():
        raise errors.problem(
            "times must lie within 292,000 years of 1970, but {time} is among the values.",
            time=array[wrong].reshape(-1)[0],
        )
    return times
