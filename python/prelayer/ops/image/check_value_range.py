"""Checks of pixel values against the declared `value_range`."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import errors, user_line
from prelayer._core.tensors import is_symbolic
from prelayer.ops import xla

# Only some images and rows are checked; checking all would take longer than a layer.
_IMAGES = 8
_ROWS = 8


def check_range(images: Any, value_range: tuple[float, float]) -> None:
    """Raise for images whose values contradict a range of values.

    These are integers in a range of width 1 or less, and values further from 0 than the range,
    extended by half its width on both sides.

    Args:
        images: a tensor of images of any layout; only the dtype of symbolic tensors is checked.
        value_range: the lowest and the highest value.

    Raises:
        ValueError: if values contradict the range. A graph raises TensorFlow's InvalidArgumentError
            when it runs; graphs compiled by XLA as a whole are not checked.
    """
    lower, upper = value_range
    rule = f"`value_range` is ({lower:g}, {upper:g}), but the images"
    if tf.as_dtype(images.dtype).is_integer and upper - lower <= 1:
        raise errors.problem(
            "{rule} are integers, of {name}.", rule=rule, name=tf.as_dtype(images.dtype).name
        )
    if is_symbolic(images) or xla.compiling() or images.shape.rank < 2:
        return
    if not tf.executing_eagerly():
        # One small program: op by op, an iterator would take longer to start than to check. And
        # `tf.debugging.Assert` would wrap it in a conditional, which costs more than it saves.
        known = images.shape[1:].is_fully_defined()
        look = tf.function(_look, jit_compile=True, autograph=False) if known else _look
        outside, furthest = look(images, *value_range)
        message = errors.assertion(f"{rule} hold values as far from 0 as", furthest)
        tf.raw_ops.Assert(condition=~outside, data=message)
    elif _look(images, *value_range)[0]:
        looked_at = _some_rows(images).numpy()
        lowest, highest = np.nanmin(looked_at), np.nanmax(looked_at)
        values = f"{rule} hold values from {lowest:g} to {highest:g}."
        raise errors.problem(
            "{values} Rescale them, or name the range that they are in.", values=values
        )


def warn_of_range(images: Any, value_range: tuple[float, float]) -> bool:
    """Warn about images that may have another range, and return whether a warning was issued.

    These are fractions that are all from -1 to 1, in a range wider than 2. They may also be dark
    pictures, so this does not raise. Only direct calls warn; graphs are not checked.

    Args:
        images: a tensor of images of any layout.
        value_range: the lowest and the highest value.
    """
    lower, upper = value_range
    concrete = hasattr(images, "numpy") and tf.executing_eagerly()
    if not concrete or not images.dtype.is_floating or images.shape.rank < 2 or upper - lower <= 2:
        return False
    looked_at = _some_rows(images).numpy().astype(np.float32)
    values = looked_at[np.isfinite(looked_at)]
    if not values.size or np.abs(values).max() > 1 or not (values % 1).any():
        return False
    below = -1 if values.min() < 0 else 0
    user_line.warn(
        f"{errors.OWNER.get()}: `value_range` is ({lower:g}, {upper:g}), but the images hold "
        f"fractions from {values.min():g} to {values.max():g}. If 1 is white, pass "
        f"`value_range=({below}, 1)`."
    )
    return True


def _look(images: Any, lower: float, upper: float) -> tuple[tf.Tensor, tf.Tensor]:
    """Return whether values are far outside a range, and the largest absolute value."""
    half = (upper - lower) / 2
    numbers = tf.cast(_some_rows(images), tf.float32)
    numbers = tf.where(tf.math.is_nan(numbers), 0.0, numbers)  # NaN is valid in any range.
    furthest = tf.reduce_max(tf.abs(numbers))
    return furthest > max(half - lower, upper + half), furthest


def _some_rows(images: tf.Tensor) -> tf.Tensor:
    """Return some rows of the first images; for images with channels first, some channels."""
    rows = images.shape[0] if images.shape.rank < 4 else images.shape[1]
    every = max(1, (rows or _ROWS**2) // _ROWS)
    return images[::every] if images.shape.rank < 4 else images[:_IMAGES, ::every]
