"""A small diagram of features as SVG, for notebooks: columns, layers and outputs."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from prelayer._core.short_text import cut
from prelayer.plot.palette import PALETTE, ink

_WIDTH, _HEIGHT, _GAP, _ROW = 150, 22, 24, 30
_LETTERS = 22
_PLAIN, _LAYER = "#FFFFFF", PALETTE[1]


def features_svg(rows: Sequence[tuple[str, Sequence[str], str]]) -> str:
    """Return the SVG of a row of boxes for each feature.

    Args:
        rows: for each feature the text of its columns, its layers, and the text of its output.
    """
    depth = max((len(layers) for _, layers, _ in rows), default=0)
    width = (depth + 2) * (_WIDTH + _GAP) - _GAP + 2
    parts = [part for place, row in enumerate(rows) for part in _row(row, place * _ROW + 1, depth)]
    size = f'width="{width}" viewBox="0 0 {width} {len(rows) * _ROW}"'
    style = 'style="max-width:100%;margin-top:8px;font-family:sans-serif;font-size:11px"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>{"".join(parts)}</svg>'


def _row(row: tuple[str, Sequence[str], str], y: int, depth: int) -> list[str]:
    column, layers, output = row
    boxes = [(0, column, _PLAIN)]
    boxes += [(step, layer, _LAYER) for step, layer in enumerate(layers, start=1)]
    boxes.append((depth + 1, output, _PLAIN))
    arrows = [_arrow(one[0], other[0], y) for one, other in pairwise(boxes)]
    return [*arrows, *(_box(step, text, color, y) for step, text, color in boxes)]


def _left(step: int) -> int:
    return step * (_WIDTH + _GAP) + 1


def _box(step: int, text: str, color: str, y: int) -> str:
    x = _left(step)
    return (
        f'<g><title>{escape(text)}</title><rect x="{x}" y="{y}" width="{_WIDTH}" '
        f'height="{_HEIGHT}" rx="4" fill="{color}" stroke="#444444"/>'
        f'<text x="{x + _WIDTH / 2:g}" y="{y + 15}" text-anchor="middle" fill="{ink(color)}">'
        f"{escape(cut(text, _LETTERS))}</text></g>"
    )


def _arrow(start: int, stop: int, y: int) -> str:
    x, end, middle = _left(start) + _WIDTH, _left(stop), y + _HEIGHT / 2
    head = f"M{end - 6} {middle - 4:g}L{end} {middle:g}L{end - 6} {middle + 4:g}"
    return f'<path d="M{x} {middle:g}H{end}{head}" fill="none" stroke="#888888"/>'
