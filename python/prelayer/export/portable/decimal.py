"""Decimal text of 64-bit integers, as bytes."""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from prelayer.export.portable.arithmetic import as_int
from prelayer.export.portable.text import encode
from prelayer.export.portable.tokens import Tokens

_DIGITS = 19
LONGEST = _DIGITS + 1
_POWERS = np.array([10**place for place in range(_DIGITS)], np.int64)
_LOWEST = -(2**63)


def decimal(numbers: tf.Tensor) -> Tokens:
    """Return the decimal text of each number, like `tf.strings.as_string`.

    Args:
        numbers: int64, (n,).
    """
    is_negative, is_lowest = as_int(numbers < 0), numbers == _LOWEST
    size = tf.where(numbers < 0, -numbers, numbers)
    size = tf.where(is_lowest, tf.constant(2**63 - 1, tf.int64), size)[:, tf.newaxis]
    # The lowest digits of each number as a number, one digit more in each column.
    remainders = tf.concat([tf.zeros_like(size), tf.math.floormod(size, _POWERS[1:]), size], 1)
    multiples = remainders[:, 1:] - remainders[:, :-1]
    # Multiples of a power of ten by 0 to 9, so that float32 has an error far below 0.5.
    quotients = tf.cast(multiples, tf.float32) * (1 / _POWERS).astype(np.float32)
    digits = tf.cast(tf.round(quotients), tf.int32)
    count = 1 + tf.reduce_sum(as_int(size >= _POWERS[1:]), 1) + is_negative
    place = np.arange(LONGEST, dtype=np.int32)
    power = count[:, tf.newaxis] - 1 - place
    row = tf.range(tf.size(numbers))
    at = row[:, tf.newaxis] * _DIGITS + tf.maximum(tf.minimum(power, _DIGITS - 1), 0)
    symbols = tf.gather(tf.reshape(digits, [-1]), at) + ord("0")
    has_sign = (is_negative[:, tf.newaxis] == 1) & (place == 0)
    symbols = tf.where(has_sign, ord("-"), symbols)
    symbols = tf.where(is_lowest[:, tf.newaxis], encode([b"%d" % _LOWEST]), symbols)
    return Tokens(tf.reshape(symbols, [-1]), row * LONGEST, count, row, tf.size(numbers))
