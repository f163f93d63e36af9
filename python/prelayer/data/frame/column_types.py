"""Detects text columns, by dtype or by values."""

from __future__ import annotations

from itertools import islice
from typing import Any

import numpy as np

from prelayer._core.missing import is_missing
from prelayer._core.times import is_time

# Prefixes of the type names of text and bytes in pandas, polars and Arrow.
_TEXT = ("string", "large_string", "utf8", "binary", "large_binary", "fixed_size_binary")
_TIMES = ("datetime", "timestamp", "date")
_CATEGORIES = ("categorical", "enum")  # Types of polars, whose values are text.
# Types that do not determine the type of values: Python objects, and null.
_UNTYPED = ("object", "null")


def holds_text(column: Any) -> bool:
    """Return whether a column contains text.

    The type of a typed column determines this. For other columns the first values that are not
    missing do; if all are missing, the column is text, as most object columns of data frames are.
    """
    kind = type_name(column)
    if kind == "str" or kind.startswith(_TEXT + _CATEGORIES):
        return True
    values = getattr(column, "values", column) if hasattr(column, "gaps") else column
    array = np.asarray(values)
    if array.dtype != object:
        return array.dtype.kind in "US" or kind == "null"
    items = (item for item in array.reshape(-1) if not is_missing(item))
    there = list(islice(items, 1000))
    if not there:
        return kind in _UNTYPED
    return any(isinstance(item, (str, bytes)) for item in there)


def holds_times(column: Any) -> bool:
    """Return whether a column contains dates or times: by its type, or by its first value."""
    kind = type_name(column)
    if kind.startswith(_TIMES):
        return True
    values = getattr(column, "values", column) if hasattr(column, "gaps") else column
    array = np.asarray(values) if kind in _UNTYPED else np.zeros(0)
    items = (item for item in array.reshape(-1) if not is_missing(item))
    return array.dtype.kind == "M" or is_time(next(items, None))


def element_type(column: Any) -> str:
    """Return the type of the elements of a column of lists; "object" if it is unknown."""
    dtype = _dtype(column)
    inner = getattr(dtype, "value_type", getattr(dtype, "inner", None))
    return "object" if inner is None else _name(inner)


def type_name(column: Any) -> str:
    """Return the type name of the values of a column, in lower case; "object" without a type.

    For Arrow dictionaries and polars arrays, this is the type of their elements.
    """
    return _name(_dtype(column))


def _dtype(column: Any) -> Any:
    dtype = getattr(column, "type", getattr(column, "dtype", "object"))
    return getattr(dtype, "pyarrow_dtype", dtype)  # A pandas column may be stored by Arrow.


def _name(dtype: Any) -> str:
    name = str(dtype).lower().removesuffix("[pyarrow]")
    if name.startswith("dictionary<"):
        return _name(dtype.value_type)
    if name.startswith("array("):
        return _name(dtype.inner)
    return name
