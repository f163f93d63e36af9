"""Numeric columns of a table, without loss of precision, and their validity masks."""

from __future__ import annotations

import numpy as np

from prelayer._core import arrays, check
from prelayer._core.arrays import REFUSED
from prelayer._core.tensors import as_numbers
from prelayer.data.frame.table import Table

_OR_SAY = ", or say with `na` what stands for them"


def exact_numbers(
    table: Table, name: str, owner: str, na: str | None = None
) -> tuple[np.ndarray, np.ndarray | None]:
    """Return a column of numbers in its own dtype, and the mask of missing values.

    Args:
        table: the table.
        name: the column.
        owner: name of the caller in errors.
        na: the rule for missing values: "error" and None raise.

    Returns:
        An array, and a boolean array that is True where values are missing; or an array and None,
        if missing values are NaN.
    """
    refuse_gaps(table, name, owner, na)
    refuse_structs(table, name, owner)
    column, place = table.column(name), f"{owner}: {called(name)}"
    array, gaps = (
        arrays.apart(column)
        if arrays.is_column(column)
        else (arrays.read(column, place, REFUSED), None)
    )
    kinds = {array.dtype.kind, getattr(getattr(column, "dtype", None), "kind", "")}
    if kinds & set("mM"):
        check.refuse(
            owner, f"the column {name!r} holds dates or times. Make numbers of them first."
        )
    if array.dtype.kind in "biuf":  # Numbers are not copied.
        return array, gaps
    missing = arrays.missing_of(array)
    if not missing.any():
        return as_numbers(array, place).numpy(), None
    found = np.zeros(array.shape)
    if not missing.all():
        known = as_numbers(array[~missing], place).numpy()
        found = np.zeros(array.shape, known.dtype)
        found[~missing] = known
    return found, missing


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
