"""The proleptic Gregorian calendar in integer arithmetic.

`components_of_days` has operators only, so that it also takes symbolic tensors of Keras.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import tensorflow as tf

from prelayer.ops.datetime.units import MICROSECONDS

# The first value of each cyclic component, and how many there are.
CYCLES = {
    "quarter": (1, 4),
    "month": (1, 12),
    "day": (1, 31),
    "day_of_year": (1, 366),
    "weekday": (0, 7),
    "hour": (0, 24),
    "minute": (0, 60),
    "second": (0, 60),
}
COMPONENTS = ("year", *CYCLES)

# Counting years from March puts the leap day at their end.
_MARCH_OF_YEAR_0 = -719_468
_DAYS_OF_4_CENTURIES = 146_097
_DAYS_OF_4_YEARS = 1_461
_DAYS_OF_5_MONTHS = 153  # from March on, of 31, 30, 31, 30 and 31 days
_DAYS_MARCH_TO_DECEMBER = 306
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def components(microseconds: tf.Tensor, names: Iterable[str]) -> dict[str, tf.Tensor]:
    """Return calendar components as int32.

    Args:
        microseconds: int64 microseconds since the epoch, within `units.LARGEST`.
        names: names from `COMPONENTS`.
    """
    return components_of_days(*days_and_seconds(microseconds), names)


def components_of_days(
    days: tf.Tensor, of_day: tf.Tensor, names: Iterable[str]
) -> dict[str, tf.Tensor]:
    """Return calendar components as int32.

    Args:
        days: the days since the epoch, int32, as for `date_of`.
        of_day: the whole seconds of the day, int32.
        names: names from `COMPONENTS`.
    """
    year, month, day = date_of(days)
    functions: dict[str, Callable[[], tf.Tensor]] = {
        "year": lambda: year,
        "quarter": lambda: (month + 2) // 3,
        "month": lambda: month,
        "day": lambda: day,
        "day_of_year": lambda: days - days_of(year, 1, 0),
        "weekday": lambda: (days + 3) % 7,  # 1970-01-01 was a Thursday.
        "hour": lambda: of_day // 3600,
        "minute": lambda: of_day // 60 % 60,
        "second": lambda: of_day % 60,
    }
    return {name: functions[name]() for name in names}


def days_and_seconds(microseconds: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """Return days since the epoch and whole seconds of the day, as int32."""
    days = microseconds // MICROSECONDS["D"]
    seconds = (microseconds - days * MICROSECONDS["D"]) // MICROSECONDS["s"]
    return tf.cast(days, tf.int32), tf.cast(seconds, tf.int32)


def date_of(days: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor, tf.Tensor]:
    """Return year, month and day of days since the epoch.

    Each division counts periods of which some are a day longer: centuries, years and months; see
    Neri and Schneider, "Euclidean affine functions and their application to calendar algorithms",
    Software: Practice and Experience 53 (2023).

    Args:
        days: int32, at most 2^29 - 719,468 days from the epoch.
    """
    quarters = 4 * (days - _MARCH_OF_YEAR_0) + 3
    century = quarters // _DAYS_OF_4_CENTURIES
    quarters = (quarters - century * _DAYS_OF_4_CENTURIES) // 4 * 4 + 3
    year = quarters // _DAYS_OF_4_YEARS
    of_year = (quarters - year * _DAYS_OF_4_YEARS) // 4
    fifths = 5 * of_year + 461
    month = fifths // _DAYS_OF_5_MONTHS  # 3 for March, 14 for February
    day = (fifths - month * _DAYS_OF_5_MONTHS) // 5 + 1
    is_next = of_year // _DAYS_MARCH_TO_DECEMBER  # 0 or 1
    return 100 * century + year + is_next, month - 12 * is_next, day


def days_of(year: tf.Tensor, month: tf.Tensor | int, day: tf.Tensor | int) -> tf.Tensor:
    """Return the days since the epoch of dates.

    Args:
        year: int32.
        month: int32, from 1 to 12.
        day: int32; 0 is the last day of the previous month.
    """
    is_previous = (14 - month) // 12  # 1 for January and February, else 0
    # 4 centuries later, so that the months before March of year 0 are in no negative year, which
    # other runtimes than TensorFlow round up in divisions.
    year, month = year + 400 - is_previous, month + 12 * is_previous
    leap_days = year // 4 - year // 100 + year // 400
    of_year = (_DAYS_OF_5_MONTHS * month - 457) // 5 + day - 1
    return 365 * year + leap_days + of_year + _MARCH_OF_YEAR_0 - _DAYS_OF_4_CENTURIES


def month_length(year: tf.Tensor, month: tf.Tensor) -> tf.Tensor:
    """Return the number of days of a month as int32; months beyond 1 to 12 count as 1 or 12."""
    is_leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    lengths = tf.gather(tf.constant(_MONTH_LENGTHS, tf.int32), tf.clip_by_value(month - 1, 0, 11))
    return lengths + tf.cast(is_leap & (month == 2), tf.int32)
