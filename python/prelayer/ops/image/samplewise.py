"""Standardization of each image by its own statistics."""

from __future__ import annotations

import tensorflow as tf


def normalize(
    images: tf.Tensor, center: bool, scale: bool, epsilon: float, dtype: str
) -> tf.Tensor:
    """Return images minus their own mean, divided by their own standard deviation; NaN stays.

    Args:
        images: (N, H, W, C), floats.
        center: whether the mean is taken away.
        scale: whether the result is divided by the deviation plus `epsilon`.
        epsilon: what keeps an image of one color finite.
        dtype: of the result.
    """
    axes = [1, 2, 3]
    missing = tf.math.is_nan(images)
    count = tf.cast(tf.math.count_nonzero(~missing, axes, keepdims=True), images.dtype)
    mean = tf.math.divide_no_nan(
        tf.reduce_sum(tf.where(missing, tf.zeros_like(images), images), axes, keepdims=True), count
    )
    centerd = images - mean
    result = centerd if center else images
    if scale:
        squares = tf.where(missing, tf.zeros_like(images), tf.square(centerd))
        variance = tf.math.divide_no_nan(tf.reduce_sum(squares, axes, keepdims=True), count)
        deviation = tf.sqrt(variance) + tf.cast(epsilon, images.dtype)
        result = tf.math.divide_no_nan(result, deviation)
    return tf.cast(result, dtype)
