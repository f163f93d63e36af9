"""Pixels that plainly do not lie in the range that they are said to lie in."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from prelayer import check
from prelayer.ops import xla
from prelayer.tensors import is_symbolic

# What is plain shows in a few images and rows; a look at all of them would cost more than a layer.
_IMAGES = 8
_ROWS = 8


def refuse(owner: str, images: Any, value_range: tuple[float, float]) -> None:
    """Refuse images that plainly contradict a range of values.

    Plain are: integers in a range that is no wider than 1; values further from 0 than the range
    and half of it; and, in a range wider than 2, fractions that all lie within -1 and 1.

    Args:
        owner: who asks, for the error.
        images: a tensor of images of any layout; of placeholders only the dtype is looked at.
        value_range: the lowest and the highest value.

    Raises:
        ValueError: if they do. A graph raises TensorFlow's InvalidArgumentError when it runs; what
            XLA compiles as a whole is not checked.
    """
    lower, upper = value_range
    rule = f"`value_range` is ({lower:g}, {upper:g}), but the images"
    if tf.as_dtype(images.dtype).is_integer and upper - lower <= 1:
        check.refuse(owner, f"{rule} are integers, of {tf.as_dtype(images.dtype).name}.")
    if is_symbolic(images) or xla.compiling() or images.shape.rank < 2:
        return
    if not tf.executing_eagerly():
        # One small program: op by op, an iterator would take longer to start than to check. And
        # `tf.debugging.Assert` would wrap it in a conditional, which costs more than it saves.
        known = images.shape[1:].is_fully_defined()
        look = tf.function(_look, jit_compile=True, autograph=False) if known else _look
        plain, furthest = look(images, *value_range)
        sentence = [f"{owner}: {rule} hold values as far from 0 as", furthest]
        tf.raw_ops.Assert(condition=~plain, data=sentence)
    elif _look(images, *value_range)[0]:
        looked_at = _some_rows(images).numpy()
        lowest, highest = np.nanmin(looked_at), np.nanmax(looked_at)
        values = f"{rule} hold values from {lowest:g} to {highest:g}."
        check.refuse(owner, f"{values} Rescale them, or name the range that they are in.")


def _look(images: Any, lower: float, upper: float) -> tuple[tf.Tensor, tf.Tensor]:
    """Return whether images plainly contradict a range, and how far from 0 their values lie."""
    looked_at = _some_rows(images)
    half = (upper - lower) / 2
    numbers = tf.cast(looked_at, tf.float32)
    numbers = tf.where(tf.math.is_nan(numbers), 0.0, numbers)  # NaN contradicts nothing
    furthest = tf.reduce_max(tf.abs(numbers))
    plain = furthest > max(half - lower, upper + half)
    if upper - lower > 2 and images.dtype.is_floating:
        plain |= (furthest <= 1) & tf.reduce_any(numbers != tf.round(numbers))
    return plain, furthest


def _some_rows(images: tf.Tensor) -> tf.Tensor:
    """Return whole rows from all over the first images; of images with channels first, channels."""
    rows = images.shape[0] if images.shape.rank < 4 else images.shape[1]
    every = max(1, (rows or _ROWS**2) // _ROWS)
    return images[::every] if images.shape.rank < 4 else images[:_IMAGES, ::every]
