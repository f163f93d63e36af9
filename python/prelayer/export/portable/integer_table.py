"""Lookup of integers by binary search."""

from __future__ import annotations

import numpy as np
import tensorflow as tf


class IntegerTable:
    """A table from integers to numbers.

    Args:
        keys: int64, all different.
        numbers: the number of each key, int32.
        default: the number of all other integers.
    """

    def __init__(self, keys: np.ndarray, numbers: np.ndarray, default: int) -> None:
        order = np.argsort(keys, kind="stable")
        self._default = default
        self._keys = np.asarray(keys, np.int64)[order]
        self._numbers = np.asarray(numbers, np.int32)[order]

    def find(self, integers: tf.Tensor) -> tf.Tensor:
        """Return the number of each integer, int32."""
        size = len(self._keys)
        if size == 0:
            return tf.zeros_like(integers, tf.int32) + self._default
        # The largest place whose key is not above the integer.
        place = tf.zeros_like(integers, tf.int32)
        step = 1 << max(0, (size - 1).bit_length() - 1)
        while step:
            later = place + step
            key = tf.gather(self._keys, tf.minimum(later, size - 1))
            place = tf.where((later < size) & (key <= integers), later, place)
            step >>= 1
        is_known = tf.gather(self._keys, place) == integers
        return tf.where(is_known, tf.gather(self._numbers, place), self._default)
