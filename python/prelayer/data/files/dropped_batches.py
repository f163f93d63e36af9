"""Restores batches that `ignore_errors()` dropped from an epoch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow as tf

from prelayer.data.files.epoch_order import EpochOrder

Batch = tuple[tuple[tf.Tensor, ...], tf.Tensor]


def restore_dropped(
    batches: tf.data.Dataset,
    order: EpochOrder,
    read_rows: Callable[[tf.Tensor], Batch],
    batch_size: int,
) -> tf.data.Dataset:
    """Return batches of contents and row indices, in which dropped batches are read again.

    Args:
        batches: batches, of which some may have been dropped, of groups of files: the position in
            the epoch of the first file of each group, the random number of the epoch, the row
            indices (groups, files) and the contents (groups, files, ...).
        order: the order of the rows in an epoch.
        read_rows: function from row indices to contents and row indices, for dropped batches.
        batch_size: number of rows for which it is called.
    """
    *_, rows_spec, contents_spec = batches.element_spec
    group_size = rows_spec.shape[1]

    def end(draw: tf.Tensor) -> Any:
        """Return a batch without files, whose position is after the last file."""
        nothing = tf.nest.map_structure(
            lambda spec: tf.zeros((0, *spec.shape[1:]), spec.dtype), (rows_spec, contents_spec)
        )
        return tf.constant([order.count], tf.int64), draw[tf.newaxis], *nothing

    def add_expected(state: tuple[tf.Tensor, tf.Tensor], batch: tuple[Any, ...]) -> Any:
        """Add to a batch the position that it has if no batch was dropped before it."""
        expected, draw = state
        starts, draws, rows, contents = batch
        # The random number of `end` is a new one, which is used only if no batch precedes it.
        draw = tf.where(expected > 0, draw, draws[0])
        return (starts[-1] + group_size, draw), (expected, starts[0], draw, rows, contents)

    def with_dropped(
        expected: tf.Tensor, start: tf.Tensor, draw: tf.Tensor, rows: tf.Tensor, contents: Any
    ) -> tf.data.Dataset:
        flat = tuple(tf.reshape(content, (-1, *content.shape[2:])) for content in contents)
        batch = tf.data.Dataset.from_tensors((flat, tf.reshape(rows, (-1,))))

        # A function that is not inlined costs start-up time only if it is called.
        @tf.function(autograph=False, experimental_attributes={"_noinline": True})
        def dropped_and_batch() -> tf.data.Dataset:
            dropped = order.rows(tf.range(expected, start), draw)
            read = tf.data.Dataset.from_tensor_slices(dropped).batch(batch_size).map(read_rows)
            return read.concatenate(batch)

        return tf.cond(expected < start, dropped_and_batch, lambda: batch)

    first = (tf.constant(0, tf.int64), tf.constant(0, tf.int64))
    batches = batches.concatenate(order.draws().map(end))
    return batches.scan(first, add_expected).flat_map(with_dropped)
