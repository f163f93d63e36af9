"""Dates and times of R, which are doubles, as NumPy datetimes."""

from __future__ import annotations

from typing import Literal

import numpy as np

from prelayer._core.times import MICROSECONDS

_A_SECOND = 1_000_000
_A_DAY = 86_400 * _A_SECOND


def datetimes(numbers: np.ndarray, unit: Literal["D", "s"]) -> np.ndarray:
    """Return datetimes in UTC, rounded to microseconds; NaT for NaN, which NA also is.

    Args:
        numbers: float64 numbers since 1970 (UTC): days, whose fractions have no effect, or seconds,
            within 146,000 years.
        unit: the unit, "D" or "s".
    """
    size = _A_DAY if unit == "D" else _A_SECOND
    missing = np.isnan(numbers)
    known = np.where(missing, 0, numbers)
    whole = np.floor(known)
    # The product of all seconds and a million would be rounded.
    rest = np.rint((known - whole) * _A_SECOND) if unit == "s" else np.zeros_like(known)
    times = (whole.astype(np.int64) * size + rest.astype(np.int64)).view(MICROSECONDS)
    times[missing] = np.datetime64("NaT")
    return times
