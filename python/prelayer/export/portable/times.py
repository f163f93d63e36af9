"""Times as days and the time of the day, for runtimes that do not divide 64-bit integers."""

from __future__ import annotations

from dataclasses import dataclass

import tensorflow as tf

from prelayer.export.portable.arithmetic import as_int, exact_quotient, floor_mod
from prelayer.ops.datetime.units import LARGEST, MICROSECONDS, MISSING

_DAY = MICROSECONDS["D"]
_NANOSECONDS = 1000
# A power of 2 near the root of the number of days in int64 microseconds.
_PART = 2**14


@dataclass(frozen=True)
class Times:
    """Times of a vector of values.

    Args:
        days: the days since the epoch, int32.
        of_day: the microseconds of the day, int64.
        is_missing: whether there is no time; then the others are undefined.
    """

    days: tf.Tensor
    of_day: tf.Tensor
    is_missing: tf.Tensor

    def ahead(self, microseconds: int) -> Times:
        """Return times that are later by up to a day, or earlier by a negative number."""
        moved = self.of_day + microseconds
        days = self.days + as_int(moved >= _DAY) - as_int(moved < 0)
        return Times(days, floor_mod(moved, _DAY), self.is_missing)

    def seconds(self) -> tf.Tensor:
        """Return the whole seconds of the day, int32."""
        second = MICROSECONDS["s"]
        return exact_quotient(self.of_day - floor_mod(self.of_day, second), second, _PART)

    def microseconds(self) -> tf.Tensor:
        """Return the microseconds since the epoch, int64."""
        return tf.cast(self.days, tf.int64) * _DAY + self.of_day


def of_numbers(numbers: tf.Tensor, unit: str) -> Times:
    """Return the times of numbers since the epoch; those out of range are missing.

    Args:
        numbers: int64, (n,).
        unit: a unit of `MICROSECONDS`, or "ns", which is rounded down to microseconds.
    """
    if unit == "ns":
        return _of_nanoseconds(numbers)
    limit = LARGEST // MICROSECONDS[unit]
    is_missing = (numbers < -limit) | (numbers > limit)
    return of_microseconds(numbers * MICROSECONDS[unit], is_missing)


def of_microseconds(microseconds: tf.Tensor, is_missing: tf.Tensor) -> Times:
    """Return the times of int64 microseconds since the epoch."""
    microseconds = tf.where(is_missing, tf.zeros_like(microseconds), microseconds)
    of_day = floor_mod(microseconds, _DAY)
    return Times(exact_quotient(microseconds - of_day, _DAY, _PART), of_day, is_missing)


def _of_nanoseconds(numbers: tf.Tensor) -> Times:
    is_missing = numbers == MISSING
    numbers = tf.where(is_missing, tf.zeros_like(numbers), numbers)
    day = _DAY * _NANOSECONDS
    of_day = floor_mod(numbers, day)
    # The first day of all begins before the lowest number: the next day is counted instead.
    is_early = numbers < 0
    limit = tf.where(is_early, numbers + (day - of_day), numbers - of_day)
    days = exact_quotient(limit, day, 1) - as_int(is_early)
    whole = _small_quotient(of_day - floor_mod(of_day, _NANOSECONDS), _NANOSECONDS)
    return Times(days, whole, is_missing)


def _small_quotient(multiples: tf.Tensor, divisor: int) -> tf.Tensor:
    """Return quotients of less than 2^40, as int64."""
    part = 2**20
    low = floor_mod(multiples, divisor * part)
    high = exact_quotient(multiples - low, divisor * part, 1)
    return tf.cast(high, tf.int64) * part + tf.cast(exact_quotient(low, divisor, 1), tf.int64)
