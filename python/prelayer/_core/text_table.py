"""Tables as aligned text and as HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from prelayer._core.short_text import WIDTH, cut, width_of

Table = Mapping[str, Sequence[Any]]

_NARROWEST = 8
_GAP = 2
_SHORT = 20
_NUMBER = re.compile(r"[\d,]+([.]\d+)?")
_CELL = "text-align:left;padding:2px 12px 2px 0;vertical-align:top"


def text_table(
    table: Table, width: int | None = WIDTH, most_rows: int | None = None, least: int = _NARROWEST
) -> list[str]:
    """Return a table as lines of aligned columns; the widest columns are cut to the width.

    Args:
        table: the entries of each column by its title.
        width: the maximum number of columns of a line; None: no limit.
        most_rows: the maximum number of rows; a last line has the number of others. None: all.
        least: the width to which the first column is cut after all others.
    """
    total = max((len(entries) for entries in table.values()), default=0)
    rows = total if most_rows is None or total <= most_rows else most_rows - 1
    columns = [[title, *(str(entry) for entry in part[:rows])] for title, part in table.items()]
    widths = _fitted([max(map(width_of, column)) for column in columns], width, least)
    aligned = [_aligned(column, size) for column, size in zip(columns, widths)]
    lines = [(" " * _GAP).join(line).rstrip() for line in zip(*aligned)]
    return lines if rows == total else [*lines, f"... {total - rows:,} more"]


def _fitted(widths: list[int], width: int | None, least: int) -> list[int]:
    """Return the widths of columns, of which the widest are reduced until all fit."""
    if width is None:
        return widths
    most = width - _GAP * (len(widths) - 1)
    for first in (least, _NARROWEST):
        limits = [first, *[_NARROWEST] * (len(widths) - 1)]
        while sum(widths) > most:
            wide = [place for place, size in enumerate(widths) if size > limits[place]]
            if not wide:
                break
            widths[max(wide, key=widths.__getitem__)] -= 1
    return widths


def _aligned(column: list[str], width: int) -> list[str]:
    """Return the entries of a column in its width, with numbers to the right."""
    are_numbers = len(column) > 1 and all(_NUMBER.fullmatch(entry) for entry in column[1:])
    shown = [cut(entry, width) for entry in column]
    spaces = [" " * (width - width_of(entry)) for entry in shown]
    return [space + entry if are_numbers else entry + space for space, entry in zip(spaces, shown)]


def html_table(table: Table, title: str, most_rows: int = 50, below: str = "") -> str:
    """Return a table as HTML without scripts and style sheets, with all texts escaped.

    Args:
        table: the entries of each column by its title.
        title: a line of text above the table.
        most_rows: the maximum number of rows.
        below: HTML that follows.
    """
    total = max((len(entries) for entries in table.values()), default=0)
    heads = "".join(f'<th style="{_CELL}">{_text(name)}</th>' for name in table)
    rows = "".join(
        f"<tr>{''.join(map(_cell, row))}</tr>"
        for row in zip(*(part[:most_rows] for part in table.values()))
    )
    body = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""
    more = f"<div>... {total - most_rows:,} more</div>" if total > most_rows else ""
    head = f"<div><code>{_text(title)}</code></div>"
    return f'<div style="overflow-x:auto">{head}{body}{more}{below}</div>'


def _cell(value: Any) -> str:
    style = f"{_CELL};white-space:nowrap" if len(str(value)) <= _SHORT else _CELL
    return f'<td style="{style}">{_text(value)}</td>'


def _text(value: Any) -> str:
    return escape(str(value)).replace("\n", "<br>")
