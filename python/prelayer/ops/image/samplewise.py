"""Standardization of each image by its own statistics."""

from __future__ import annotations

import tensorflow as tf


def normalize(
    images: tf.Tensor, center: bool, scale: bool, epsilon: float, dtype: str
) -> tf.Tensor:
    """Standardize each image by its own mean and standard deviation; NaN is kept.

    Args:
        images: (N, H, W, C), floats.
        center: whether to subtract the mean.
        scale: whether to divide by the standard deviation plus `epsilon`.
        epsilon: number that avoids a division by zero for images of one color.
        dtype: dtype of the result.
    """
    axes = [1, 2, 3]
    missing = tf.math.is_nan(images)
    # In images of one color, the differences from one pixel are exactly 0, those from the mean only
    # up to rounding, which the division by `epsilon` would make large.
    largest = tf.constant(images.dtype.max, images.dtype)
    lowest = tf.reduce_min(tf.where(missing, largest, images), axes, keepdims=True)
    above = images - lowest
    count = tf.cast(tf.math.count_nonzero(~missing, axes, keepdims=True), images.dtype)
    total = tf.reduce_sum(tf.where(missing, tf.zeros_like(images), above), axes, keepdims=True)
    centered = above - tf.math.divide_no_nan(total, count)
    result = centered if center else images
    if scale:
        squares = tf.where(missing, tf.zeros_like(images), tf.square(centered))
        variance = tf.math.divide_no_nan(tf.reduce_sum(squares, axes, keepdims=True), count)
        deviation = tf.sqrt(variance) + tf.cast(epsilon, images.dtype)
        result = tf.math.divide_no_nan(result, deviation)
    return tf.cast(result, dtype)
