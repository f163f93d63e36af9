"""Scaling and moments of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tensorflow as tf


def rescale(values: tf.Tensor, scale: Any, offset: Any, dtype: str) -> tf.Tensor:
    """Return `values * scale + offset` in `dtype`, computed in the dtype that holds the values.

    Args:
        values: numbers of any shape and dtype.
        scale: a number or an array that broadcasts against `values`.
        offset: a number or an array that broadcasts against `values`.
        dtype: the dtype of the result.
    """
    wide = working_dtype(values.dtype, dtype)
    scaled = tf.cast(values, wide) * tf.cast(scale, wide)
    return tf.cast(scaled + tf.cast(offset, wide), dtype)


_SMALLEST_DEVIATION = 1e-7


def normalize(values: tf.Tensor, mean: Any, variance: Any, dtype: str) -> tf.Tensor:
    """Return `(values - mean) / sqrt(variance)` in `dtype`, computed in `working_dtype`.

    Args:
        values: numbers of any shape and dtype.
        mean: the mean to subtract; broadcasts against `values`.
        variance: the variance; roots below 1e-7 are replaced by 1e-7 to avoid infinite results.
        dtype: the dtype of the result.
    """
    wide = working_dtype(values.dtype, dtype)
    centered = tf.cast(values, wide) - tf.cast(mean, wide)
    # In graphs, plain division by a constant is rewritten and rounds differently; this op is not.
    return tf.cast(tf.math.divide_no_nan(centered, _deviation(variance, wide)), dtype)


def denormalize(values: tf.Tensor, mean: Any, variance: Any, dtype: str) -> tf.Tensor:
    """Return `values * sqrt(variance) + mean` in `dtype`: the inverse of `normalize`."""
    wide = working_dtype(values.dtype, dtype)
    scaled = tf.cast(values, wide) * _deviation(variance, wide)
    return tf.cast(scaled + tf.cast(mean, wide), dtype)


def at_least_float32(dtype: str) -> str:
    """Return the dtype for computations with numbers of a dtype: float32 or float64."""
    return "float64" if dtype == "float64" else "float32"


_BEYOND_FLOAT32 = (tf.float64, tf.int32, tf.uint32, tf.int64, tf.uint64)


def working_dtype(values: tf.DType, dtype: str) -> str:
    """Return the dtype of a computation in which no number is rounded.

    Large numbers with small differences, such as times in seconds, lose precision in float32, so
    they stay in float64 until they have been shifted and scaled.

    Args:
        values: the dtype of the numbers.
        dtype: the dtype of the result.
    """
    wide = dtype == "float64" or values in _BEYOND_FLOAT32
    return "float64" if wide else "float32"


def _deviation(variance: Any, dtype: str) -> tf.Tensor:
    # The variance of float32 numbers may exceed the range of float32, but not its root.
    root = tf.sqrt(tf.cast(variance, tf.float64))
    return tf.cast(tf.maximum(root, _SMALLEST_DEVIATION), dtype)


def moments(values: tf.Tensor, axes: Sequence[int]) -> dict[str, tf.Tensor]:
    """Return count, mean and sum of squared deviations over `axes`, in float64, without NaN.

    Args:
        values: numbers of any shape and dtype.
        axes: the axes to reduce.

    Returns:
        "count", "mean", "squares" and "missing", the number of NaN, each with the shape of the
        remaining axes.
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
        axes: the axes to reduce.

    Returns:
        "count", "minimum", "maximum" and "missing", the number of NaN, each with the shape of the
        remaining axes; without values, the minimum is infinity and the maximum minus infinity.
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
