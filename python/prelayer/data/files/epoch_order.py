"""The order of rows in an epoch, computed for any part of the epoch."""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from prelayer.data.common.gather_rows import Order


class EpochOrder:
    """The order of rows in an epoch, which a random number determines.

    Args:
        order: selection and shuffling of the rows.
        count: number of rows in an epoch.
    """

    def __init__(self, order: Order, count: int) -> None:
        self.count = count
        self._shuffle, self._seed = order.shuffle, order.seed
        if order.shuffle and order.seed is None:
            self._seed = np.random.randint(1_000_000)
        self._known = None if order.rows is None else tf.constant(order.rows, tf.int64)

    def draws(self) -> tf.data.Dataset:
        """Return a dataset of one number: a new random number each epoch; 0 without shuffling."""
        if not self._shuffle:
            return tf.data.Dataset.from_tensors(tf.constant(0, tf.int64))
        return tf.data.Dataset.random(self._seed, rerandomize_each_iteration=True).take(1)

    def rows(self, positions: tf.Tensor, draw: tf.Tensor) -> tf.Tensor:
        """Return the row indices at positions of the epoch with a random number."""
        if self._shuffle:
            seed = tf.stack([0, draw])
            positions = tf.random.experimental.index_shuffle(positions, seed, self.count - 1)
        return positions if self._known is None else tf.gather(self._known, positions)
