"""Rows of arrays in batches: handed over once, and gathered by number inside a dataset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import tensorflow as tf

Array = np.ndarray | tf.Tensor | tf.RaggedTensor


class Order(NamedTuple):
    """Which rows come, in what order and how many at a time.

    Args:
        rows: the numbers of the rows; None for all of them.
        shuffle: whether each epoch draws another permutation of them.
        seed: of the permutations; None: other ones in every run.
        batch_size: how many rows are a batch.
        drop_remainder: whether a last batch that is smaller is left out.
    """

    rows: np.ndarray | None
    shuffle: bool
    seed: int | None
    batch_size: int
    drop_remainder: bool


class Rows:
    """The rows of arrays of one length.

    They are held once, and no graph has a copy. Columns of one dtype lie side by
    side in a matrix, so that a row of all of them is read at once.

    Args:
        arrays: (N, ...) each; ragged ones lie alone.
    """

    def __init__(self, arrays: Sequence[Array]) -> None:
        self.count = int(arrays[0].shape[0]) if arrays else 0
        blocks, self._places = _blocks(arrays)
        # An iterator copies the tensors that its graph captures, but not variables.
        with tf.device("CPU:0"):
            self._blocks = [
                _Ragged(block) if isinstance(block, tf.RaggedTensor) else _held(block)
                for block in blocks
            ]

    def at(self, numbers: tf.Tensor) -> tuple[tf.Tensor, ...]:
        """Return the rows of several numbers as they lie together."""
        return tuple(
            block.at(numbers) if isinstance(block, _Ragged) else tf.gather(block, numbers)
            for block in self._blocks
        )

    def between(self, start: tf.Tensor, stop: tf.Tensor) -> tuple[tf.Tensor, ...]:
        """Return the rows from one number to below another, as they lie together."""
        return tuple(block[start:stop] for block in self._blocks)

    def apart(self, *blocks: tf.Tensor) -> tuple[tf.Tensor, ...]:
        """Return the rows of each array from a batch of rows as they lie together."""
        columns = [
            tf.unstack(block, axis=1) if stacked else [block]
            for block, stacked in zip(blocks, self._stacked(), strict=True)
        ]
        return tuple(columns[block][column] for block, column in self._places)

    def _stacked(self) -> list[bool]:
        last = dict(sorted(self._places))
        return [last[block] > 0 for block in range(len(self._blocks))]


class _Ragged:
    """Rows of different lengths: their values one after the other, and where each row ends."""

    def __init__(self, rows: tf.RaggedTensor) -> None:
        self._values, self._splits = _held(rows.values), _held(rows.row_splits)

    def at(self, numbers: tf.Tensor) -> tf.RaggedTensor:
        rows = tf.RaggedTensor.from_row_splits(self._values, self._splits, validate=False)
        return tf.gather(rows, numbers)

    def __getitem__(self, numbers: slice) -> tf.RaggedTensor:
        splits = self._splits[numbers.start : numbers.stop + 1]
        values = self._values[splits[0] : splits[-1]]
        return tf.RaggedTensor.from_row_splits(values, splits - splits[0], validate=False)


def _held(array: np.ndarray | tf.Tensor) -> tf.Variable:
    return tf.Variable(array, trainable=False)


def row_batches(rows: Rows, order: Order) -> tf.data.Dataset:
    """Return batches of rows, as tuples in the order of their arrays.

    Args:
        rows: the rows of arrays.
        order: which of them come, and how.
    """
    if order.shuffle or order.rows is not None:
        return row_numbers(rows.count, order).map(
            lambda numbers: rows.apart(*rows.at(numbers)), num_parallel_calls=tf.data.AUTOTUNE
        )
    return _starts(rows.count, order).map(
        lambda start: rows.apart(*rows.between(start, start + order.batch_size)),
        num_parallel_calls=tf.data.AUTOTUNE,
    )


def row_numbers(count: int, order: Order) -> tf.data.Dataset:
    """Return batches of the numbers of rows, int64, of which there are `count`."""
    rows = np.arange(count) if order.rows is None else order.rows
    known = tf.constant(rows, tf.int64)

    def batches_of(rows: tf.Tensor) -> tf.data.Dataset:
        starts = _starts(len(known), order)
        return starts.map(lambda start: rows[start : start + order.batch_size])

    if not order.shuffle:
        return batches_of(known)
    seeds = tf.data.Dataset.random(order.seed, rerandomize_each_iteration=True).batch(2).take(1)
    numbers = seeds.flat_map(
        lambda seed: batches_of(tf.random.experimental.stateless_shuffle(known, seed))
    )
    batches = _starts(len(known), order).cardinality()
    return numbers.apply(tf.data.experimental.assert_cardinality(batches))


def _starts(count: int, order: Order) -> tf.data.Dataset:
    size = order.batch_size
    stop = count - count % size if order.drop_remainder else count
    return tf.data.Dataset.range(0, stop, size)


def _blocks(arrays: Sequence[Array]) -> tuple[list[Array], list[tuple[int, int]]]:
    """Return arrays as few of them, and for each its place among them and its column in that."""
    groups: dict[str, list[int]] = {}
    for number, array in enumerate(arrays):
        alone = f"array {number}"
        key = tf.as_dtype(array.dtype).name if len(array.shape) == 1 else alone
        groups.setdefault(key, []).append(number)
    places = [(0, 0)] * len(arrays)
    for block, members in enumerate(groups.values()):
        for column, number in enumerate(members):
            places[number] = (block, column)
    blocks = [_side_by_side([arrays[number] for number in members]) for members in groups.values()]
    return blocks, places


def _side_by_side(columns: list[Array]) -> Array:
    if len(columns) == 1:
        return columns[0]
    arrays = all(isinstance(column, np.ndarray) for column in columns)
    return np.stack(columns, axis=1) if arrays else tf.stack(columns, axis=1)
