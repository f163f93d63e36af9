"""Slices of data in memory."""

from __future__ import annotations

import math
from typing import Any

import tensorflow as tf

_VALUES_A_BATCH = 2**16


def row_slices(columns: list[Any], batch_size: int | None) -> tf.data.Dataset:
    """Return a dataset of slices of columns, by the positions of the columns.

    Args:
        columns: tensors of as many rows, dense, ragged or sparse.
        batch_size: rows per slice; None: as many as are efficient to summarize.
    """
    length = int(row_count(columns[0]))
    values = max(math.prod(size or 1 for size in rows.shape[1:]) for rows in columns)
    step = batch_size or max(1, _VALUES_A_BATCH // max(values, 1))

    def slice_rows(index: tf.Tensor) -> Any:
        return {place: _slice(rows, index, step) for place, rows in enumerate(columns)}

    return tf.data.Dataset.range(0, length, step).map(slice_rows)


def row_count(rows: Any) -> Any:
    """Return the number of rows of a tensor."""
    if isinstance(rows, tf.RaggedTensor):
        return rows.nrows()
    return rows.dense_shape[0] if isinstance(rows, tf.SparseTensor) else tf.shape(rows)[0]


def _slice(rows: Any, start: tf.Tensor, size: int) -> Any:
    if not isinstance(rows, tf.SparseTensor):
        return rows[start : start + size]
    rest = rows.dense_shape[1:]
    starts = tf.concat([[start], tf.zeros_like(rest)], 0)
    return tf.sparse.slice(rows, starts, tf.concat([[size], rest], 0))
