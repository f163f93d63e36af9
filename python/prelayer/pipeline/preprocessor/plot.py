"""Preprocessor.plot: the features as a diagram."""

from __future__ import annotations

from typing import Any

from prelayer._core.short_text import value_text
from prelayer._core.types import PlotFigure
from prelayer.layers.base.layer import Layer
from prelayer.pipeline.preprocessor.where_to_run import cuts
from prelayer.plot.feature_diagram import DiagramRow, draw_features


def plot(self: Layer, accelerator: bool | None = None) -> PlotFigure:
    """Plot each feature as a row: its columns, its layers where they run, and its output.

    Requires matplotlib, the extra `plot`. The figure is shown by `matplotlib.pyplot.show()`.

    Args:
        accelerator: as for `placement`, which decides about the colors of the layers.

    Returns:
        A matplotlib figure.
    """
    preprocessor: Any = self
    table = preprocessor.table()
    found = cuts(self, None, accelerator)
    rows = []
    for place, (name, feature) in enumerate(preprocessor.features.items()):
        read = f"{', '.join(feature.columns)}({table['type'][place]})"
        output = f"{name}(shape {table['output'][place]})"
        rows.append(
            DiagramRow(read, [*map(value_text, feature.layers)], found[name].position, output)
        )
    return draw_features(rows, preprocessor._joined.text())
