"""Names of the output columns of a feature: "cut_Ideal", "pickup_hour_sin", "age_missing"."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from prelayer.layers import Projection, Values


def output_names(name: str, layers: tuple[Any, ...], spec: Any) -> list[str]:
    """Return a name for each column of the output of a feature; one name for other outputs.

    A vector is named by the last layer that names its columns, by tokens or by parts, unless a
    projection follows; else its columns are numbered from 0.

    Args:
        name: the name of the feature.
        layers: its layers.
        spec: its symbolic output.
    """
    if isinstance(spec, Mapping):  # the features of a Preprocessor
        return [f"{name}_{part}" for key in spec for part in output_names(key, (), spec[key])]
    width = spec.shape[-1] if len(spec.shape) == 2 else None
    if width is None:
        return [name]
    projections = [at for at, layer in enumerate(layers) if isinstance(layer, Projection)]
    layers = layers[projections[-1] + 1 :] if projections else layers
    parts = _table_parts(layers, width)
    if parts is None:
        parts = next((found for layer in reversed(layers) if (found := _parts(layer, width))), None)
    if parts is None:
        parts = [""] if width == 1 else [str(number) for number in range(width)]
        if layers and width == 2 and getattr(layers[-1], "missing", None) == "indicator":
            parts = ["", "missing"]
    elif width == 2 * len(parts):
        parts = [*parts, *(f"{part}_missing" for part in parts)]
    if len(parts) != width:
        parts = [str(number) for number in range(width)]
    return [f"{name}_{part}" if part else name for part in parts]


def _table_parts(layers: tuple[Any, ...], width: int) -> list[str] | None:
    """Return the tokens of the columns of a table that encodes a lookup one-hot; None without it.

    The table may have no column for some tokens, such as the first category.
    """
    for lookup, layer in pairwise(layers):
        if not isinstance(layer, Values) or not hasattr(lookup, "get_vocabulary"):
            continue
        table, tokens = layer.values, lookup.get_vocabulary()
        is_one_hot = np.isin(table, (0, 1)).all() and (table.sum(axis=0) == 1).all()
        if width > 1 and table.shape == (len(tokens), width) and is_one_hot:
            found = [tokens[row] for row in table.argmax(axis=0)]
            return ["missing" if token == lookup.mask_token else _text(token) for token in found]
    return None


def _parts(layer: Any, width: int) -> list[str] | None:
    """Return the names that a layer has for the columns of its output."""
    if hasattr(layer, "get_feature_names_out"):
        return list(layer.get_feature_names_out())
    if hasattr(layer, "feature_names"):
        return list(layer.feature_names)
    if getattr(layer, "output_mode", "int") == "int" or not hasattr(layer, "get_vocabulary"):
        return None
    tokens = layer.get_vocabulary()
    if len(tokens) != width:  # a later layer may drop the special tokens
        own = layer.get_vocabulary(include_special_tokens=False)
        tokens = own if len(own) == width else tokens
    return [_text(token) for token in tokens]


def _text(token: Any) -> str:
    return token.decode("utf-8", "replace") if isinstance(token, bytes) else str(token)
