"""Checks of the columns of a table, and their names in errors."""

from __future__ import annotations

import numpy as np

from prelayer._core import check
from prelayer.data.frame.table import Table

_OR_SAY = ", or say with `na` what stands for them"


def refuse_gaps(table: Table, name: str, owner: str, na: str | None = None) -> None:
    """Raise if a column has missing values and `na` is "error" or None."""
    if na not in ("error", None):
        return
    gaps = table.gaps(name)
    if gaps.any():
        check.refuse(
            owner,
            f"the column {name!r} misses {int(gaps.sum())} of {len(gaps)} values, the first in row "
            f"{int(np.argmax(gaps))}. Drop those rows{_OR_SAY if na else ''}.",
        )


def refuse_structs(table: Table, name: str, owner: str) -> None:
    """Raise if the values of a column are structs or maps."""
    column = table.column(name)
    kind = str(getattr(column, "type", getattr(column, "dtype", ""))).lower()
    if kind.startswith(("struct", "map<", "[(")):  # "[(" is a structured dtype of NumPy.
        check.refuse(
            owner,
            f"the column {name!r} holds values with fields. Make a column of each field that you "
            "need.",
        )


def called(name: str) -> str:
    """Return the name of a column in errors."""
    return f"the column {name!r}"
