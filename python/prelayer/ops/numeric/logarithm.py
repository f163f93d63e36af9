"""Logarithms of shifted numbers, signed logarithms, and their inverses."""

from __future__ import annotations

import math

import tensorflow as tf


def log(values: tf.Tensor, base: float, offset: float, dtype: str) -> tf.Tensor:
    """Return the logarithm of `values + offset` in `dtype`, computed in float64.

    Args:
        values: numbers of any shape and dtype. Those below `-offset` become NaN, and `-offset`
            minus infinity.
        base: the base of the logarithm.
        offset: the number to add first.
        dtype: the dtype of the result.
    """
    wide = tf.cast(values, tf.float64)
    natural = tf.math.log1p(wide) if offset == 1 else tf.math.log(wide + offset)
    return tf.cast(_by_base(natural, base), dtype)


def unlog(values: tf.Tensor, base: float, offset: float, dtype: str) -> tf.Tensor:
    """Return `base ** values - offset` in `dtype`: the inverse of `log`."""
    exponents = tf.cast(values, tf.float64) * math.log(base)
    numbers = tf.math.expm1(exponents) if offset == 1 else tf.exp(exponents) - offset
    return tf.cast(numbers, dtype)


def signed_log(values: tf.Tensor, base: float, dtype: str) -> tf.Tensor:
    """Return `sign(values) * log(abs(values))` in `dtype`, 0 for numbers within -1 and 1."""
    wide = tf.cast(values, tf.float64)
    size = tf.abs(wide)
    logarithms = tf.sign(wide) * _by_base(tf.math.log(tf.maximum(size, 1.0)), base)
    outside = tf.where(size > 1, logarithms, wide)  # NaN, too, stays the same to the bit
    return tf.cast(tf.where(size <= 1, tf.zeros_like(wide), outside), dtype)


def signed_unlog(values: tf.Tensor, base: float, dtype: str) -> tf.Tensor:
    """Return the number with each signed logarithm in `dtype`; 0 for 0."""
    wide = tf.cast(values, tf.float64)
    return tf.cast(tf.sign(wide) * tf.exp(tf.abs(wide) * math.log(base)), dtype)


def _by_base(natural: tf.Tensor, base: float) -> tf.Tensor:
    if base == math.e:
        return natural
    # In graphs, plain division by a constant is rewritten and rounds differently; this op is not.
    return tf.math.divide_no_nan(natural, tf.constant(math.log(base), tf.float64))
