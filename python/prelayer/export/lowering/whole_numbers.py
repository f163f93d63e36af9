"""Whole numbers as inputs of lowered layers."""

from __future__ import annotations

import tensorflow as tf

from prelayer.export.lowering.registry import NotPortable


def whole_numbers(values: tf.Tensor, missing: int | None = None) -> tf.Tensor:
    """Return whole numbers of any dtype as int64.

    Args:
        values: numbers. Portable models cannot raise errors for those that are not whole.
        missing: the replacement of NaN, if there is one.
    """
    if values.dtype == tf.uint64:
        raise NotPortable("numbers of the dtype uint64 are not built", remedy="Use int64.")
    numbers = tf.cast(values, tf.int64)
    if missing is None or not values.dtype.is_floating:
        return numbers
    return tf.where(tf.math.is_nan(values), tf.constant(missing, tf.int64), numbers)
