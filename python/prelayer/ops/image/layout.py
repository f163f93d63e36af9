"""Image layouts: channels first or last, batched or single."""

from __future__ import annotations

import tensorflow as tf


def to_batch(images: tf.Tensor, data_format: str) -> tf.Tensor:
    """Convert images of any layout to a batch (N, H, W, C), channels last.

    Args:
        images: (H, W), (H, W, C) or (N, H, W, C); with "channels_first" (C, H, W) or (N, C, H, W).
        data_format: "channels_last" or "channels_first".
    """
    if images.shape.rank == 2:
        return images[tf.newaxis, :, :, tf.newaxis]
    if images.shape.rank == 3:
        images = images[tf.newaxis]
    return tf.transpose(images, (0, 2, 3, 1)) if data_format == "channels_first" else images


def from_batch(images: tf.Tensor, rank: int, data_format: str) -> tf.Tensor:
    """Convert a batch (N, H, W, C) to the original layout of `to_batch`."""
    if rank == 2:
        return images[0, :, :, 0]
    if data_format == "channels_first":
        images = tf.transpose(images, (0, 3, 1, 2))
    return images[0] if rank == 3 else images


def batch_shape(shape: tuple[int | None, ...], data_format: str) -> tuple[int | None, ...]:
    """Return the static shape of the result of `to_batch`."""
    if len(shape) == 2:
        return (1, *shape, 1)
    if len(shape) == 3:
        shape = (1, *shape)
    if data_format == "channels_first":
        return (shape[0], shape[2], shape[3], shape[1])
    return tuple(shape)
