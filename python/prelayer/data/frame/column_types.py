"""Detects text columns, by dtype or by values."""

from __future__ import annotations

from itertools import islice
from typing import Any

import numpy as np

from prelayer._core import arrays

# The first letters of the types that pandas, polars and Arrow have for text and bytes.
_TEXT = ("string", "large_string", "utf8", "binary", "large_binary", "fixed_size_binary")
_CATEGORIES = ("categorical", "enum")  # of polars, which are text
# Types that do not say what the values are: those of Python objects, and of no values at all.
_UNTYPED = ("object", "null")


def holds_text(column: Any) -> bool:
    """Return whether a column holds text.

    A typed column is what its type says. In others the first values that are there decide; where
    all are missing, the column is text, as an object column of a data frame nearly always is.
    """
    kind = type_name(column)
    if kind == "str" or kind.startswith(_TEXT + _CATEGORIES):
        return True
    values = getattr(column, "values", column) if hasattr(column, "gaps") else column
    array = np.asarray(values)
    if array.dtype != object:
        return array.dtype.kind in "US" or kind == "null"
    items = (item for item in array.reshape(-1) if not arrays.is_missing(item))
    there = list(islice(items, 1000))
    if not there:
        return kind in _UNTYPED
    return any(isinstance(item, (str, bytes)) for item in there)


def element_type(column: Any) -> str:
    """Return the type of the elements of a column of lists, "object" where it is not stated."""
    dtype = _dtype(column)
    inner = getattr(dtype, "value_type", getattr(dtype, "inner", None))
    return "object" if inner is None else _name(inner)


def type_name(column: Any) -> str:
    """Return the name of the type of a column's values in lower case, "object" where it has none.

    The type of the values of a dictionary of Arrow, and of an array of polars, is that of their
    elements.
    """
    return _name(_dtype(column))


def _dtype(column: Any) -> Any:
    dtype = getattr(column, "type", getattr(column, "dtype", "object"))
    return getattr(dtype, "pyarrow_dtype", dtype)  # of a pandas column that Arrow holds


def _name(dtype: Any) -> str:
    name = str(dtype).lower().removesuffix("[pyarrow]")
    if name.startswith("dictionary<"):
        return _name(dtype.value_type)
    if name.startswith("array("):
        return _name(dtype.inner)
    return name
