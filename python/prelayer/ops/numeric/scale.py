"""Scaling of numbers to a range, and back."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

from prelayer.ops.numeric.arithmetic import working_dtype


def standardize(values: tf.Tensor, center: Any, scale: Any, dtype: str) -> tf.Tensor:
    """Return `(values - center) / scale` in `dtype`, computed in `working_dtype`.

    Args:
        values: numbers of any shape and dtype.
        center: number or array to subtract; broadcasts against `values`.
        scale: divisor; 0 is replaced by 1.
        dtype: the dtype of the result.
    """
    wide = working_dtype(values.dtype, dtype)
    centered = tf.cast(values, wide) - tf.cast(center, wide)
    return tf.cast(centered / _without_zero(tf.cast(scale, wide)), dtype)


def destandardize(values: tf.Tensor, center: Any, scale: Any, dtype: str) -> tf.Tensor:
    """Return `values * scale + center` in `dtype`: the inverse of `standardize`."""
    wide = working_dtype(values.dtype, dtype)
    scaled = tf.cast(values, wide) * _without_zero(tf.cast(scale, wide))
    return tf.cast(scaled + tf.cast(center, wide), dtype)


def to_range(
    values: tf.Tensor,
    minimum: Any,
    maximum: Any,
    bounds: tuple[float, float],
    dtype: str,
    clip: bool = False,
) -> tf.Tensor:
    """Scale numbers linearly so that `minimum` and `maximum` become the two bounds.

    Args:
        values: numbers of any shape and dtype.
        minimum: number that becomes the lower bound; broadcasts against `values`.
        maximum: number that becomes the upper bound; if equal to the minimum, numbers are shifted.
        bounds: the lower and the upper bound.
        dtype: the dtype of the result.
        clip: whether to clip numbers to the bounds.
    """
    wide = working_dtype(values.dtype, dtype)
    low, high = bounds
    minimum, maximum = tf.cast(minimum, wide), tf.cast(maximum, wide)
    # In graphs, plain division by a constant is rewritten and rounds differently; this op is not.
    share = tf.math.divide_no_nan(tf.cast(values, wide) - minimum, _without_zero(maximum - minimum))
    moved = share * (high - low) + low
    return tf.cast(tf.clip_by_value(moved, low, high) if clip else moved, dtype)


def from_range(
    values: tf.Tensor, minimum: Any, maximum: Any, bounds: tuple[float, float], dtype: str
) -> tf.Tensor:
    """Scale numbers linearly so that the two bounds become `minimum` and `maximum`."""
    wide = working_dtype(values.dtype, dtype)
    low, high = bounds
    minimum, maximum = tf.cast(minimum, wide), tf.cast(maximum, wide)
    share = tf.math.divide_no_nan(tf.cast(values, wide) - low, tf.cast(high - low, wide))
    return tf.cast(share * _without_zero(maximum - minimum) + minimum, dtype)


def _without_zero(scale: tf.Tensor) -> tf.Tensor:
    return tf.where(scale == 0, tf.ones_like(scale), scale)
