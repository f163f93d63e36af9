"""Lookup of tokens in a table."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import errors

MISSING = -1


class Table(tf.lookup.StaticHashTable):
    """A table whose memory is freed with its last handle.

    It has no name in this process, as TensorFlow would keep a named table forever. In a SavedModel
    it has a name, by which the initializer finds it.
    """

    def _create_resource(self) -> tf.Tensor:
        if not tf.executing_eagerly():
            return super()._create_resource()
        return tf.raw_ops.AnonymousHashTable(key_dtype=self.key_dtype, value_dtype=self.value_dtype)


def table(
    keys: np.ndarray, values: np.ndarray, default: Any, key_dtype: str, value_dtype: str
) -> Table:
    """Return a table from `keys` to `values`, with `default` for all other keys."""
    if len(keys) == 0:
        # TensorFlow does not support empty tables; a key with the default value has no effect.
        keys, values = np.array(["" if key_dtype == "string" else 0]), np.array([default])
    with tf.init_scope(), tf.device("CPU:0"):
        initializer = tf.lookup.KeyValueTensorInitializer(keys, values, key_dtype, value_dtype)
        return Table(initializer, default)


def lookup(found: tf.lookup.StaticHashTable, tokens: Any) -> Any:
    """Return the table's value for each token of a dense, ragged or sparse tensor."""
    return map_values(found.lookup, tokens)


def hash_bins(values: tf.Tensor, bins: int, salt: list[int] | None) -> tf.Tensor:
    """Return the bin that each string hashes to.

    Args:
        values: strings of any shape.
        bins: number of bins.
        salt: two integers that seed SipHash64; None uses FarmHash64.
    """
    if salt is None:
        return tf.strings.to_hash_bucket_fast(values, bins)
    return tf.strings.to_hash_bucket_strong(values, bins, key=salt)


def replace_missing(indices: Any, bins: tf.Tensor, first: int) -> Any:
    """Replace each `MISSING` index by its bin.

    Args:
        indices: int64 indices from a lookup, dense, ragged or sparse.
        bins: the bin of each value, as a vector.
        first: the index of bin 0.
    """

    def replace(found: tf.Tensor) -> tf.Tensor:
        return tf.where(found == MISSING, tf.reshape(bins, tf.shape(found)) + first, found)

    return map_values(replace, indices)


def map_values(function: Any, tensor: Any, *others: Any) -> Any:
    """Apply a function to the values of a tensor, keeping its structure.

    Args:
        function: function of the values of each tensor, which returns as many values.
        tensor: a dense, ragged or sparse tensor.
        *others: further tensors of the same structure.
    """
    if isinstance(tensor, tf.RaggedTensor):
        return tf.ragged.map_flat_values(function, tensor, *others)
    if isinstance(tensor, tf.SparseTensor):
        found = function(tensor.values, *(other.values for other in others))
        return tf.SparseTensor(tensor.indices, found, tensor.dense_shape)
    return function(tensor, *others)


def refuse_missing(indices: Any, tokens: Any) -> Any:
    """Return indices; raise for tokens whose index is `MISSING`, in graphs when they run."""
    unknown = tf.boolean_mask(flat(tokens), flat(indices) == MISSING)
    rule = "with `num_oov_indices` of 0 every token must be in the vocabulary, but these are not:"
    if tf.executing_eagerly() and len(unknown):
        words = [
            token.decode("utf-8", "replace") if isinstance(token, bytes) else token
            for token in dict.fromkeys(unknown.numpy().tolist())
        ][:5]
        raise errors.problem("{rule} {words!o}. Allow at least 1.", rule=rule, words=words)
    asserted = tf.debugging.Assert(tf.size(unknown) == 0, errors.assertion(rule, unknown))
    with tf.control_dependencies([] if asserted is None else [asserted]):
        return map_values(tf.identity, indices)


def flat(tensor: Any) -> tf.Tensor:
    """Return the values of a dense, ragged or sparse tensor as a vector."""
    if isinstance(tensor, tf.RaggedTensor):
        return tensor.flat_values
    return tensor.values if isinstance(tensor, tf.SparseTensor) else tf.reshape(tensor, (-1,))
