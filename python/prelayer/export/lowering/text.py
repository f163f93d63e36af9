"""Lowering of TextVectorization."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer.export.lowering.character_sets import matches, white_space
from prelayer.export.lowering.lookup import reject_sparse
from prelayer.export.lowering.registry import Context, Function, NotPortable, lowers
from prelayer.export.lowering.text_passes import (
    apply_passes,
    passes,
    required_characters,
)
from prelayer.export.portable import encode, tokens
from prelayer.export.portable.text import Text
from prelayer.export.portable.token_table import TokenTable
from prelayer.export.portable.utf8 import escaped_points
from prelayer.layers.categorical.lookup_table import entries, unknown_index
from prelayer.layers.text.text_vectorization import TextVectorization
from prelayer.ops.text import tokenize
from prelayer.ops.text.encodings import is_utf_8

_USER_FUNCTION = "Use a list of steps such as `casefold` and `strip_accents`."
_STEPS = {
    None: (),
    "lower": ("lower",),
    "strip_punctuation": ("strip_punctuation",),
    "lower_and_strip_punctuation": ("lower", "strip_punctuation"),
}


@lowers(TextVectorization)
def text_vectorization(layer: TextVectorization, context: Context) -> Function:
    """Return the portable form of a TextVectorization layer."""
    if not is_utf_8(layer.encoding):
        raise NotPortable("texts are UTF-8 in a portable model", "encoding", "Use UTF-8.")
    if layer.output_mode == "one_hot" and layer.split is not None:
        reason = "one vector for each token of a text is a ragged tensor"
        raise NotPortable(reason, "output_mode", 'Use "multi_hot" or "count".')
    reject_sparse(layer)
    separators = _separators(layer.split)
    found = passes(_steps(layer.standardize), separators)
    tokens_, indices = entries(layer._store.vocabulary.keys, layer._layout)
    keys = [escaped_points(token) for token in tokens_.tolist()]
    table = TokenTable(keys, np.minimum(indices, encode.DROPPED), unknown_index(layer._layout))
    context.characters |= required_characters(found) | {point for key in keys for point in key}
    by_character = layer.split == "character"

    def run(text: Text) -> tf.Tensor:
        points = apply_passes(text.run(), found, text.form == "bytes", by_character)
        parts = _split(layer.split, points)
        if layer.ngrams is not None:
            if layer.split is None and text.shape.rank > 1:
                # The tokens of a row are its texts.
                parts = tokens.in_rows_of(parts, text.shape[-1])
            parts = tokens.ngrams(parts, layer.ngrams)
        return _output(layer, table.find(parts), parts, text)

    return run


def _steps(standardize: Any) -> Any:
    if callable(standardize):
        raise NotPortable(
            "a function of the user cannot be exported", "standardize", _USER_FUNCTION
        )
    return standardize if isinstance(standardize, (list, tuple)) else _STEPS[standardize]


def _separators(split: Any) -> frozenset[int]:
    if callable(split):
        raise NotPortable("a function of the user cannot be exported", "split", _USER_FUNCTION)
    if isinstance(split, Mapping):
        return matches(split["pattern"].removesuffix("+"), "split")
    return white_space() if split == "whitespace" else frozenset()


def _split(split: Any, points: tf.Tensor) -> tokens.Tokens:
    if split is None:
        return tokens.whole_texts(points)
    return (
        tokens.split_characters(points)
        if split == "character"
        else tokens.split_at_separators(points)
    )


def _output(
    layer: TextVectorization, indices: tf.Tensor, parts: tokens.Tokens, text: Text
) -> tf.Tensor:
    table, dtype = layer._store.table, layer.dtype_policy.compute_dtype
    if layer.output_mode == "int":
        if layer.split is None and layer.ngrams is None:
            found = tf.cast(text.like_strings(indices), tf.int64)
            length = layer.output_sequence_length
            return found if length is None else tokenize.fit_length(found, length)
        return encode.sequences(indices, parts, layer.output_sequence_length)
    if layer.split is None and layer.ngrams is None:
        indices = text.like_strings(indices)
        return encode.vectors(indices, layer.output_mode, table.depth, dtype, table.weights)
    return encode.token_vectors(
        indices, parts, layer.output_mode, table.depth, table.weights, dtype
    )
