"""Tokens to indices through a table: pure functions of a table and tensors."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

from prelayer import check

MISSING = -1


def table(keys: Any, values: Any, default: Any) -> tf.lookup.StaticHashTable:
    """Return a table from `keys` to `values`, with `default` for every other key."""
    with tf.init_scope(), tf.device("CPU:0"):
        initializer = tf.lookup.KeyValueTensorInitializer(keys, values)
        return tf.lookup.StaticHashTable(initializer, default)


def lookup(found: tf.lookup.StaticHashTable, tokens: Any) -> Any:
    """Return the table's value for each token of a dense, ragged or sparse tensor."""
    return map_values(found.lookup, tokens)


def hash_missing(
    indices: Any, tokens: Any, buckets: int, first: int, salt: list[int] | None
) -> Any:
    """Return `indices` where each `MISSING` one is replaced by the hash of its token.

    Args:
        indices: int64, dense, ragged or sparse.
        tokens: the strings that were looked up, in the same structure.
        buckets: how many indices unknown tokens are spread over.
        first: the first of those indices.
        salt: two integers that seed SipHash64; None takes FarmHash64.
    """
    flat = _flat(tokens)
    if salt is None:
        hashed = tf.strings.to_hash_bucket_fast(flat, buckets)
    else:
        hashed = tf.strings.to_hash_bucket_strong(flat, buckets, key=salt)

    def replace(found: tf.Tensor) -> tf.Tensor:
        return tf.where(found == MISSING, tf.reshape(hashed, tf.shape(found)) + first, found)

    return map_values(replace, indices)


def map_values(function: Any, tensor: Any) -> Any:
    """Return a tensor of the same structure with `function` applied to its values."""
    if isinstance(tensor, tf.RaggedTensor):
        return tf.ragged.map_flat_values(function, tensor)
    if isinstance(tensor, tf.SparseTensor):
        return tf.SparseTensor(tensor.indices, function(tensor.values), tensor.dense_shape)
    return function(tensor)


def refuse_missing(owner: str, indices: Any, tokens: Any) -> None:
    """Raise an error that names the tokens whose index is `MISSING`, now or when the graph runs."""
    unknown = tf.boolean_mask(_flat(tokens), _flat(indices) == MISSING)
    rule = "with `num_oov_indices` of 0 every token must be in the vocabulary, but these are not:"
    if not tf.executing_eagerly():
        tf.debugging.Assert(tf.size(unknown) == 0, [f"{owner}: {rule}", unknown])
    elif len(unknown):
        words = [token.decode("utf-8", "replace") for token in unknown.numpy()[:5]]
        check.refuse(owner, f"{rule} {check.alternatives(words)}. Allow at least 1.")


def _flat(tensor: Any) -> tf.Tensor:
    if isinstance(tensor, tf.RaggedTensor):
        return tensor.flat_values
    return tensor.values if isinstance(tensor, tf.SparseTensor) else tf.reshape(tensor, (-1,))
