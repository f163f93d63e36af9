"""Values and missing values of columns and data frames: NumPy, pandas, polars, Arrow, R."""

from __future__ import annotations

from typing import Any

import numpy as np

from prelayer._core.masked_column import MaskedColumn


def is_column(value: Any) -> bool:
    """Return whether a value is a container that supports missing values."""
    return hasattr(value, "to_numpy") or isinstance(value, np.ma.MaskedArray)


def levels_as_text(value: Any) -> Any:
    """Return a categorical column of pandas as text, as in datasets; other values unchanged."""
    categories = getattr(getattr(value, "dtype", None), "categories", None)
    codes = getattr(getattr(value, "cat", value), "codes", None)
    if categories is None or codes is None or not hasattr(categories, "tolist"):
        return value
    items = categories.tolist()
    if all(isinstance(item, (str, bytes)) for item in items):
        return value
    return np.array([*map(str, items), None], object)[np.asarray(codes)]


def apart(column: Any) -> tuple[np.ndarray, np.ndarray | None]:
    """Return the values of a column, and where numbers are missing if the array has no NaN.

    Args:
        column: a container for which `is_column` is True.
    """
    if isinstance(column, MaskedColumn):
        return column.values, column.gaps
    masked = isinstance(column, np.ma.MaskedArray)
    return _of_masked(column) if masked else _of_column(column)


def _of_masked(value: np.ma.MaskedArray) -> tuple[np.ndarray, np.ndarray | None]:
    array, gaps = np.ma.getdata(value), np.ma.getmaskarray(value)
    if not gaps.any():
        return array, None
    if array.dtype.kind in "biuf":
        return array, gaps
    objects = array.astype(object)
    objects[gaps] = None
    return objects, None


def _of_column(column: Any) -> tuple[np.ndarray, np.ndarray | None]:
    """Return the values of a column or data frame, and where whole numbers are missing."""
    if hasattr(column, "to_pylist"):
        return _of_arrow(column)
    if hasattr(column, "null_count") and hasattr(column, "fill_null"):
        return _of_polars(column)
    if getattr(getattr(column, "dtype", None), "tz", None) is not None:
        # Times with a zone would become objects.
        column = getattr(column, "dt", column).tz_convert(None)
    array = np.asarray(column.to_numpy())
    dtypes: Any = getattr(column, "dtypes", getattr(column, "dtype", array.dtype))
    kinds = {dtype.kind for dtype in np.atleast_1d(dtypes)}
    if kinds <= set("biu") and array.dtype.kind in "fO":  # Floats would round large integers.
        gaps = np.asarray(column.isna())
        filled = column.fillna(False if kinds == {"b"} else 0)
        return np.asarray(filled.to_numpy()), gaps if gaps.any() else None
    if kinds <= set("biuf") and array.dtype.kind == "O":
        return np.asarray(column.to_numpy(dtype="float64", na_value=np.nan)), None
    return array, None


def _of_polars(column: Any) -> tuple[np.ndarray, np.ndarray | None]:
    """Return the values of a polars series or frame, and where whole numbers are missing."""
    frame = hasattr(column, "dtypes")
    series = list(column) if frame else [column]
    gaps = [one.is_null().to_numpy() for one in series]
    whole = all(one.dtype.is_integer() for one in series)
    if not np.any(gaps) or not (whole or all(str(one.dtype) == "Boolean" for one in series)):
        return np.asarray(column.to_numpy()), None
    filled = column.fill_null(0 if whole else False)  # Floats would round large integers.
    return np.asarray(filled.to_numpy()), np.stack(gaps, axis=1) if frame else gaps[0]


def _of_arrow(column: Any) -> tuple[np.ndarray, np.ndarray | None]:
    if hasattr(column.type, "value_type") and hasattr(column.type, "index_type"):
        column = column.cast(column.type.value_type)  # NumPy does not support nulls in indices.
    kind = str(column.type)
    if not column.null_count or not kind.startswith(("bool", "int", "uint")):
        return np.asarray(column.to_numpy(zero_copy_only=False)), None
    gaps = column.is_null().to_numpy(zero_copy_only=False)
    numbers = column.cast("int8") if kind == "bool" else column
    return numbers.fill_null(0).to_numpy(zero_copy_only=False), gaps
