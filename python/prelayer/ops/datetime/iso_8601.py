"""Dates and times as text in the format of ISO 8601, parsed by arithmetic on bytes."""

from __future__ import annotations

import tensorflow as tf

from prelayer.ops.datetime import calendar
from prelayer.ops.datetime.units import MICROSECONDS, MISSING, Times

# Longer than any valid text, so that its first bytes show that a longer text is malformed.
WIDTH = 40
_DATE, _TO_MINUTES, _TO_SECONDS = len("2024-02-29"), len("2024-02-29T13:45"), 19
_FRACTION, _MOST_DIGITS = _TO_SECONDS + 1, 9


def of_text(text: tf.Tensor) -> Times:
    """Return the times of a vector of text; the empty text is missing, and is not malformed.

    Args:
        text: strings as `of_bytes` describes them.
    """
    return of_bytes(tf.io.decode_raw(text, tf.uint8, fixed_length=WIDTH))


def of_bytes(text: tf.Tensor) -> Times:
    """Return the times of text in ASCII, such as "2024-02-29" or "2024-02-29 13:45:00.5+01:00".

    A time follows "T" or a space. It has minutes or seconds, of these up to nine digits of a
    fraction, of which six count, and may end in "Z" or an offset, as in "+01", "+0100", "+01:00".

    Args:
        text: uint8 of shape (n, `WIDTH`), padded with 0.
    """
    length = tf.math.count_nonzero(text, 1, dtype=tf.int32)
    codes = [tf.cast(text[:, place], tf.int32) for place in range(_FRACTION)]
    end = _end_of_clock(text, length)
    days, is_date = _date(codes)
    seconds, is_clock = _clock(codes, end)
    fraction, is_fraction = _fraction(text, codes[_TO_SECONDS], end)
    offset, is_offset = _offset(text, length, end)
    is_time = is_clock & is_fraction & is_offset
    is_valid = is_date & ((length == _DATE) | is_time)
    of_day = tf.where(length > _DATE, seconds - 60 * offset, 0)
    times = (
        tf.cast(days, tf.int64) * MICROSECONDS["D"]
        + tf.cast(of_day, tf.int64) * MICROSECONDS["s"]
        + tf.cast(fraction, tf.int64)
    )
    return Times(tf.where(is_valid, times, MISSING), ~(is_valid | (length == 0)))


def _date(codes: list[tf.Tensor]) -> tuple[tf.Tensor, tf.Tensor]:
    """Return the days since the epoch of "YYYY-MM-DD", and whether it is a date."""
    year, is_year = _number(codes[0:4])
    month, is_month = _number(codes[5:7])
    day, is_day = _number(codes[8:10])
    is_date = is_year & is_month & is_day & (codes[4] == ord("-")) & (codes[7] == ord("-"))
    is_date &= (month >= 1) & (month <= 12)
    is_date &= (day >= 1) & (day <= calendar.month_length(year, month))
    return calendar.days_of(year, month, day), is_date


def _clock(codes: list[tf.Tensor], end: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """Return the seconds of "THH:MM" or "THH:MM:SS", and whether it is a time of the day."""
    hour, is_hour = _number(codes[11:13])
    minute, is_minute = _number(codes[14:16])
    second, is_second = _number(codes[17:19])
    with_seconds = end > _TO_MINUTES
    is_clock = is_hour & is_minute & (hour < 24) & (minute < 60)
    is_clock &= ((codes[10] == ord("T")) | (codes[10] == ord(" "))) & (codes[13] == ord(":"))
    is_second &= (codes[16] == ord(":")) & (second < 60) & (end >= _TO_SECONDS)
    is_clock &= (end == _TO_MINUTES) | is_second
    return 3600 * hour + 60 * minute + tf.where(with_seconds, second, 0), is_clock


def _fraction(text: tf.Tensor, point: tf.Tensor, end: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """Return the microseconds of a fraction, and whether it is absent or valid.

    Args:
        text: the bytes of the text.
        point: the byte before the fraction.
        end: the place behind it.
    """
    digits = tf.cast(text[:, _FRACTION : _FRACTION + _MOST_DIGITS], tf.int32) - ord("0")
    places = tf.range(_FRACTION, _FRACTION + _MOST_DIGITS)
    is_inside = places < end[:, tf.newaxis]
    weights = tf.constant([10**power for power in range(5, -1, -1)] + [0] * 3, tf.int32)
    microseconds = tf.reduce_sum(tf.where(is_inside, digits * weights, 0), 1)
    are_digits = tf.reduce_all(((digits >= 0) & (digits <= 9)) | ~is_inside, 1)
    is_fraction = are_digits & ((point == ord(".")) | (point == ord(",")))
    is_fraction &= (end > _FRACTION) & (end <= _FRACTION + _MOST_DIGITS)
    return tf.where(is_fraction, microseconds, 0), is_fraction | (end <= _TO_SECONDS)


def _end_of_clock(text: tf.Tensor, length: tf.Tensor) -> tf.Tensor:
    """Return the place of the offset from UTC, or of the end of a text without one."""
    rest = text[:, _TO_MINUTES:]
    starts_offset = (rest == ord("Z")) | (rest == ord("+")) | (rest == ord("-"))
    places = tf.range(_TO_MINUTES, WIDTH)
    return tf.reduce_min(tf.where(starts_offset, places, length[:, tf.newaxis]), 1)


def _offset(text: tf.Tensor, length: tf.Tensor, start: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """Return the minutes by which local time is ahead of UTC, and whether the offset is valid."""
    places = start[:, tf.newaxis] + tf.range(6)
    found = tf.gather(tf.pad(text, [[0, 0], [0, 6]]), places, batch_dims=1)
    sign, *codes = tf.unstack(tf.cast(found, tf.int32), axis=1)
    size = length - start
    hour, is_hour = _number(codes[0:2])
    plain, is_plain = _number(codes[2:4])
    after_colon, is_after_colon = _number(codes[3:5])
    has_colon = codes[2] == ord(":")
    minute = tf.where(size == 5, plain, tf.where(size == 6, after_colon, 0))
    is_minute = (size == 3) | ((size == 5) & is_plain)
    is_minute |= (size == 6) & has_colon & is_after_colon
    is_ahead, is_behind = sign == ord("+"), sign == ord("-")
    is_signed = (is_ahead | is_behind) & is_hour & is_minute & (hour < 24) & (minute < 60)
    minutes = tf.where(is_signed, 60 * hour + minute, 0)
    is_utc = (size == 0) | ((size == 1) & (sign == ord("Z")))
    return tf.where(is_behind, -minutes, minutes), is_signed | is_utc


def _number(codes: list[tf.Tensor]) -> tuple[tf.Tensor, tf.Tensor]:
    """Return the number that digits form, and whether all of them are digits."""
    number, are_digits = tf.zeros_like(codes[0]), tf.ones_like(codes[0], tf.bool)
    for code in codes:
        digit = code - ord("0")
        number, are_digits = 10 * number + digit, are_digits & (digit >= 0) & (digit <= 9)
    return number, are_digits
