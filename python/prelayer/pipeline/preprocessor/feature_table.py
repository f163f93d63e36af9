"""The features of a Preprocessor as a table: type, layers, output, and what was learned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from prelayer._core.errors import PrelayerError
from prelayer.pipeline.preprocessor.chain import chain_spec
from prelayer.pipeline.preprocessor.feature import Feature
from prelayer.pipeline.preprocessor.input_column import InputColumn

HEADER = ("feature", "type", "layers", "output", "learned")
_WIDEST = 60


def feature_table(
    features: Mapping[str, Feature], columns: Mapping[str, InputColumn]
) -> dict[str, list[str]]:
    """Return the columns of a table with a row for each feature."""
    symbols = {name: column.symbol() for name, column in columns.items()}
    rows = [
        (
            name,
            ", ".join(columns[column].dtype for column in feature.columns),
            as_chain(feature.layers) or "as is",
            _output(name, feature, symbols),
            "; ".join(filter(None, map(learned, feature.layers))),
        )
        for name, feature in features.items()
    ]
    return {title: [row[place] for row in rows] for place, title in enumerate(HEADER)}


def as_chain(layers: Sequence[Any]) -> str:
    """Return layers as text, in the order in which they are applied."""
    return " > ".join(map(_on_one_line, layers))


def _on_one_line(layer: Any) -> str:
    """Return the repr of a layer, without the features of a `Preprocessor` or breaks of arrays."""
    lines = repr(layer).splitlines()
    is_table = getattr(layer, "takes_columns", False)
    return lines[0] if is_table else " ".join(line.strip() for line in lines)


def as_text(table: Mapping[str, Sequence[Any]]) -> str:
    """Return a table as lines of text with aligned columns; long entries are cut."""
    columns = [[title, *map(_cut, entries)] for title, entries in table.items()]
    widths = [max(map(len, entries)) for entries in columns]
    lines = zip(*columns)
    return "\n".join(
        "  ".join(entry.ljust(width) for entry, width in zip(line, widths)).rstrip()
        for line in lines
    )


def learned(layer: Any) -> str:
    """Describe the learned state of a layer in a few words; empty if it learned nothing."""
    if not getattr(layer, "is_fitted", False):
        return ""
    if hasattr(layer, "get_vocabulary"):
        tokens = layer.get_vocabulary(include_special_tokens=False)
        shown = ", ".join(map(str, tokens[:3])) + (", ..." if len(tokens) > 3 else "")
        return f"{len(tokens)} tokens: {shown}" if tokens else ""
    if getattr(layer, "origin", None) is not None:
        return f"origin {layer.origin}"
    if hasattr(layer, "get_state"):
        parts = {
            name: array for name, array in layer.get_state().items() if np.asarray(array).size == 1
        }
        return ", ".join(
            f"{name} {_number(part)}" for name, part in parts.items() if name != "rank"
        )
    return ""


def _number(array: Any) -> str:
    return f"{float(np.ravel(array)[0]):.4g}"


def _output(name: str, feature: Feature, symbols: Mapping[str, Any]) -> str:
    try:
        return _shape(chain_spec(name, feature, symbols))
    except PrelayerError:
        return "after adapt()"


def _shape(spec: Any) -> str:
    if isinstance(spec, Mapping):
        return ", ".join(f"{name} {_shape(part)}" for name, part in spec.items())
    return str(tuple(spec.shape))


def _cut(entry: Any) -> str:
    text = str(entry)
    return text if len(text) <= _WIDEST else text[: _WIDEST - 3] + "..."
