"""Arithmetic on numbers: pure functions of tensors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tensorflow as tf


def rescale(values: tf.Tensor, scale: Any, offset: Any, dtype: str) -> tf.Tensor:
    """Return `values * scale + offset`, computed in `dtype`.

    Args:
        values: numbers of any shape and dtype.
        scale: a number or an array that broadcasts against `values`.
        offset: a number or an array that broadcasts against `values`.
        dtype: the dtype of the computation and of the result.
    """
    return tf.cast(values, dtype) * tf.cast(scale, dtype) + tf.cast(offset, dtype)


_SMALLEST_DEVIATION = 1e-7


def normalize(values: tf.Tensor, mean: Any, variance: Any, dtype: str) -> tf.Tensor:
    """Return `(values - mean) / sqrt(variance)` in `dtype`, computed in float32 or wider.

    Args:
        values: numbers of any shape and dtype.
        mean: what is taken away; broadcasts against `values`.
        variance: where its root is below 1e-7, that is taken instead, so that nothing is infinite.
        dtype: the dtype of the result.
    """
    wide = at_least_float32(dtype)
    centered = tf.cast(values, wide) - tf.cast(mean, wide)
    # A graph divides by a constant in another way, which rounds another way; not so in this op.
    return tf.cast(tf.math.divide_no_nan(centered, _deviation(variance, wide)), dtype)


def denormalize(values: tf.Tensor, mean: Any, variance: Any, dtype: str) -> tf.Tensor:
    """Return `values * sqrt(variance) + mean` in `dtype`: the inverse of `normalize`."""
    wide = at_least_float32(dtype)
    scaled = tf.cast(values, wide) * _deviation(variance, wide)
    return tf.cast(scaled + tf.cast(mean, wide), dtype)


def at_least_float32(dtype: str) -> str:
    """Return the dtype in which numbers of a dtype are computed with: float32 or float64."""
    return "float64" if dtype == "float64" else "float32"


def _deviation(variance: Any, dtype: str) -> tf.Tensor:
    return tf.maximum(tf.sqrt(tf.cast(variance, dtype)), _SMALLEST_DEVIATION)


def moments(values: tf.Tensor, axes: Sequence[int]) -> dict[str, tf.Tensor]:
    """Return count, mean and sum of squared deviations over `axes`, in float64, without NaN.

    Args:
        values: numbers of any shape and dtype.
        axes: the axes that are summed over.

    Returns:
        "count", "mean", "squares" and "missing", the number of NaN, each of the shape of the axes
        that remain.
    """
    values = tf.cast(values, tf.float64)
    known = tf.logical_not(tf.math.is_nan(values))
    count = tf.reduce_sum(tf.cast(known, tf.float64), axes, keepdims=True)
    mean = tf.math.divide_no_nan(
        tf.reduce_sum(tf.where(known, values, 0.0), axes, keepdims=True), count
    )
    deviations = tf.math.squared_difference(tf.where(known, values, mean), mean)
    size = tf.reduce_prod(
        tf.gather(tf.shape(values, out_type=tf.int64), tf.constant(axes, tf.int32))
    )
    count = tf.squeeze(count, axes)
    return {
        "count": count,
        "mean": tf.squeeze(mean, axes),
        "squares": tf.reduce_sum(deviations, axes),
        "missing": size - tf.cast(count, tf.int64),
    }


def extremes(values: tf.Tensor, axes: Sequence[int]) -> dict[str, tf.Tensor]:
    """Return count, minimum and maximum over `axes`, in float64, without NaN.

    Args:
        values: numbers of any shape and dtype.
        axes: the axes that are reduced.

    Returns:
        "count", "minimum", "maximum" and "missing", the number of NaN, each of the shape of the
        axes that remain; the extremes of nothing are infinity and minus infinity.
    """
    values = tf.cast(values, tf.float64)
    missing = tf.math.is_nan(values)
    infinity = tf.constant(float("inf"), tf.float64)
    return {
        "count": tf.math.count_nonzero(~missing, axes),
        "minimum": tf.reduce_min(tf.where(missing, infinity, values), axes),
        "maximum": tf.reduce_max(tf.where(missing, -infinity, values), axes),
        "missing": tf.math.count_nonzero(missing, axes),
    }
