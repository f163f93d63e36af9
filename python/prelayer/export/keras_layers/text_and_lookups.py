"""Pairs of layers of texts and categories."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from prelayer.adapt.keras_layers import is_adaptable
from prelayer.export.keras_layers.registry import (
    NotReplaceable,
    Obstacle,
    Options,
    Pair,
    register,
)
from prelayer.layers.categorical.category_encoding import CategoryEncoding
from prelayer.layers.categorical.hashed_crossing import HashedCrossing
from prelayer.layers.categorical.hashing import Hashing
from prelayer.layers.categorical.integer_lookup import IntegerLookup
from prelayer.layers.categorical.lookup_layer import LookupLayer
from prelayer.layers.categorical.string_lookup import StringLookup
from prelayer.layers.text.text_vectorization import TextVectorization

_LOWER = ("lower", "lower_and_strip_punctuation")
_STRIP = ("strip_punctuation", "lower_and_strip_punctuation")


def text_differences(options: Options, inputs: Any) -> Iterator[Obstacle]:
    """Yield what text vectorization computes differently in Keras."""
    yield from lookup_differences({"mask_token": "", **options}, inputs)
    standardize, split = options["standardize"], options["split"]
    changed = []
    if isinstance(standardize, str) and standardize in _LOWER:
        changed.append("lower case")
    if isinstance(standardize, str) and standardize in _STRIP:
        changed.append("punctuation")
    if changed:
        kinds = " and ".join(changed)
        verb = "follow" if len(changed) > 1 or "punctuation" in changed else "follows"
        reason = f"{kinds} {verb} Unicode in prelayer and ASCII in Keras"
        yield Obstacle(reason, "standardize", is_difference=True)
    if isinstance(split, str) and split == "whitespace":
        reason = "texts are split at Unicode white space in prelayer, at that of ASCII in Keras"
        yield Obstacle(reason, "split", is_difference=True)


def lookup_differences(options: Options, inputs: Any) -> Iterator[Obstacle]:
    """Yield the options with which Keras's lookups fail or return damaged tensors."""
    del inputs
    if not options["sparse"]:
        return
    if options["output_mode"] in ("tf_idf", "tf-idf"):
        yield Obstacle("Keras raises errors for sparse tf-idf vectors", "sparse")
    if options["output_mode"] == "one_hot" and options["mask_token"] is not None:
        reason = "in Keras, the sparse vector of a masked token has an index out of range"
        yield Obstacle(reason, "sparse")


def encoding_differences(options: Options, inputs: Any) -> Iterator[Obstacle]:
    """Yield what CategoryEncoding computes differently in Keras."""
    if options["output_mode"] == "one_hot":
        return
    if len(inputs.shape) > 2:
        reason = "Keras does not sum over the last axis of inputs of three and more axes"
        yield Obstacle(reason, "output_mode", is_difference=True)
    if options["sparse"] and tf.as_dtype(inputs.dtype).is_floating:
        yield Obstacle("Keras raises errors for sparse vectors of floats", "sparse")


def crossing_differences(options: Options, inputs: Any) -> Iterator[Obstacle]:
    """Yield the inputs that Keras's HashedCrossing rejects."""
    del options
    shape = tuple(keras.tree.flatten(inputs)[0].shape)
    if len(shape) > 2 or (len(shape) == 2 and shape[-1] != 1):
        yield Obstacle("Keras crosses only features of the shape (batch,) or (batch, 1)")


def text_for_theirs(layer: TextVectorization, inputs: Any) -> dict[str, Any]:
    """Return the arguments of Keras's TextVectorization that need a translation, and its state."""
    for option in ("standardize", "split"):
        value = getattr(layer, option)
        if not (value is None or isinstance(value, str) or callable(value)):
            raise NotReplaceable("Keras has no such steps", option)
    if layer.encoding.replace("-", "").lower() != "utf8":
        raise NotReplaceable("Keras reads texts as UTF-8", "encoding")
    ngrams = {} if layer.ngrams is None else {"ngrams": tuple(layer.ngrams)}
    return {**vocabulary_for_theirs(layer, inputs), **ngrams}


def vocabulary_for_theirs(layer: LookupLayer, inputs: Any) -> dict[str, Any]:
    """Return the vocabulary of a lookup, with special tokens, and its weights."""
    del inputs
    tokens = layer.get_vocabulary()
    if any(isinstance(token, str) and _is_damaged(token) for token in tokens):
        raise NotReplaceable("a token is not valid UTF-8, which Keras cannot save", "vocabulary")
    # Other vectors hold whole numbers, which all dtypes represent.
    if layer.output_mode == "tf_idf" and layer.dtype_policy.compute_dtype != keras.config.floatx():
        raise NotReplaceable("Keras returns vectors of the dtype `keras.config.floatx()`", "dtype")
    weights = layer.idf_weights
    idf = {} if weights is None else {"idf_weights": np.asarray(weights).tolist()}
    return {"vocabulary": tokens, "output_mode": layer.output_mode, **idf}


def vocabulary_for_ours(layer: Any, inputs: Any) -> dict[str, Any]:
    """Return the vocabulary of a lookup of Keras, with special tokens, and its weights."""
    del inputs
    lookup = layer._lookup_layer if isinstance(layer, keras.layers.TextVectorization) else layer
    size = lookup.vocabulary_size()
    if is_adaptable(layer) and not lookup.lookup_table.size():
        return {}
    tokens = [_plain(token) for token in lookup.get_vocabulary()]
    found: dict[str, Any] = {"vocabulary": tokens}
    if lookup.output_mode == "tf_idf":
        found["idf_weights"] = np.asarray(lookup.idf_weights_const)[:size].tolist()
    return found


def _plain(token: Any) -> Any:
    return token.item() if isinstance(token, np.generic) else token


def _is_damaged(token: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in token)


_LOOKUP = {
    "arguments_for_theirs": vocabulary_for_theirs,
    "arguments_for_ours": vocabulary_for_ours,
    "differences": lookup_differences,
    "without_effect": ("min_count",),
    "takes_dtype": False,
}

register(
    Pair(StringLookup, "StringLookup", **_LOOKUP),  # type: ignore[arg-type]
    Pair(IntegerLookup, "IntegerLookup", **_LOOKUP),  # type: ignore[arg-type]
    Pair(
        TextVectorization,
        "TextVectorization",
        text_for_theirs,
        vocabulary_for_ours,
        text_differences,
        without_effect=("min_count",),
        translated=("ngrams",),
        takes_dtype=False,
    ),
    Pair(CategoryEncoding, "CategoryEncoding", differences=encoding_differences),
    Pair(Hashing, "Hashing"),
    Pair(HashedCrossing, "HashedCrossing", differences=crossing_differences),
)
