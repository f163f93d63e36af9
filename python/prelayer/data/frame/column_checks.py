"""Checks of the columns of a table, and their names in errors."""

from __future__ import annotations

import numpy as np

from prelayer._core import errors
from prelayer._core.message import Message
from prelayer.data.frame.table import Table

_OR_SAY = ", or choose their replacement with `na`"


def refuse_gaps(table: Table, name: str, na: str | None = None) -> None:
    """Raise if a column has missing values and `na` is "error" or None."""
    if na not in ("error", None):
        return
    gaps = table.gaps(name)
    if gaps.any():
        raise errors.problem(
            "the column {name!r} misses {number} of {count} values, the first in row "
            "{first!p}. Drop those rows{or_say}.",
            name=name,
            number=int(gaps.sum()),
            count=len(gaps),
            first=int(np.argmax(gaps)),
            or_say=_OR_SAY if na else "",
        )


def refuse_structs(table: Table, name: str) -> None:
    """Raise if the values of a column are structs or maps."""
    column = table.column(name)
    kind = str(getattr(column, "type", getattr(column, "dtype", ""))).lower()
    if kind.startswith(("struct", "map<", "[(")):  # "[(" is a structured dtype of NumPy.
        raise errors.problem(
            "the column {name!r} holds values with fields. Make a column of each field that "
            "you need.",
            name=name,
        )


def called(name: str) -> Message:
    """Return the name of a column in errors."""
    return Message("the column {name!r}", name=name)
