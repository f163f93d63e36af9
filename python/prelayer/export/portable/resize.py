"""Resizing of images: gathers of pixels, or products with matrices of weights."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from prelayer.ops.image.sizes import Size, height_and_width


def resize(
    images: tf.Tensor, height: int, width: int, interpolation: str, antialias: bool
) -> tf.Tensor:
    """Return images (N, height, width, C), as `tf.image.resize` does: float32, or nearest pixels.

    Args:
        images: (N, H, W, C); other methods than those of `takes_any_size` need a static size.
        height: the new height in pixels.
        width: the new width in pixels.
        interpolation: as for `Resizing`.
        antialias: as for `Resizing`.
    """
    sizes = height_and_width(images)
    new_sizes = height, width
    if interpolation == "nearest":
        for axis, (size, new) in enumerate(zip(sizes, new_sizes), start=1):
            images = tf.gather(images, _nearest(size, new), axis=axis)
        return images
    images = tf.cast(images, tf.float32)
    if takes_any_size(interpolation, antialias):
        for axis in (2, 1):  # in the order of TensorFlow, so that the rounding is the same
            images = _interpolated(images, sizes[axis - 1], new_sizes[axis - 1], axis)
        return images
    across = weights(images.shape[2], width, interpolation, antialias)
    down = weights(images.shape[1], height, interpolation, antialias)
    channels = images.shape[3] or tf.shape(images)[3]
    rows = _multiply(tf.transpose(images, [0, 3, 1, 2]), across)
    rows = tf.reshape(rows, [-1, channels, images.shape[1], width])
    columns = _multiply(tf.transpose(rows, [0, 1, 3, 2]), down)
    return tf.transpose(tf.reshape(columns, [-1, channels, width, height]), [0, 3, 2, 1])


def takes_any_size(interpolation: str, antialias: bool) -> bool:
    """Return whether images may have a size that is unknown until the model runs."""
    return interpolation == "nearest" or (interpolation == "bilinear" and not antialias)


def to_dtype(images: tf.Tensor, dtype: Any) -> tf.Tensor:
    """Return images in another dtype; floats are rounded and clipped to the range of integers."""
    dtype = tf.as_dtype(dtype)
    if dtype.is_integer and images.dtype.is_floating:
        lowest, highest = (tf.constant(float(limit), images.dtype) for limit in dtype.limits)
        images = tf.minimum(tf.maximum(tf.round(images), lowest), highest)
    return tf.cast(images, dtype)


def weights(size: int, new_size: int, interpolation: str, antialias: bool) -> np.ndarray:
    """Return the weights (new_size, size) of TensorFlow's kernel along one axis, float32.

    Kernels compute weights in float32 and, for "bicubic", take them from a table. The exact ones
    of `ops.image.resize_weights` differ by up to 5e-4, so that these are what a kernel returns for
    images in which a single pixel is 1.
    """
    pixels = np.eye(size, dtype=np.float32)[np.newaxis, :, np.newaxis]
    with tf.init_scope():
        resized = tf.image.resize(pixels, (new_size, 1), interpolation, antialias=antialias)
    return resized.numpy()[0, :, 0]


def _multiply(images: tf.Tensor, matrix: np.ndarray) -> tf.Tensor:
    """Return the product of a matrix and each vector on the last axis, as rows of a matrix."""
    return tf.matmul(tf.reshape(images, [-1, matrix.shape[1]]), tf.constant(matrix.T))


def _interpolated(images: tf.Tensor, size: Size, new_size: int, axis: int) -> tf.Tensor:
    """Return images with one axis of another size, by linear interpolation between two pixels."""
    places = _starts(size, new_size) - np.float32(0.5)
    whole = tf.floor(places)
    first = tf.maximum(tf.cast(whole, tf.int32), 0)
    second = tf.minimum(tf.cast(tf.math.ceil(places), tf.int32), size - 1)
    share = tf.reshape(places - whole, [-1, *[1] * (3 - axis)])
    before = tf.gather(images, first, axis=axis)
    return before + (tf.gather(images, second, axis=axis) - before) * share


def _nearest(size: Size, new_size: int) -> tf.Tensor:
    return tf.minimum(tf.cast(tf.floor(_starts(size, new_size)), tf.int32), size - 1)


def _starts(size: Size, new_size: int) -> Any:
    """Return the centers of new pixels, in old pixels from the edge, rounded as by TensorFlow."""
    centers = np.arange(new_size, dtype=np.float32) + np.float32(0.5)
    if isinstance(size, int):
        return centers * (np.float32(size) / np.float32(new_size))
    # The divisor must not be a constant: its reciprocal as a factor would round differently.
    divisor = tf.minimum(size, 0) + new_size
    return centers * (tf.cast(size, tf.float32) / tf.cast(divisor, tf.float32))
