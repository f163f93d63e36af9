"""Arithmetic on numbers: pure functions of tensors."""

from __future__ import annotations

from typing import Any

import tensorflow as tf


def rescale(values: tf.Tensor, scale: Any, offset: Any, dtype: str) -> tf.Tensor:
    """Return `values * scale + offset`, computed in `dtype`.

    Args:
        values: numbers of any shape and dtype.
        scale: a number or an array that broadcasts against `values`.
        offset: a number or an array that broadcasts against `values`.
        dtype: the dtype of the computation and of the result.
    """
    return tf.cast(values, dtype) * tf.cast(scale, dtype) + tf.cast(offset, dtype)
