"""Conversion of array-likes to NumPy arrays: containers first, then objects, then the kind."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np

from prelayer._core import errors
from prelayer._core.columns import apart, is_column
from prelayer._core.masked_column import MaskedColumn
from prelayer._core.missing import (
    Missing,
    fill_gaps,
    refuse_missing,
)
from prelayer._core.object_arrays import from_objects, refuse_uneven
from prelayer._core.whole_numbers import not_whole

Kind = Literal["text", "whole"]


def to_array(
    value: Any, missing: Missing, encoding: str = "utf-8", kind: Kind | None = None
) -> np.ndarray:
    """Convert an array-like to an array of numbers, or of objects that are bytes.

    Args:
        value: as for `read`.
        missing: the rule for missing values.
        encoding: the encoding of `str`.
        kind: the kind of the result, for which missing values may have a placeholder; None: any.
    """
    array = read(value, missing)
    if array.dtype.kind in "mM":
        raise errors.problem(
            "numbers or text are needed, but the values are dates or times. {layer!c}() computes "
            "features of dates; convert durations to numbers first.",
            layer="DatetimeFeatures",
        )
    if array.dtype.kind in "OUS":
        array = from_objects(array, value, encoding, missing)
    return to_kind(array, missing, kind)


def to_kind(array: np.ndarray, missing: Missing, kind: Kind | None) -> np.ndarray:
    """Replace NaN by the placeholder where text or whole numbers are needed."""
    if array.dtype.kind != "f" or kind is None or array.size == 0:
        return array
    if kind == "text":
        if isinstance(missing.placeholder, bytes) and np.isnan(array).all():
            return np.full(array.shape, missing.placeholder, dtype=object)
        return array
    if not not_whole(array).any():
        return array
    gaps = np.isnan(array)
    if gaps.any() and missing.placeholder is None:
        refuse_missing(gaps, math.nan, missing)
    return fill_gaps(array, gaps, missing)


def read(value: Any, missing: Missing) -> np.ndarray:
    """Convert an array-like to an array of numbers, of NumPy strings, or of objects.

    Args:
        value: a number, a string, a (nested) list, an array, a pandas or Arrow column, a frame.
        missing: the rule for missing numbers in containers that support missing values.
    """
    if is_column(value):
        return column_to_array(value, missing)
    return value if isinstance(value, np.ndarray) else _of_list(value)


def column_to_array(column: Any, missing: Missing) -> np.ndarray:
    """Convert a masked array, a pandas or Arrow column, or a data frame to an array.

    Args:
        column: a container of numbers or other values.
        missing: the rule for missing numbers.
    """
    array, gaps = apart(column)
    if isinstance(column, MaskedColumn) and gaps is not None and missing.placeholder is None:
        refuse_missing(gaps, None, missing, column)
    return array if gaps is None else fill_gaps(array, gaps, missing)


def _of_list(value: Any) -> np.ndarray:
    try:
        # NumPy silently converts [1, "a"] to text; an array of objects keeps the values.
        array = np.asarray(value, dtype=object if _starts_with_text(value) else None)
    except ValueError:
        refuse_uneven()
    if array.dtype.kind in "US" and not isinstance(value, np.generic):
        array = np.asarray(value, dtype=object)
    return array


def _starts_with_text(value: Any) -> bool:
    while isinstance(value, (list, tuple)) and value:
        value = value[0]
    return isinstance(value, (str, bytes))
