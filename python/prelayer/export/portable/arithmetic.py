"""Integer operations whose results are the same in TensorFlow, LiteRT and ONNX Runtime.

Converters translate some operations of TensorFlow to others that differ for negative numbers or
for repeated indices. Code in this package uses these functions instead.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf


def to_int32(numbers: Any) -> np.ndarray:
    """Return the low 32 bits of whole numbers as int32, for tables and constants."""
    return (np.asarray(numbers, np.uint64) & np.uint64(0xFFFFFFFF)).astype(np.uint32).view(np.int32)


def as_int(condition: tf.Tensor) -> tf.Tensor:
    """Return 1 where a condition is true, else 0, as int32."""
    return tf.cast(condition, tf.int32)


def floor_mod(numbers: tf.Tensor, divisor: int) -> tf.Tensor:
    """Return the remainder, which is never negative."""
    n = tf.constant(divisor, numbers.dtype)
    remainder = tf.math.floormod(numbers, n)
    return tf.where(remainder < 0, remainder + n, remainder)


def exact_quotient(multiples: tf.Tensor, divisor: int, part: int) -> tf.Tensor:
    """Return the quotients of multiples of a divisor, as int32.

    LiteRT does not divide 64-bit integers. The quotients are computed in float32, which is exact
    after rounding, as the sum of a number below `part` and a multiple of it.

    Args:
        multiples: int64, without a remainder.
        divisor: the divisor; the product with `part` is within int64.
        part: at most 2^20, and so large that the quotients are less than 2^20 times it. Multiples
            within `divisor * part` of the lowest int64 need 1.
    """
    low = floor_mod(multiples, divisor * part)
    high = multiples - low
    quotients = [
        tf.cast(tf.round(tf.cast(value, tf.float32) * np.float32(1 / size)), tf.int32)
        for value, size in ((high, divisor * part), (low, divisor))
    ]
    return quotients[0] * part + quotients[1]


def scatter_add(indices: tf.Tensor, values: tf.Tensor, size: Any) -> tf.Tensor:
    """Return a vector with the sum of the values of each index.

    Args:
        indices: int32, (n,), at least 0 and below `size`.
        values: (n,).
        size: the length of the result.
    """
    return tf.scatter_nd(indices[:, tf.newaxis], values, tf.reshape(size, [1]))


def exclusive_sums(values: tf.Tensor) -> tf.Tensor:
    """Return the sum of the values before each position and of all of them, (n + 1,)."""
    zero = tf.zeros([1], values.dtype)
    return tf.concat([zero, tf.cumsum(values)], 0)


def shifted(values: tf.Tensor, steps: int, filling: int) -> tf.Tensor:
    """Return the value that follows each position of a vector by some steps.

    Args:
        values: (n,).
        steps: the number of positions; negative numbers return the values before.
        filling: the value beyond both ends.
    """
    padding = tf.fill([abs(steps)], tf.constant(filling, values.dtype))
    if steps > 0:
        return tf.concat([values, padding], 0)[steps:]
    return tf.concat([padding, values], 0)[: tf.shape(values)[0]]
