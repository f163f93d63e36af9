"""Counts of tokens in a batch."""

from __future__ import annotations

import tensorflow as tf


def token_counts(tokens: tf.Tensor | tf.RaggedTensor | tf.SparseTensor) -> dict[str, tf.Tensor]:
    """Return the distinct tokens of a batch and their counts."""
    unique, _, counts = tf.unique_with_counts(_values(tokens), out_idx=tf.int64)
    return {"tokens": unique, "counts": counts}


def document_counts(tokens: tf.Tensor | tf.RaggedTensor) -> dict[str, tf.Tensor]:
    """Return the result of `token_counts`, and how many documents (rows) contain each token."""
    if isinstance(tokens, tf.SparseTensor):
        tokens = tf.RaggedTensor.from_sparse(tokens)
    if not isinstance(tokens, tf.RaggedTensor):
        tokens = tf.RaggedTensor.from_tensor(tf.reshape(tokens, (tf.shape(tokens)[0], -1)))
    tokens = tokens.merge_dims(1, -1) if tokens.shape.rank > 2 else tokens
    unique, token, counts = tf.unique_with_counts(tokens.flat_values, out_idx=tf.int64)
    size = tf.size(unique, out_type=tf.int64)
    pairs, _ = tf.unique(tokens.value_rowids() * size + token)
    held = tf.math.unsorted_segment_sum(tf.ones_like(pairs), pairs % tf.maximum(size, 1), size)
    return {
        "tokens": unique,
        "counts": counts,
        "document_counts": held,
        "documents": tokens.nrows(),
    }


def _values(tokens: tf.Tensor | tf.RaggedTensor | tf.SparseTensor) -> tf.Tensor:
    if isinstance(tokens, tf.RaggedTensor):
        return tokens.flat_values
    if isinstance(tokens, tf.SparseTensor):
        return tokens.values
    return tf.reshape(tokens, (-1,))
