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
    """Return a column of numbers in their own dtype, and where they are missing.

    Args:
        table: where the column is.
        name: the column.
        owner: name of the caller in errors.
        na: what becomes of missing values: "error" and None are an error.

    Returns:
        An array and None, if NaN stands where floats are missing, or another array of where.
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
    if array.dtype.kind in "biuf":  # what is numbers already is not copied
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
    """Refuse missing values where nothing stands for them; without `na` nothing ever may."""
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
    """Refuse a column whose values are several, each with a name."""
    column = table.column(name)
    kind = str(getattr(column, "type", getattr(column, "dtype", ""))).lower()
    if kind.startswith(("struct", "map<", "[(")):  # the last of NumPy
        check.refuse(
            owner,
            f"the column {name!r} holds values with fields. Make a column of each field that you "
            "need.",
        )


def called(name: str) -> str:
    """Return what a column is called in errors."""
    return f"the column {name!r}"
