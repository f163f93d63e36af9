"""Descriptions of lookups, bins and encodings."""

from __future__ import annotations

from typing import Any

import numpy as np

from prelayer.export.lowering.registry import NotPortable
from prelayer.export.specification.description import (
    WHOLE,
    Description,
    Sample,
    Value,
    describes,
    output_dtype,
)
from prelayer.export.specification.numbers import NUMBERS
from prelayer.export.specification.plain_json import plain_list, text, whole
from prelayer.export.specification.tables import Tables
from prelayer.layers.categorical.category_encoding import CategoryEncoding
from prelayer.layers.categorical.integer_lookup import IntegerLookup
from prelayer.layers.categorical.lookup_layer import LookupLayer
from prelayer.layers.categorical.string_lookup import StringLookup
from prelayer.layers.numeric.discretization import Discretization
from prelayer.ops.numeric.encode import encoded_shape

Shape = tuple[int | None, ...]


@describes(StringLookup, IntegerLookup)
def lookup(layer: Any, value: Value, tables: Tables) -> Description:
    """Describe a lookup of strings or integers."""
    del tables
    if isinstance(layer, StringLookup):
        value.of_dtype(("string",), "texts")
    else:
        value.of_dtype(WHOLE, "whole numbers")
    if layer.invert:
        raise NotPortable("tokens as outputs are not part of the format", "invert")
    encoding, dtype = lookup_encoding(layer, value.shape)
    shape = _encoded(layer, value.shape, encoding["depth"])
    tokens = [*layer._store.vocabulary.keys.tolist(), *layer._layout.not_counted]
    sample = Sample(tokens, layer.num_oov_indices == 0)
    return Description(encoding, lookup_state(layer), dtype, shape, sample=sample)


@describes(CategoryEncoding)
def category_encoding(layer: CategoryEncoding, value: Value, tables: Tables) -> Description:
    """Describe a CategoryEncoding layer."""
    del tables
    value.of_dtype(NUMBERS, "numbers")
    options = _encoding(layer, layer.num_tokens, value.shape)
    shape = _encoded(layer, value.shape, layer.num_tokens)
    sample = Sample(below=layer.num_tokens)
    return Description(options, {}, output_dtype(layer), shape, sample=sample)


@describes(Discretization)
def discretization(layer: Discretization, value: Value, tables: Tables) -> Description:
    """Describe a Discretization layer."""
    del tables
    value.of_dtype(NUMBERS, "numbers")
    learned = {name: part.numpy() for name, part in layer._learned_arrays().items()}
    compared = np.float32 if value.dtype == "float32" else np.float64
    fill: Any = None
    if layer._missing.needs_mean or layer._missing.mode == "constant":
        fill = learned["mean"] if layer._missing.needs_mean else layer.fill_value
        fill = plain_list(np.asarray(fill).astype(compared))
    state = {"boundaries": plain_list(learned["boundaries"].astype(compared))}
    is_index = layer.output_mode == "int"
    options = {
        "fill": fill,
        "indicator": layer._missing.has_indicator,
        **_encoding(layer, None if is_index else layer._depth, value.shape),
    }
    dtype = "int32" if is_index else output_dtype(layer)
    shape = _encoded(layer, value.shape, layer._depth)
    return Description(options, state, dtype, shape, sample=Sample(state["boundaries"]))


def lookup_encoding(layer: LookupLayer, shape: Shape) -> tuple[dict[str, Any], str]:
    """Return how indices of a shape are encoded, and the dtype of the result."""
    if layer.output_mode == "int":
        return _encoding(layer, None, shape), "int64"
    return _encoding(layer, layer._store.table.depth, shape), output_dtype(layer)


def lookup_state(layer: LookupLayer) -> dict[str, Any]:
    """Return the vocabulary with the indices of mask, unknown and known tokens."""
    layout, table = layer._layout, layer._store.table
    is_hashed = not isinstance(layer, IntegerLookup) or layer.oov_method != "floormod"
    if layer.num_oov_indices > 1 and is_hashed:
        raise NotPortable("hashes of unknown tokens are not part of the format", "num_oov_indices")
    plain: Any = whole if isinstance(layer, IntegerLookup) else text
    mask = None
    if layout.mask_token is not None:
        index = 0 if layout.mask_has_index else None
        mask = {"token": plain(layout.kind.key(layout.mask_token)), "index": index}
    weights = None if table.weights is None else plain_list(table.weights)
    return {
        "vocabulary": [plain(key) for key in layer._store.vocabulary.keys.tolist()],
        "first_index": len(layout.special),
        "oov": {"first_index": int(layout.mask_has_index), "indices": layer.num_oov_indices},
        "mask": mask,
        "weights": weights,
    }


def _encoding(layer: Any, depth: int | None, shape: Shape) -> dict[str, Any]:
    if len(shape) == 1 and layer.output_mode not in ("int", "one_hot"):
        reason = "it encodes all rows of a batch of scalars as one vector"
        raise NotPortable(reason, "output_mode", 'Use "one_hot", or inputs of shape (1,).')
    return {"output_mode": layer.output_mode, "depth": depth}


def _encoded(layer: Any, shape: Shape, depth: Any) -> Shape:
    return shape if layer.output_mode == "int" else encoded_shape(shape, layer.output_mode, depth)
