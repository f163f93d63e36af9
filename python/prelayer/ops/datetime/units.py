"""Units of time, and numbers since the epoch (1970-01-01 UTC) as microseconds."""

from __future__ import annotations

from typing import NamedTuple

import tensorflow as tf

# Microseconds per unit, under NumPy's names of units.
MICROSECONDS = {
    "D": 86_400_000_000,
    "h": 3_600_000_000,
    "m": 60_000_000,
    "s": 1_000_000,
    "ms": 1_000,
    "us": 1,
}
# As of NaT in NumPy.
MISSING = -(2**63)
# Differences between times within this limit, 146,000 years, are within int64.
LARGEST = 2**62
_NANOSECONDS = 1000


class Times(NamedTuple):
    """Times of a vector of values.

    Args:
        microseconds: int64 microseconds since the epoch, `MISSING` where there is no time.
        is_malformed: True where a value is not missing and not a time.
    """

    microseconds: tf.Tensor
    is_malformed: tf.Tensor


def of_numbers(numbers: tf.Tensor, unit: str) -> Times:
    """Return the times of numbers since the epoch.

    Args:
        numbers: integers, which are missing where they are `MISSING`; or float64, which are missing
            where they are NaN and are rounded to microseconds.
        unit: a unit of `MICROSECONDS`, or "ns", of which integers are rounded down.
    """
    if numbers.dtype.is_floating:
        return _of_floats(numbers, unit)
    numbers = tf.cast(numbers, tf.int64)
    is_missing = numbers == MISSING
    if unit == "ns":
        return Times(tf.where(is_missing, numbers, numbers // _NANOSECONDS), _none(numbers))
    limit = LARGEST // MICROSECONDS[unit]
    is_time = (numbers >= -limit) & (numbers <= limit)
    times = tf.where(is_time, numbers * MICROSECONDS[unit], MISSING)
    return Times(times, ~(is_time | is_missing))


def _of_floats(numbers: tf.Tensor, unit: str) -> Times:
    numbers = tf.cast(numbers, tf.float64)
    scaled = numbers / _NANOSECONDS if unit == "ns" else numbers * MICROSECONDS[unit]
    is_missing = tf.math.is_nan(numbers)
    is_time = tf.abs(scaled) <= float(LARGEST)
    rounded = tf.cast(tf.round(tf.where(is_time, scaled, 0.0)), tf.int64)
    return Times(tf.where(is_time, rounded, MISSING), ~(is_time | is_missing))


def _none(values: tf.Tensor) -> tf.Tensor:
    return tf.zeros_like(values, tf.bool)
