"""Converters of Pipeline, FeatureUnion and ColumnTransformer."""

from __future__ import annotations

from typing import Any

import numpy as np

from prelayer._core import errors
from prelayer.pipeline.preprocessor.from_sklearn.chain import Chain
from prelayer.pipeline.preprocessor.from_sklearn.registry import (
    converted,
    converts,
    raw_columns,
    require,
    unsupported,
)


@converts("Pipeline")
def pipeline(steps: Any, chains: list[Chain], preprocessor: Any) -> list[Chain]:
    """Convert a `Pipeline` of transformers."""
    for _, step in steps.steps:
        chains = _part(step, chains, preprocessor)
    return chains


@converts("FeatureUnion")
def feature_union(union: Any, chains: list[Chain], preprocessor: Any) -> list[Chain]:
    """Convert a `FeatureUnion`."""
    require(union, transformer_weights=None)
    return [
        chain for _, part in union.transformer_list for chain in _part(part, chains, preprocessor)
    ]


@converts("ColumnTransformer")
def column_transformer(table: Any, chains: list[Chain], preprocessor: Any) -> list[Chain]:
    """Convert a `ColumnTransformer`, whose columns must be those of the data."""
    require(table, transformer_weights=None)
    columns = raw_columns(table, chains)
    names = [chain.name for chain in columns]
    found: list[Chain] = []
    for _, part, chosen in table.transformers_:
        positions = _positions(table, chosen, names)
        if positions:
            found += _part(part, [columns[position] for position in positions], preprocessor)
    return found


def _part(part: Any, chains: list[Chain], preprocessor: Any) -> list[Chain]:
    if part is None or isinstance(part, str):
        return [] if part == "drop" else chains
    return converted(part, chains, preprocessor)


def _positions(table: Any, chosen: Any, names: list[str]) -> list[int]:
    """Return the positions of columns that are chosen by name, position, slice or mask."""
    if isinstance(chosen, slice):
        if isinstance(chosen.start, str) or isinstance(chosen.stop, str):
            raise unsupported(table, remedy="Give lists of columns instead of slices of names.")
        return list(range(len(names)))[chosen]
    if isinstance(chosen, (str, int, np.integer)):
        chosen = [chosen]
    chosen = list(chosen)
    if chosen and all(isinstance(one, (bool, np.bool_)) for one in chosen):
        return np.flatnonzero(chosen).tolist()
    return [_position(one, names) for one in chosen]


def _position(column: Any, names: list[str]) -> int:
    if not isinstance(column, str):
        return range(len(names))[column]
    if column not in names:
        raise errors.problem(
            "the transformer was fitted to a column {column!r}, which `columns` lacks.",
            column=column,
        )
    return names.index(column)
