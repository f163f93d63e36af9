"""The table of a lookup: maps tokens to indices or vectors, or indices to tokens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer.layers.categorical.index_layout import IndexLayout
from prelayer.layers.categorical.vocabulary import Vocabulary
from prelayer.ops.numeric import encode, lookup


class LookupTable:
    """A vocabulary as a table, with the length and the weights of vectors.

    Args:
        vocabulary: the tokens, and their weights in the mode "tf_idf".
        layout: the indices before those of the tokens.
        depth: the length of vectors.
    """

    def __init__(self, vocabulary: Vocabulary, layout: IndexLayout, depth: int) -> None:
        self.layout, self.depth = layout, depth
        self.table = _table(vocabulary.keys, layout)
        self.weights = None
        if vocabulary.idf is not None:
            padding = max(0, depth - len(vocabulary.idf))
            self.weights = np.pad(vocabulary.idf, (0, padding)).astype(np.float32)

    def look_up(self, tokens: Any, oov_bins: Callable[[Any, int], tf.Tensor]) -> Any:
        """Return the index of each token, or for an inverted lookup the token of each index.

        Args:
            tokens: strings or integers; for an inverted lookup, indices.
            oov_bins: function that returns the OOV bin of tokens, for a number of bins.
        """
        layout = self.layout
        with tf.device("CPU:0"):
            found = lookup.lookup(self.table, tokens)
            if layout.invert:
                return found
            if layout.num_oov_indices > 1:
                bins = oov_bins(tokens, layout.num_oov_indices)
                found = lookup.replace_missing(found, bins, int(layout.mask_has_index))
            if layout.num_oov_indices == 0:
                found = lookup.refuse_missing(found, tokens)
        return found

    def encode(self, indices: Any, dtype: str, sparse: bool) -> Any:
        """Return indices as vectors, in the output mode of the layout, which is not "int"."""
        depth, mode = self.depth, self.layout.output_mode
        if mode != "tf_idf":
            return encode.encode(indices, mode, depth, dtype, sparse)
        if sparse or indices.shape.rank == 0:
            counts = encode.encode(indices, "count", depth, dtype, sparse)
            return encode.weigh(counts, self.weights)
        # One pass: the weight of each token is added.
        weights = lookup.map_values(
            lambda found: tf.gather(self.weights, tf.minimum(found, depth - 1)), indices
        )
        return encode.count(indices, depth, dtype, weights=weights)


def entries(keys: np.ndarray, layout: IndexLayout) -> tuple[np.ndarray, np.ndarray]:
    """Return the keys of a lookup, those of the mask included, and the index of each."""
    kind, first = layout.kind, len(layout.special)
    indices = np.arange(first, first + len(keys))
    if layout.mask_token is not None:
        keys = np.append(keys, kind.array([kind.key(layout.mask_token)]))
        indices = np.append(indices, 0 if layout.mask_has_index else encode.DROPPED)
    return keys, indices


def unknown_index(layout: IndexLayout) -> int:
    """Return the index of unknown tokens, `MISSING` unless there is one OOV index."""
    return int(layout.mask_has_index) if layout.num_oov_indices == 1 else lookup.MISSING


def _table(keys: np.ndarray, layout: IndexLayout) -> lookup.Table:
    kind = layout.kind
    keys, indices = entries(keys, layout)
    if layout.invert:
        return lookup.table(indices, keys, kind.key(layout.oov_token), "int64", kind.dtype)
    return lookup.table(keys, indices, unknown_index(layout), kind.dtype, "int64")
