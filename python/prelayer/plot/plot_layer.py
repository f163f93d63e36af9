"""plot_layer: plots what a layer has learned."""

from __future__ import annotations

import math
import textwrap
from typing import Any

from prelayer._core import check
from prelayer._core.owner import public
from prelayer._core.types import Data, LayerLike, PlotFigure
from prelayer.plot.layer_panels import LayerFigure, Panel, figure_of_layer
from prelayer.plot.palette import PALETTE

_WIDTH, _HEIGHT = 3.2, 2.4
_ONE_WIDTH = 5.0
_LABEL_HEIGHT = 0.2
_LETTERS_AN_INCH = 11
_SMALL = 8
_LINE = "#444444"


@public
def plot_layer(layer: LayerLike, data: Data = None) -> PlotFigure:
    """Plot what a layer has learned.

    Layers with a vocabulary: the counts of up to 20 tokens as bars, of more tokens as points by
    rank on logarithmic axes. `Discretization`: the boundaries on the histogram of the data, and the
    number of values in each bin. `Normalization`, `MinMaxScaling`, `RobustScaling`, `Power` and
    `QuantileTransform`: histograms of the first four features before and after the layer, with
    lines at the learned mean, center, minimum and maximum. Requires matplotlib, the extra `plot`.
    The figure is shown by `matplotlib.pyplot.show()`.

    See also: `plot_images`, `plot_augmentations`, `adapt`.

    Args:
        layer: a fitted layer.
        data: data as for the layer: an array, a column or a dataset, whose first 100 elements are
            read. None: the tokens are plotted with the counts that the layer has learned, or, after
            loading, with their `idf_weights`; layers of numbers need data.

    Returns:
        A matplotlib figure.

    Raises:
        ImportError: if matplotlib is not installed.
        ValueError: if the layer is of another kind or not fitted, or needs data.

    Examples:
        >>> from prelayer import StringLookup, plot_layer
        >>> layer = StringLookup()
        >>> report = layer.adapt(["red", "blue", "red"])
        >>> axes = plot_layer(layer).axes[0]
        >>> [label.get_text() for label in axes.get_yticklabels()]
        ['red', 'blue']
    """
    return _draw(figure_of_layer(layer, data))


def _draw(sheet: LayerFigure) -> Any:
    plt = check.imported("matplotlib.pyplot")
    rows = math.ceil(len(sheet.panels) / sheet.columns)
    width = _ONE_WIDTH if len(sheet.panels) == 1 else _WIDTH * sheet.columns
    tokens = max((len(panel.labels) for panel in sheet.panels), default=0)
    heading = textwrap.wrap(sheet.heading, int(_LETTERS_AN_INCH * width))[:2]
    height = max(_HEIGHT * rows, 0.8 + tokens * _LABEL_HEIGHT) + 0.25 * len(heading)
    figure, axes = plt.subplots(
        rows, sheet.columns, figsize=(width, height), squeeze=False, layout="constrained"
    )
    figure.suptitle("\n".join(heading), fontsize="medium", parse_math=False)
    for place, panel in zip(axes.flat, sheet.panels):
        _draw_panel(place, panel)
    return figure


def _draw_panel(axes: Any, panel: Panel) -> None:
    color = PALETTE[panel.color]
    if panel.labels:
        places = range(len(panel.labels))
        axes.barh(places, panel.heights, color=color)
        axes.set_yticks(places, panel.labels, parse_math=False)
        axes.invert_yaxis()
    elif panel.is_log:
        ranks = range(1, len(panel.heights) + 1)
        axes.plot(ranks, panel.heights, ".", color=color, markersize=4)
        axes.set_xscale("log")
        axes.set_yscale("log")
    else:
        widths = [stop - start for start, stop in zip(panel.edges, panel.edges[1:])]
        starts = panel.edges[:-1]
        axes.bar(
            starts,
            panel.heights,
            widths,
            align="edge",
            color=color,
            edgecolor="white",
            linewidth=0.5,
        )
        for place in panel.lines:
            axes.axvline(place, color=_LINE, linewidth=1)
    axes.set_title(panel.title, fontsize=_SMALL, parse_math=False)
    axes.set_xlabel(panel.x_label, fontsize=_SMALL)
    axes.set_ylabel(panel.y_label, fontsize=_SMALL)
    axes.tick_params(labelsize=_SMALL)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
