"""Encoding of indices as vectors.

These functions ignore indices of `depth` and more, such as `DROPPED`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeAlias

import tensorflow as tf

from prelayer._core import check

Indices: TypeAlias = tf.Tensor | tf.RaggedTensor | tf.SparseTensor

DROPPED = tf.int64.max
_OLDER_NAMES = {"binary": "multi_hot", "tf-idf": "tf_idf"}


def mode(given: str, modes: Collection[str]) -> str:
    """Return the current name of an output mode; raise if it is unknown."""
    newer = _OLDER_NAMES.get(given, given) if isinstance(given, str) else given
    return check.one_of("output_mode", newer, modes)


def encode(
    indices: Indices,
    output_mode: str,
    depth: int,
    dtype: str,
    sparse: bool = False,
    weights: Indices | None = None,
) -> Indices:
    """Encode indices as vectors by one of the functions below; a scalar is a row of one index."""
    if indices.shape.rank == 0:
        indices = tf.reshape(indices, (1,))
        weights = None if weights is None else tf.reshape(weights, (1,))
    if output_mode == "count":
        return count(indices, depth, dtype, sparse, weights)
    function = {"one_hot": one_hot, "multi_hot": multi_hot}[output_mode]
    return function(indices, depth, dtype, sparse)


def encoded_shape(
    shape: tuple[int | None, ...], output_mode: str, depth: int
) -> tuple[int | None, ...]:
    """Return the shape of the result of `encode` for indices of a shape."""
    shape = tuple(shape) or (1,)
    if output_mode != "one_hot" or (len(shape) > 1 and shape[-1] == 1):
        shape = shape[:-1]
    return (*shape, depth)


def one_hot(indices: Indices, depth: int, dtype: str, sparse: bool = False) -> Indices:
    """Return one vector of length `depth` per index, with a 1 at the index.

    Args:
        indices: int64 of shape (...); a last dimension of 1 is dropped first. Ragged rows stay
            ragged; with `sparse` they are padded with vectors of zeros.
        depth: the length of the vectors.
        dtype: the dtype of the result.
        sparse: whether to return a `tf.SparseTensor`.
    """
    if isinstance(indices, tf.RaggedTensor) and not sparse:
        return indices.with_flat_values(tf.one_hot(indices.flat_values, depth, dtype=dtype))
    indices = _dense(indices)
    if indices.shape.rank > 1 and indices.shape[-1] == 1:
        indices = tf.squeeze(indices, -1)
    encoded = tf.one_hot(indices, depth, dtype=dtype)
    return tf.sparse.from_dense(encoded) if sparse else encoded


def multi_hot(indices: Indices, depth: int, dtype: str, sparse: bool = False) -> Indices:
    """Return one vector of length `depth` per row, with a 1 at each index in the row.

    Args:
        indices: int64 of shape (..., row), dense, ragged or sparse.
        depth: the length of the vectors.
        dtype: the dtype of the result.
        sparse: whether to return a `tf.SparseTensor`.
    """
    return _bincount(indices, depth, dtype, sparse, binary=True)


def spoil(vectors: tf.Tensor, indices: tf.Tensor, depth: int) -> tf.Tensor:
    """Set vectors of `encode` to NaN if one of their indices is out of range.

    Args:
        vectors: floats, dense.
        indices: the encoded indices, dense.
        depth: the length of the vectors.
    """
    wrong = (indices < 0) | (indices >= depth)
    if vectors.shape.rank <= indices.shape.rank:
        wrong = tf.reduce_any(wrong, -1)
    return tf.where(wrong[..., tf.newaxis], tf.constant(float("nan"), vectors.dtype), vectors)


def count(
    indices: Indices,
    depth: int,
    dtype: str,
    sparse: bool = False,
    weights: Indices | None = None,
) -> Indices:
    """Return one vector of length `depth` per row, with the count of each index in the row.

    Args:
        indices: int64 of shape (..., row), dense, ragged or sparse.
        depth: the length of the vectors.
        dtype: the dtype of the result.
        sparse: whether to return a `tf.SparseTensor`.
        weights: the weight of each index, of the same type and shape as the indices; None is 1.
    """
    return _bincount(indices, depth, dtype, sparse, binary=False, weights=weights)


def weigh(counts: Indices, weights: tf.Tensor) -> Indices:
    """Multiply counts by the weight of their index."""
    if isinstance(counts, tf.SparseTensor):
        weight = tf.gather(tf.cast(weights, counts.dtype), counts.indices[:, -1])
        return counts.with_values(counts.values * weight)
    return counts * tf.cast(weights, counts.dtype)


def _bincount(
    indices: Indices,
    depth: int,
    dtype: str,
    sparse: bool,
    binary: bool,
    weights: Indices | None = None,
) -> Indices:
    counted = "float64" if dtype == "float64" else "float32"
    if weights is not None:
        weights = tf.cast(weights, counted)
    indices, weights = _with_long_splits(indices), _with_long_splits(weights)
    static = None
    if indices.shape.rank > 2:
        indices, weights = _dense(indices), None if weights is None else _dense(weights, 0.0)
        leading, static = tf.shape(indices)[:-1], indices.shape[:-1]
        rows = (-1, tf.shape(indices)[-1])
        indices = tf.reshape(indices, rows)
        weights = None if weights is None else tf.reshape(weights, rows)
    options = {"minlength": depth, "maxlength": depth, "axis": -1, "binary_output": binary}
    if sparse:
        counts = tf.cast(_sparse_counts(indices, weights, **options), dtype)
        return counts if static is None else tf.sparse.reshape(counts, (*static, depth))
    counts = tf.math.bincount(indices, weights, dtype=counted, **options)
    counts = tf.cast(counts, dtype)
    if static is None:
        return tf.ensure_shape(counts, (*indices.shape[:-1], depth))
    counts = tf.reshape(counts, tf.concat([leading, [depth]], 0))
    return tf.ensure_shape(counts, (*static, depth))


def _with_long_splits(rows: Any) -> Any:
    # TensorFlow cannot count ragged rows whose splits are int32, as they are of lists in R.
    return rows.with_row_splits_dtype("int64") if isinstance(rows, tf.RaggedTensor) else rows


def _sparse_counts(
    indices: Indices, weights: Indices | None, minlength: int, **options: Any
) -> tf.SparseTensor:
    if indices.shape.rank == 1:
        return tf.sparse.bincount(indices, weights, minlength=minlength, **options)
    weights = None if weights is None else _with_empty_row(weights)
    counts = tf.sparse.bincount(_with_empty_row(indices), weights, minlength=minlength, **options)
    shape = tf.stack([counts.dense_shape[0] - 1, minlength])
    return tf.SparseTensor(counts.indices, counts.values, shape)


def _with_empty_row(rows: Indices) -> Indices:
    # TensorFlow cannot count in a batch without rows, which may be the last batch of a dataset.
    if isinstance(rows, tf.SparseTensor):
        return tf.SparseTensor(rows.indices, rows.values, tf.add(rows.dense_shape, [1, 0]))
    if isinstance(rows, tf.RaggedTensor):
        splits = tf.concat([rows.row_splits, rows.row_splits[-1:]], 0)
        return tf.RaggedTensor.from_row_splits(rows.values, splits, validate=False)
    return tf.pad(rows, [[0, 1], [0, 0]], constant_values=tf.cast(DROPPED, rows.dtype))


def _dense(tensor: Indices, filling: Any = DROPPED) -> tf.Tensor:
    if isinstance(tensor, tf.RaggedTensor):
        return tensor.to_tensor(filling)
    if isinstance(tensor, tf.SparseTensor):
        return tf.sparse.to_dense(tensor, filling)
    return tensor
