"""Numbers in float32, with the accuracy of a computation in float64 that is rounded at the end.

LiteRT computes in float32 only. Numbers that are float64 already stay so, for other runtimes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

_LIMIT = 2**62


def real(values: tf.Tensor) -> tf.Tensor:
    """Return numbers in the dtype in which they are computed: float64 as it is, others float32."""
    return values if values.dtype == tf.float64 else tf.cast(values, tf.float32)


def minus(values: tf.Tensor, numbers: Any) -> tf.Tensor:
    """Return values less constants in the dtype of `real`, without losing digits in common.

    Args:
        values: integers of at most 2^62, or floats.
        numbers: finite floats of 64 bits, which broadcast.
    """
    numbers = np.asarray(numbers, np.float64)
    if values.dtype == tf.float64:
        return values - numbers
    if values.dtype.is_integer:
        whole = np.clip(np.rint(numbers), -_LIMIT, _LIMIT)
        left = tf.cast(tf.cast(values, tf.int64) - whole.astype(np.int64), tf.float32)
        return left - (numbers - whole).astype(np.float32)
    high = numbers.astype(np.float32)
    return tf.cast(values, tf.float32) - high - (numbers - high).astype(np.float32)


def exp(values: tf.Tensor) -> tf.Tensor:
    """Return the exponential function; NaN for NaN, where LiteRT's is 0."""
    return tf.where(tf.math.is_nan(values), values, tf.exp(values))


def log1p(values: tf.Tensor) -> tf.Tensor:
    """Return the logarithm of 1 + x, accurate near 0."""
    # The quotient corrects the rounding of the sum; see Kahan's functions of the HP-15C.
    sums = 1.0 + values
    is_lost = sums == 1.0
    rest = tf.where(is_lost, tf.ones_like(sums), sums - 1.0)
    logs = tf.math.log(sums)
    found = tf.where(_is_infinite(sums), logs, logs * (values / rest))
    return tf.where(is_lost, values, found)


def expm1(values: tf.Tensor) -> tf.Tensor:
    """Return exp(x) - 1, accurate near 0."""
    # The quotient corrects the rounding of the power.
    powers = exp(values)
    is_lost, rest = powers == 1.0, powers - 1.0
    logs = tf.where(is_lost, tf.ones_like(powers), tf.math.log(powers))
    is_plain = (rest == -1.0) | _is_infinite(powers)
    return tf.where(is_lost, values, tf.where(is_plain, rest, rest * (values / logs)))


def _is_infinite(values: tf.Tensor) -> tf.Tensor:
    # LiteRT's converter takes no number to be equal to infinity.
    return values > np.finfo(np.float32).max
