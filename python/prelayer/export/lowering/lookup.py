"""Lowering of vocabulary lookups and of encodings."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from prelayer.export.lowering.registry import Context, Function, NotPortable, lowers
from prelayer.export.lowering.whole_numbers import whole_numbers
from prelayer.export.portable import encode, hash_bins
from prelayer.export.portable.arithmetic import floor_mod
from prelayer.export.portable.integer_table import IntegerTable
from prelayer.export.portable.text import Form, Text
from prelayer.export.portable.token_table import TokenTable
from prelayer.export.portable.tokens import whole_texts
from prelayer.export.portable.utf8 import escaped_points
from prelayer.layers.categorical.category_encoding import CategoryEncoding
from prelayer.layers.categorical.integer_lookup import IntegerLookup
from prelayer.layers.categorical.lookup_layer import LookupLayer
from prelayer.layers.categorical.lookup_table import entries, unknown_index
from prelayer.layers.categorical.string_lookup import StringLookup
from prelayer.ops.numeric import lookup


@lowers(StringLookup)
def string_lookup(layer: StringLookup, context: Context) -> Function:
    """Return the portable form of a StringLookup layer."""
    _check(layer)
    if layer.invert:
        return _inverted(layer)
    keys, indices = _entries(layer)
    symbols = [text_symbols(key, context.form) for key in keys.tolist()]
    table = TokenTable(symbols, indices, unknown_index(layer._layout))
    context.characters |= {symbol for key in symbols for symbol in key}
    count = layer.num_oov_indices
    # A hash depends on each character.
    context.all_characters |= count > 1

    def run(text: Text) -> tf.Tensor:
        found = text.like_strings(table.find(whole_texts(text.run())))
        if count > 1:
            bins = hash_bins.bins_of_texts(text, count, layer.salt)
            found = _with_bins(layer, found, bins)
        return _encoded(layer, found)

    return run


@lowers(IntegerLookup)
def integer_lookup(layer: IntegerLookup, context: Context) -> Function:
    """Return the portable form of an IntegerLookup layer."""
    del context
    _check(layer)
    if layer.invert:
        return _inverted(layer)
    table = IntegerTable(*_entries(layer), unknown_index(layer._layout))
    count = layer.num_oov_indices

    def run(values: tf.Tensor) -> tf.Tensor:
        numbers = whole_numbers(values, layer.mask_token)
        found = table.find(numbers)
        if count > 1 and layer.oov_method == "floormod":
            found = _with_bins(layer, found, floor_mod(numbers, count))
        elif count > 1:
            bins = hash_bins.bins_of_integers(numbers, count, layer.salt)
            found = _with_bins(layer, found, bins)
        return _encoded(layer, found)

    return run


@lowers(CategoryEncoding)
def category_encoding(layer: CategoryEncoding, context: Context) -> Function:
    """Return the portable form of a CategoryEncoding layer."""
    del context
    reject_sparse(layer)

    def run(indices: tf.Tensor, count_weights: Any = None) -> tf.Tensor:
        whole, mode = tf.cast(indices, tf.int32), layer.output_mode
        depth, dtype = layer.num_tokens, layer.compute_dtype
        return encode.vectors(whole, mode, depth, dtype, weight_of_each=count_weights)

    return run


def reject_sparse(layer: Any) -> None:
    """Raise if a layer returns sparse tensors."""
    if layer.sparse:
        raise NotPortable("runtimes have no sparse tensors", "sparse", "Set it to {False}.")


def _check(layer: LookupLayer) -> None:
    reject_sparse(layer)
    if layer.num_oov_indices == 0 and not layer.invert:
        raise NotPortable(
            "a portable model cannot raise errors for unknown tokens",
            "num_oov_indices",
            "Allow at least 1.",
        )


def _entries(layer: LookupLayer) -> tuple[np.ndarray, np.ndarray]:
    keys, indices = entries(layer._store.vocabulary.keys, layer._layout)
    return keys, np.minimum(indices, encode.DROPPED)


def _inverted(layer: LookupLayer) -> Function:
    """Return the function from indices to tokens."""
    kind = layer._layout.kind
    keys, indices = _entries(layer)
    if any(isinstance(key, bytes) and not _is_returned(key) for key in keys):
        reason = "ONNX Runtime returns only texts in UTF-8 that do not end in NUL"
        raise NotPortable(reason, "vocabulary")
    size = int(indices.max(initial=0)) + 1
    # The last one is the token of all indices beyond.
    tokens = np.full(size + 1, kind.array([kind.key(layer.oov_token)])[0], keys.dtype)
    tokens[indices] = keys

    def run(values: tf.Tensor) -> tf.Tensor:
        numbers = whole_numbers(values)
        is_known = (numbers >= 0) & (numbers < size)
        return tf.gather(tf.constant(tokens), tf.cast(tf.where(is_known, numbers, size), tf.int32))

    return run


def _is_returned(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return not text.endswith(b"\x00")


def _with_bins(layer: LookupLayer, indices: tf.Tensor, bins: tf.Tensor) -> tf.Tensor:
    """Return indices, of which those of unknown tokens are replaced by their OOV index."""
    first = int(layer._layout.mask_has_index)
    return tf.where(indices == lookup.MISSING, tf.cast(bins, tf.int32) + first, indices)


def _encoded(layer: LookupLayer, indices: tf.Tensor) -> tf.Tensor:
    if layer.output_mode == "int":
        return tf.cast(indices, tf.int64)
    table, dtype = layer._store.table, layer.dtype_policy.compute_dtype
    return encode.vectors(indices, layer.output_mode, table.depth, dtype, table.weights)


def text_symbols(text: bytes, form: Form) -> list[int]:
    """Return the symbols of a text, as runtimes are given it."""
    return escaped_points(text) if form == "points" else list(text)
