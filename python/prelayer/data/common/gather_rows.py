"""Batches of rows gathered from arrays by index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import tensorflow as tf

from prelayer.data.common.aligned_memory import as_variable, gather, stack_columns

Array: TypeAlias = np.ndarray | tf.Tensor | tf.RaggedTensor

_FITS_INT32 = np.iinfo(np.int32).max


class Order(NamedTuple):
    """Selection, order and batch size of rows.

    Args:
        rows: the indices of the rows; None for all rows.
        shuffle: whether to permute the rows in a new order each epoch.
        seed: seed of the permutations; None: new permutations in every run.
        batch_size: rows per batch.
        drop_remainder: whether to drop a last batch with fewer rows.
    """

    rows: np.ndarray | None
    shuffle: bool
    seed: int | None
    batch_size: int
    drop_remainder: bool


class ArrayRows:
    """The rows of arrays of one length.

    They are stored once, without copies in graphs. Columns of one dtype are stacked to a block, a
    matrix, so that a row of all of them is read at once.

    Args:
        arrays: arrays of shape (N, ...); each ragged array is a separate block.
    """

    def __init__(self, arrays: Sequence[Array]) -> None:
        self.count = int(arrays[0].shape[0]) if arrays else 0
        groups, self._places = _groups(arrays)
        self._blocks = [_block([arrays[number] for number in group]) for group in groups]

    def at(self, numbers: tf.Tensor) -> tuple[tf.Tensor, ...]:
        """Return rows by index, as blocks."""
        return tuple(
            block.at(numbers) if isinstance(block, _Ragged) else gather(block, numbers)
            for block in self._blocks
        )

    def between(self, start: tf.Tensor, stop: tf.Tensor) -> tuple[tf.Tensor, ...]:
        """Return the rows from `start` up to, but not including, `stop`, as blocks."""
        return tuple(block[start:stop] for block in self._blocks)

    def apart(self, *blocks: tf.Tensor) -> tuple[tf.Tensor, ...]:
        """Split the blocks of a batch of rows into the rows of each array."""
        columns = [
            tf.unstack(block, axis=1) if stacked else [block]
            for block, stacked in zip(blocks, self._stacked(), strict=True)
        ]
        return tuple(columns[block][column] for block, column in self._places)

    def _stacked(self) -> list[bool]:
        last = dict(sorted(self._places))
        return [last[block] > 0 for block in range(len(self._blocks))]


class _Ragged:
    """Rows of different lengths: their concatenated values, and the end of each row."""

    def __init__(self, rows: tf.RaggedTensor) -> None:
        self._values, self._splits = as_variable(rows.values), as_variable(rows.row_splits)

    def at(self, numbers: tf.Tensor) -> tf.RaggedTensor:
        rows = tf.RaggedTensor.from_row_splits(self._values, self._splits, validate=False)
        return tf.gather(rows, numbers)

    def __getitem__(self, numbers: slice) -> tf.RaggedTensor:
        splits = self._splits[numbers.start : numbers.stop + 1]
        values = self._values[splits[0] : splits[-1]]
        return tf.RaggedTensor.from_row_splits(values, splits - splits[0], validate=False)


def _block(arrays: list[Array]) -> tf.Variable | _Ragged:
    if len(arrays) > 1:
        return stack_columns(arrays)
    return _Ragged(arrays[0]) if isinstance(arrays[0], tf.RaggedTensor) else as_variable(arrays[0])


def row_batches(rows: ArrayRows, order: Order) -> tf.data.Dataset:
    """Return batches of rows, as tuples in the order of their arrays.

    Args:
        rows: the rows of arrays.
        order: selection, order and batch size of the rows.
    """
    if order.shuffle or order.rows is not None:
        return _row_numbers(rows.count, order).map(
            lambda numbers: rows.apart(*rows.at(numbers)), num_parallel_calls=tf.data.AUTOTUNE
        )
    return _starts(rows.count, order).map(
        lambda start: rows.apart(*rows.between(start, start + order.batch_size)),
        num_parallel_calls=tf.data.AUTOTUNE,
    )


def _row_numbers(count: int, order: Order) -> tf.data.Dataset:
    """Return batches of row indices: of the selected rows, or of all `count` rows, shuffled."""
    # Shuffling int32 takes a third of the time of int64.
    dtype = np.int32 if count <= _FITS_INT32 else np.int64
    chosen: Any = None if order.rows is None else as_variable(np.asarray(order.rows, dtype))
    starts = _starts(count if order.rows is None else len(order.rows), order)

    def shuffled(seed: tf.Tensor) -> tf.data.Dataset:
        rows = tf.range(count, dtype=dtype) if chosen is None else chosen.read_value()
        permuted = tf.random.experimental.stateless_shuffle(rows, seed)
        return starts.map(lambda start: permuted[start : start + order.batch_size])

    if not order.shuffle:
        return starts.map(lambda start: chosen[start : start + order.batch_size])
    seeds = tf.data.Dataset.random(order.seed, rerandomize_each_iteration=True).batch(2).take(1)
    numbers = seeds.flat_map(shuffled)
    return numbers.apply(tf.data.experimental.assert_cardinality(starts.cardinality()))


def _starts(count: int, order: Order) -> tf.data.Dataset:
    size = order.batch_size
    stop = count - count % size if order.drop_remainder else count
    return tf.data.Dataset.range(0, stop, size)


def _groups(arrays: Sequence[Array]) -> tuple[list[list[int]], list[tuple[int, int]]]:
    """Return the groups of arrays to stack, and the group and column of each array."""
    groups: dict[str, list[int]] = {}
    for number, array in enumerate(arrays):
        alone = f"array {number}"
        key = tf.as_dtype(array.dtype).name if len(array.shape) == 1 else alone
        groups.setdefault(key, []).append(number)
    places = [(0, 0)] * len(arrays)
    for group, members in enumerate(groups.values()):
        for column, number in enumerate(members):
            places[number] = (group, column)
    return list(groups.values()), places
