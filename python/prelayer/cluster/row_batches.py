"""Batches of rows: elements of a collection are single rows or batches already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

_ROWS_A_BATCH = 2**12
_SCALARS = (str, bytes, int, float, bool, np.generic, type(None), dt.date)


class RowBatches:
    """Collects single rows to batches, and passes batches on.

    A row is a dict of scalars by column, or a named tuple of them; all other elements are batches.
    """

    def __init__(self) -> None:
        self._rows: list[Mapping[str, Any]] = []

    def add(self, element: Any) -> Iterator[Any]:
        """Yield a batch, if one is complete with an element."""
        row = _as_row(element)
        if row is None:
            yield element
            return
        self._rows.append(row)
        if len(self._rows) == _ROWS_A_BATCH:
            yield from self.rest()

    def rest(self) -> Iterator[Any]:
        """Yield a batch of the rows that are left, if there are any."""
        rows, self._rows = self._rows, []
        if rows:
            names = list(dict.fromkeys(name for row in rows for name in row))
            yield {name: [row.get(name) for row in rows] for name in names}


def _as_row(element: Any) -> Mapping[str, Any] | None:
    if hasattr(element, "_asdict"):
        element = element._asdict()
    if not isinstance(element, Mapping) or not element:
        return None
    return element if all(isinstance(value, _SCALARS) for value in element.values()) else None
