"""Encoding of indices as sequences or vectors, without sparse operations.

Indices are int32. An index of `DROPPED` adds nothing to a vector.
"""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from prelayer.export.portable.arithmetic import scatter_add
from prelayer.export.portable.tokens import Tokens

DROPPED = 2**31 - 1


def sequences(indices: tf.Tensor, tokens: Tokens, length: int | None) -> tf.Tensor:
    """Return the indices of the tokens of each text, padded with 0, int64, (texts, length).

    Args:
        indices: one for each token.
        tokens: the tokens.
        length: the length of the sequences; None: that of the longest one.
    """
    if length is None:
        longest = tf.reduce_max(tf.concat([tf.zeros([1], tf.int32), tokens.per_row()], 0))
    else:
        longest = tf.constant(length)
    # Tokens beyond the length share one additional column.
    width = longest + 1
    at = tokens.rows * width + tf.minimum(tokens.places(), longest)
    rows = tf.reshape(scatter_add(at, indices, tokens.num_rows * width), [-1, width])
    cut = rows[:, :longest] if length is None else rows[:, :length]
    return tf.cast(cut, tf.int64)


def token_vectors(
    indices: tf.Tensor,
    tokens: Tokens,
    output_mode: str,
    depth: int,
    weights: np.ndarray | None,
    dtype: str,
) -> tf.Tensor:
    """Return one vector for each text, (texts, depth).

    Args:
        indices: one for each token.
        tokens: the tokens.
        output_mode: "multi_hot", "count" or "tf_idf".
        depth: the length of the vectors.
        weights: in the mode "tf_idf", one for each index.
        dtype: the dtype of the result.
    """
    if output_mode == "tf_idf":
        added = tf.gather(np.asarray(weights, np.float32), tf.minimum(indices, depth - 1))
    else:
        added = tf.ones_like(indices, tf.float32)
    at = tokens.rows * (depth + 1) + tf.minimum(indices, depth)
    flat = scatter_add(at, added, tokens.num_rows * (depth + 1))
    vectors = tf.reshape(flat, [-1, depth + 1])[:, :depth]
    vectors = tf.minimum(vectors, 1.0) if output_mode == "multi_hot" else vectors
    return tf.cast(vectors, dtype)


def vectors(
    indices: tf.Tensor,
    output_mode: str,
    depth: int,
    dtype: str,
    weights: np.ndarray | None = None,
    weight_of_each: tf.Tensor | None = None,
) -> tf.Tensor:
    """Return one vector per index ("one_hot") or per row of indices, as `ops.numeric.encode` does.

    Args:
        indices: int32, (..., row).
        output_mode: "one_hot", "multi_hot", "count" or "tf_idf".
        depth: the length of the vectors.
        dtype: the dtype of the result.
        weights: in the mode "tf_idf", one for each index.
        weight_of_each: in the mode "count", one for each of `indices`; None: 1.
    """
    if output_mode == "one_hot" and indices.shape.rank > 1 and indices.shape[-1] == 1:
        indices = tf.squeeze(indices, -1)
    encoded = tf.one_hot(indices, depth, dtype=tf.float32)
    if output_mode == "tf_idf":
        encoded *= np.asarray(weights, np.float32)
    if weight_of_each is not None:
        encoded *= tf.cast(weight_of_each, tf.float32)[..., tf.newaxis]
    if output_mode == "multi_hot":
        encoded = tf.reduce_max(encoded, -2)
    elif output_mode in ("count", "tf_idf"):
        encoded = tf.reduce_sum(encoded, -2)
    return tf.cast(encoded, dtype)
