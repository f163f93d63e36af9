"""Features that begin with the same numeric layer, which is applied to their columns at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prelayer.layers.numeric.normalize_columns import can_join, normalize_columns, options
from prelayer.pipeline.preprocessor.feature import Feature
from prelayer.pipeline.preprocessor.input_column import InputColumn


def joined_groups(
    features: Mapping[str, Feature], columns: Mapping[str, InputColumn]
) -> list[list[str]]:
    """Return groups of features, two or more each, whose first layers are applied at once."""
    groups: dict[Any, list[str]] = {}
    for name, feature in features.items():
        if not feature.layers or len(feature.columns) != 1 or not can_join(feature.layers[0]):
            continue
        column = columns[feature.columns[0]]
        if column.shape == (1,):
            key = (column.dtype, *options(feature.layers[0]))
            groups.setdefault(key, []).append(name)
    return [names for names in groups.values() if len(names) > 1]


def run_group(
    names: list[str], features: Mapping[str, Feature], columns: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the outputs of the first layers of a group by feature, for columns by name."""
    layers = [features[name].layers[0] for name in names]
    found = normalize_columns(layers, [columns[features[name].columns[0]] for name in names])
    return dict(zip(names, found))
