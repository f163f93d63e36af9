"""Warnings of numbers that are probably times in another unit than that of the layer."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

from prelayer._core import errors, user_line
from prelayer.layers.numeric.time_origin import iso_text
from prelayer.ops.datetime import units

# The times that users have most: days since 1970, of 1980 and 2100. In no two units are the numbers
# of such times in the same range.
_SOONEST, _LATEST = 3_650, 47_500
NAMES = {
    "D": "days",
    "s": "seconds",
    "ms": "milliseconds",
    "us": "microseconds",
    "ns": "nanoseconds",
}
_A_DAY = {
    **{unit: units.MICROSECONDS["D"] // size for unit, size in units.MICROSECONDS.items()},
    "ns": units.MICROSECONDS["D"] * 1_000,
}


def furthest(numbers: tf.Tensor) -> tf.Tensor:
    """Return the largest absolute value of numbers that are not missing, as int64; 0 for text."""
    if numbers.dtype == tf.string:
        return tf.zeros((), tf.int64)
    if numbers.dtype.is_floating:
        known = tf.where(tf.math.is_finite(numbers), tf.abs(numbers), 0.0)
        # Beyond 2^62 are no times in any unit, and float64 is not cast to int64 everywhere.
        numbers = tf.minimum(known, float(units.LARGEST))
    numbers = tf.cast(numbers, tf.int64)
    known = tf.where(numbers == units.MISSING, tf.zeros_like(numbers), tf.abs(numbers))
    return tf.reduce_max(tf.concat([[0], tf.reshape(known, [-1])], 0))


def probable_unit(number: int, unit: str) -> str | None:
    """Return the unit in which a number is a time from 1980 to 2100, mirrored around 1970.

    None if it is `unit` or there is none, and where the number may be a time of day in seconds.

    Args:
        number: the largest absolute value of all numbers.
        unit: the unit of the layer.
    """
    for other in NAMES:
        if _SOONEST * _A_DAY[other] <= number < _LATEST * _A_DAY[other]:
            return None if other == unit or (unit, other) == ("s", "D") else other
    return None


def warn_of_unit(number: int, unit: str) -> bool:
    """Warn if numbers are probably in another unit, and return whether a warning was issued.

    They may also be times of another age, so this does not raise.

    Args:
        number: the largest absolute value of all numbers.
        unit: the unit of the layer.
    """
    other = probable_unit(number, unit)
    if other is None:
        return False
    time = units.of_numbers(tf.constant([number], tf.int64), unit).microseconds.numpy()[0]
    read = f"{number} is read as {iso_text(time)}" if time != units.MISSING else "they are no times"
    user_line.warn(
        f'{errors.OWNER.get()}: `unit` is "{unit}", but the numbers look like {NAMES[other]}: '
        f'{read}. If they are {NAMES[other]} since 1970, set `unit` to "{other}".'
    )
    return True


def furthest_now(inputs: Any) -> int:
    """Return the result of `furthest` for data; 0 within graphs, which cannot warn."""
    is_concrete = tf.executing_eagerly() and hasattr(inputs, "numpy")
    return int(furthest(inputs)) if is_concrete else 0
