"""A diagram of features: their columns, the layers in the dataset and in the model, the output."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from prelayer._core import check
from prelayer._core.short_text import cut
from prelayer.plot.palette import PALETTE, ink

_BOX_WIDTH, _BOX_HEIGHT = 2.3, 0.62
_GAP, _ROW = 0.45, 0.85
_LETTERS = 30
_FONT = 8
_PLAIN = "#FFFFFF"
_COLORS = {"dataset": PALETTE[0], "model": PALETTE[1]}


@dataclass(frozen=True)
class DiagramRow:
    """A feature in a diagram.

    Args:
        column: the text of its columns.
        layers: its layers in order, as in "Normalization(axis=None)".
        in_dataset: the number of layers that run in the dataset.
        output: the text of its output.
    """

    column: str
    layers: Sequence[str]
    in_dataset: int
    output: str


def draw_features(rows: Sequence[DiagramRow], joined: str) -> Any:
    """Return a matplotlib figure with a row of boxes for each feature.

    Args:
        rows: the features.
        joined: the text of the box in which all features end.
    """
    plt = check.imported("matplotlib.pyplot")
    depth = max((len(row.layers) for row in rows), default=0)
    steps = depth + 3
    width = steps * _BOX_WIDTH + (steps - 1) * _GAP
    height = max(len(rows), 1) * _ROW + 0.5
    figure, axes = plt.subplots(figsize=(width, height), layout="constrained")
    axes.set_xlim(-0.1, width + 0.1)
    axes.set_ylim(-height + _ROW / 2, _ROW / 2)
    axes.set_axis_off()
    for place, row in enumerate(rows):
        _draw_row(axes, row, -place * _ROW, depth)
    middle = -(len(rows) - 1) * _ROW / 2
    _draw_box(axes, steps - 1, middle, joined, _PLAIN)
    for place in range(len(rows)):
        _draw_arrow(axes, steps - 2, -place * _ROW, steps - 1, middle)
    _draw_legend(axes)
    return figure


def _draw_row(axes: Any, row: DiagramRow, y: float, depth: int) -> None:
    _draw_box(axes, 0, y, row.column, _PLAIN)
    last = 0
    for number, layer in enumerate(row.layers):
        color = _COLORS["dataset" if number < row.in_dataset else "model"]
        _draw_box(axes, number + 1, y, layer, color)
        _draw_arrow(axes, last, y, number + 1, y)
        last = number + 1
    _draw_box(axes, depth + 1, y, row.output, _PLAIN)
    _draw_arrow(axes, last, y, depth + 1, y)


def _left(step: int) -> float:
    return step * (_BOX_WIDTH + _GAP)


def _draw_box(axes: Any, step: int, y: float, text: str, color: str) -> None:
    from matplotlib.patches import FancyBboxPatch

    title, _, rest = text.partition("(")
    options = textwrap.wrap(rest.removesuffix(")"), _LETTERS, max_lines=2, placeholder=" ...")
    names = _name_lines(title)
    box = FancyBboxPatch(
        (_left(step), y - _BOX_HEIGHT / 2),
        _BOX_WIDTH,
        _BOX_HEIGHT,
        boxstyle="round,pad=0,rounding_size=0.08",
        facecolor=color,
        edgecolor="#444444",
        linewidth=0.8,
    )
    axes.add_patch(box)
    axes.text(
        _left(step) + _BOX_WIDTH / 2,
        y,
        "\n".join([*names, *options]),
        ha="center",
        va="center",
        fontsize=_FONT,
        color=ink(color),
        parse_math=False,
    )


def _name_lines(name: str) -> list[str]:
    """Return a name in at most two lines, broken at what separates its words."""
    lines = [""]
    for word in re.findall(r"[^\s_.:/-]*[\s_.:/-]*", name):
        if len(lines[-1] + word.rstrip()) > _LETTERS and lines[-1]:
            lines.append("")
        lines[-1] += word
    return [cut(line.rstrip(), _LETTERS) for line in [lines[0], "".join(lines[1:])] if line]


def _draw_arrow(axes: Any, start: int, y: float, end: int, end_y: float) -> None:
    axes.annotate(
        "",
        xy=(_left(end), end_y),
        xytext=(_left(start) + _BOX_WIDTH, y),
        arrowprops={"arrowstyle": "->", "color": "#444444", "linewidth": 0.8},
    )


def _draw_legend(axes: Any) -> None:
    from matplotlib.patches import Patch

    handles = [
        Patch(facecolor=color, edgecolor="#444444", label=f"in the {place}")
        for place, color in _COLORS.items()
    ]
    axes.legend(handles=handles, loc="lower left", fontsize=_FONT, ncols=2, frameon=False)
