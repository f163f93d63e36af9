"""Scaling of numbers to a range, and back."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

from prelayer.ops.numeric.arithmetic import working_dtype


def standardize(values: tf.Tensor, center: Any, scale: Any, dtype: str) -> tf.Tensor:
    """Return `(values - center) / scale` in `dtype`, computed in `working_dtype`.

    Args:
        values: numbers of any shape and dtype.
        center: what is taken away; broadcasts against `values`.
        scale: what is divided by; 1 is taken where it is 0.
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
    """Return numbers moved so that `minimum` and `maximum` become the two bounds.

    Args:
        values: numbers of any shape and dtype.
        minimum: what becomes the lower bound; broadcasts against `values`.
        maximum: what becomes the upper bound; where it is the minimum, numbers are only shifted.
        bounds: the lower and the upper bound.
        dtype: the dtype of the result.
        clip: whether numbers beyond the bounds become the bounds.
    """
    wide = working_dtype(values.dtype, dtype)
    low, high = bounds
    minimum, maximum = tf.cast(minimum, wide), tf.cast(maximum, wide)
    share = (tf.cast(values, wide) - minimum) / _without_zero(maximum - minimum)
    moved = share * (high - low) + low
    return tf.cast(tf.clip_by_value(moved, low, high) if clip else moved, dtype)


def from_range(
    values: tf.Tensor, minimum: Any, maximum: Any, bounds: tuple[float, float], dtype: str
) -> tf.Tensor:
    """Return numbers moved so that the two bounds become `minimum` and `maximum`."""
    wide = working_dtype(values.dtype, dtype)
    low, high = bounds
    minimum, maximum = tf.cast(minimum, wide), tf.cast(maximum, wide)
    # A graph divides by a constant in another way, which rounds another way; not so in this op.
    share = tf.math.divide_no_nan(tf.cast(values, wide) - low, tf.cast(high - low, wide))
    return tf.cast(share * _without_zero(maximum - minimum) + minimum, dtype)


def _without_zero(scale: tf.Tensor) -> tf.Tensor:
    return tf.where(scale == 0, tf.ones_like(scale), scale)
