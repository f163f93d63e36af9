"""Places of numbers in sorted constants, by binary search."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf


def count_up_to(
    values: tf.Tensor, columns: np.ndarray, column: Any = 0, strictly: bool = False
) -> tf.Tensor:
    """Return how many constants are at or below each value, int32; 0 for NaN.

    Args:
        values: numbers.
        columns: the constants in ascending order, of the dtype of the values, (columns, size).
        column: the column that each value is searched in, int32.
        strictly: whether to count only constants below the value.
    """
    size = columns.shape[1]
    count = tf.zeros_like(values, tf.int32)
    if size == 0:
        return count
    flat = tf.constant(columns.reshape(-1))
    step = 1 << (size.bit_length() - 1)
    while step:
        later = count + step
        one = tf.gather(flat, column * size + tf.minimum(later, size) - 1)
        is_counted = one < values if strictly else one <= values
        count = tf.where((later <= size) & is_counted, later, count)
        step >>= 1
    return count
