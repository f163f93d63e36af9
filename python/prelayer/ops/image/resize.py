"""Resizing of images."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

from prelayer.ops.image.resize_weights import weights
from prelayer.ops.image.sizes import Size
from prelayer.ops.xla import compiling

INTERPOLATIONS = ("bilinear", "nearest", "bicubic", "lanczos3", "lanczos5", "area")
_WITHOUT_KERNEL = (tf.bool, tf.uint32, tf.uint64)


def resize(
    images: tf.Tensor,
    height: Size,
    width: Size,
    interpolation: str = "bilinear",
    antialias: bool = False,
    dtype: Any = tf.float32,
) -> tf.Tensor:
    """Resize images without keeping their aspect ratio.

    Args:
        images: (N, H, W, C), of any numeric dtype.
        height: the new height in pixels.
        width: the new width in pixels.
        interpolation: one of `INTERPOLATIONS`.
        antialias: whether downsampling averages over all pixels that an output pixel covers.
        dtype: dtype of the result.
    """
    size_known = images.shape[1:3].is_fully_defined()
    if compiling() and size_known and not _xla_has_it(interpolation, antialias):
        return _cast(_by_weights(images, height, width, interpolation, antialias), dtype)
    if images.dtype in _WITHOUT_KERNEL:
        images = tf.cast(images, tf.float32)
    resized = tf.image.resize(images, (height, width), method=interpolation, antialias=antialias)
    return _cast(resized, dtype)


def _cast(images: tf.Tensor, dtype: Any) -> tf.Tensor:
    """Cast images to a dtype; for integers, round and clip to their range."""
    if tf.as_dtype(dtype).is_integer and images.dtype.is_floating:
        return tf.saturate_cast(tf.round(images), dtype)
    return tf.cast(images, dtype)


def _xla_has_it(interpolation: str, antialias: bool) -> bool:
    return interpolation == "nearest" or (interpolation == "bilinear" and not antialias)


def _by_weights(
    images: tf.Tensor, height: int, width: int, interpolation: str, antialias: bool
) -> tf.Tensor:
    down = tf.constant(weights(images.shape[1], height, interpolation, antialias), tf.float32)
    across = tf.constant(weights(images.shape[2], width, interpolation, antialias), tf.float32)
    rows = tf.einsum("oh,nhwc->nowc", down, tf.cast(images, tf.float32))
    return tf.einsum("pw,nowc->nopc", across, rows)
