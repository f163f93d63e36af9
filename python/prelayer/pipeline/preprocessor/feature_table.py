"""The features of a Preprocessor as a table: type, layers, output, and what was learned."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from typing import Any

from prelayer._core.errors import PrelayerError
from prelayer._core.short_text import WIDTH, value_text
from prelayer._core.text_table import html_table, text_table
from prelayer.layers.base.layer import Layer
from prelayer.pipeline.preprocessor.chain import chain_spec
from prelayer.pipeline.preprocessor.feature import Feature
from prelayer.pipeline.preprocessor.input_column import InputColumn
from prelayer.plot.feature_svg import features_svg

_MOST_DRAWN = 20
_NAME = 22
HEADER = ("feature", "type", "layers", "output", "learned")


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
    """Return layers as text on one line, in the order in which they are applied."""
    return " > ".join(map(value_text, layers))


def learned(layer: Any) -> str:
    """Describe the learned state of a layer in a few words; empty if it learned nothing."""
    return layer._learned_text() if isinstance(layer, Layer) else ""


def title(preprocessor: Any) -> str:
    """Return the first line of what a preprocessor prints."""
    return f"Preprocessor of {len(preprocessor.features)} features"


def preprocessor_repr(self: Any) -> str:
    """Return the features as a table that is cut to the width of the terminal; 80 without one."""
    table, width = self.table(), shutil.get_terminal_size((WIDTH, 24)).columns
    lines = text_table(table, width, least=_NAME)
    if lines != text_table(table, width=None):
        lines.append("Cut to the width of the terminal; summary() prints all.")
    return "\n".join([title(self), *lines])


def preprocessor_html(self: Any) -> str:
    """Return the features as a table and, if they are not too many, as a diagram for notebooks."""
    table = self.table()
    rows = [
        (", ".join(part.columns), [*map(value_text, part.layers)], f"{name} {output}")
        for (name, part), output in zip(self.features.items(), table["output"])
    ]
    diagram = features_svg(rows) if 0 < len(rows) <= _MOST_DRAWN else ""
    return html_table(table, title(self), below=diagram)


def print_summary(self: Layer) -> None:
    """Print the features, with all their layers and what they have learned."""
    preprocessor: Any = self
    lines = [title(self), *text_table(preprocessor.table(), width=None)]
    print("\n".join(lines))  # noqa: T201


def _output(name: str, feature: Feature, symbols: Mapping[str, Any]) -> str:
    try:
        return _shape(chain_spec(name, feature, symbols))
    except PrelayerError:
        return "after adapt()"


def _shape(spec: Any) -> str:
    if isinstance(spec, Mapping):
        return ", ".join(f"{name} {_shape(part)}" for name, part in spec.items())
    return str(tuple(spec.shape))
