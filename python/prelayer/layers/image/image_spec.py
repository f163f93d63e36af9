"""Shapes of the inputs and outputs of image layers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import keras
import tensorflow as tf

from prelayer._core import errors
from prelayer.layers.base.layer import symbolic
from prelayer.ops.image.sizes import with_size

_RANKS = (2, 3, 4)

OutputSize = Callable[[Any, Any], tuple[Any, Any]]


def check_images(images: Any) -> None:
    """Raise an error for images of an invalid kind or shape."""
    if isinstance(images, (tf.RaggedTensor, tf.SparseTensor)):
        raise errors.problem("images must be dense; resize those of different sizes one by one.")
    rank = None if images.shape is None else tf.TensorShape(images.shape).rank
    if rank not in (_RANKS if tf.is_tensor(images) else _RANKS[1:]):
        raise errors.problem(
            "images must have shape (height, width), (height, width, channels) or (batch, "
            "height, width, channels), but their shape is {shape!s}.",
            shape=images.shape,
        )


def output_shape(shape: Any, output_size: OutputSize, data_format: str) -> Any:
    """Return the output shape of images, or the shapes of the parts of a dict.

    Args:
        shape: the shape of the images, or a dict of shapes.
        output_size: function from height and width to those of the output, None if sampled.
        data_format: the data format of the images.
    """
    if isinstance(shape, Mapping):
        moved = ("images", "segmentation_masks")
        return {
            key: output_shape(part, output_size, data_format) if key in moved else part
            for key, part in shape.items()
        }
    first = len(shape) - 2 if data_format == "channels_first" else max(len(shape) - 3, 0)
    height, width = output_size(*shape[first : first + 2])
    return with_size(shape, height, width, data_format)


def output_masks(
    masks: Any, images: Any, output_size: OutputSize, data_format: str
) -> keras.KerasTensor:
    """Return the symbolic output for segmentation masks, which may lack a channel."""
    shape = tuple(masks.shape)
    if len(shape) >= len(images.shape):
        return symbolic(output_shape(shape, output_size, data_format), masks.dtype)
    channel = len(shape) - 2 if data_format == "channels_first" else len(shape)
    with_channel = (*shape[:channel], 1, *shape[channel:])
    moved = list(output_shape(with_channel, output_size, data_format))
    moved.pop(channel)
    return symbolic(tuple(moved), masks.dtype)
