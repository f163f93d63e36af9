"""Columns of numbers as arrays, without loss of precision."""

from __future__ import annotations

import numpy as np

from prelayer._core import arrays, errors, owner
from prelayer._core.columns import apart, is_column
from prelayer._core.missing import REFUSED, missing_of
from prelayer._core.tensors import as_numbers
from prelayer.data.common.dtype_rules import as_dtype, as_float32
from prelayer.data.frame.column_checks import called, refuse_gaps, refuse_structs
from prelayer.data.frame.table import Table


def numbers(table: Table, name: str, na: str | None = None, dtype: str | None = None) -> np.ndarray:
    """Return a column of numbers; float64 becomes float32, unless `dtype` is given.

    Raises if float32 would round whole numbers.
    """
    array, gaps = exact_numbers(table, name, na)
    if dtype is not None:
        return as_dtype(array, dtype, called(name), gaps)
    wide = array.dtype.kind == "f" and array.dtype.itemsize >= 8
    return as_float32(array, called(name), gaps) if wide or gaps is not None else array


def exact_numbers(
    table: Table, name: str, na: str | None = None
) -> tuple[np.ndarray, np.ndarray | None]:
    """Return a column of numbers in its own dtype, and the mask of missing values.

    Args:
        table: the table.
        name: the column.
        na: the rule for missing values: "error" and None raise.

    Returns:
        An array, and a boolean array that is True where values are missing; or an array and None,
        if missing values are NaN.
    """
    refuse_gaps(table, name, na)
    refuse_structs(table, name)
    column = table.column(name)
    with owner.place(called(name)):
        array, gaps = apart(column) if is_column(column) else (arrays.read(column, REFUSED), None)
    kinds = {array.dtype.kind, getattr(getattr(column, "dtype", None), "kind", "")}
    if kinds & set("mM"):
        raise errors.problem(
            "the column {name!r} holds dates or times. Make numbers of them first.", name=name
        )
    if array.dtype.kind in "biuf":  # Numbers are not copied.
        return array, gaps
    missing = missing_of(array)
    if not missing.any():
        return _as_numbers(array, name), None
    found = np.zeros(array.shape)
    if not missing.all():
        known = _as_numbers(array[~missing], name)
        found = np.zeros(array.shape, known.dtype)
        found[~missing] = known
    return found, missing


def _as_numbers(array: np.ndarray, name: str) -> np.ndarray:
    with owner.place(called(name)):
        return np.asarray(as_numbers(array))
