"""Conversion of array-likes to NumPy arrays, and placeholders for missing values.

Missing values are None, NaN among strings, NaT, the NA of pandas, nulls of Arrow and masked entries
of NumPy. Missing numbers of containers with a type for missing values become NaN. None among Python
objects, NA of R, and missing values among strings raise, unless the caller provides a placeholder.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from prelayer._core import check
from prelayer._core.masked_column import MaskedColumn

_MARKERS = ("NAType", "NaTType", "MaskedConstant")


@dataclass(frozen=True)
class Missing:
    """The rule for missing values.

    Args:
        stand_in: the placeholder: bytes for strings, a whole number for whole numbers, else NaN.
            None: missing values raise.
        remedy: the remedy in the error message.
        as_text: whether whole numbers become strings, so that the placeholder can be bytes.
    """

    stand_in: float | int | bytes | None = None
    remedy: str = "Replace or drop them first."
    as_text: bool = False


REFUSED = Missing()


def read(value: Any, owner: str, missing: Missing) -> np.ndarray:
    """Convert an array-like to an array of numbers, of NumPy strings, or of objects.

    Args:
        value: a number, a string, a (nested) list, an array, a pandas or Arrow column, a frame.
        owner: name of the caller in errors.
        missing: the rule for missing numbers in containers that support missing values.
    """
    if is_column(value):
        return column_to_array(value, owner, missing)
    return value if isinstance(value, np.ndarray) else _of_list(value, owner)


def is_column(value: Any) -> bool:
    """Return whether a value is a container that supports missing values."""
    return hasattr(value, "to_numpy") or isinstance(value, np.ma.MaskedArray)


def column_to_array(column: Any, owner: str, missing: Missing) -> np.ndarray:
    """Convert a masked array, a pandas or Arrow column, or a data frame to an array.

    Args:
        column: a container of numbers or other values.
        owner: name of the caller in errors.
        missing: the rule for missing numbers.
    """
    array, gaps = apart(column)
    if isinstance(column, MaskedColumn) and gaps is not None and missing.stand_in is None:
        refuse_missing(owner, gaps, None, missing, column)
    return array if gaps is None else closed(array, gaps, missing)


def apart(column: Any) -> tuple[np.ndarray, np.ndarray | None]:
    """Return the values of a column, and where numbers are missing if the array has no NaN.

    Args:
        column: a container for which `is_column` is True.
    """
    if isinstance(column, MaskedColumn):
        return column.values, column.gaps
    masked = isinstance(column, np.ma.MaskedArray)
    return _of_masked(column) if masked else _of_column(column)


def closed(array: np.ndarray, gaps: np.ndarray, missing: Missing) -> np.ndarray:
    """Replace missing numbers by the placeholder.

    Args:
        array: numbers, with arbitrary values where numbers are missing.
        gaps: True where numbers are missing.
        missing: the rule for missing values; NaN without a placeholder.
    """
    stand_in, whole = missing.stand_in, array.dtype.kind in "iub"
    if isinstance(stand_in, int) and (whole or _is_whole(array[~gaps])):
        # The value of a missing entry need not be a whole number.
        filled = np.where(gaps, 0, array).astype(np.int64)
        filled[gaps] = stand_in
        return filled
    if missing.as_text and isinstance(stand_in, bytes) and whole:
        text = np.array([b"%d" % number for number in array.reshape(-1).tolist()], dtype=object)
        text[gaps.reshape(-1)] = stand_in
        return text.reshape(array.shape)
    floats = array.astype(array.dtype if array.dtype.kind == "f" else np.float64)
    floats[gaps] = np.nan
    return floats


def _is_whole(numbers: np.ndarray) -> bool:
    return bool(np.all(np.mod(numbers, 1) == 0))


def is_missing(item: Any) -> bool:
    """Return whether an object represents a missing value."""
    return (
        item is None
        or type(item).__name__ in _MARKERS
        or (isinstance(item, (float, np.floating)) and math.isnan(item))
    )


def missing_of(array: np.ndarray) -> np.ndarray:
    """Return True where the objects in an array represent missing values."""
    return np.array([is_missing(item) for item in array.flat], bool).reshape(array.shape)


def refuse_missing(
    owner: str, gaps: np.ndarray, first: Any, missing: Missing, given: Any = None
) -> None:
    """Raise an error with the number of missing values and the position of the first one.

    Args:
        owner: name of the caller in errors.
        gaps: True where values are missing.
        first: the first missing value.
        missing: the rule, with the remedy.
        given: the user's data, which may have columns.
    """
    check.refuse(
        owner,
        f"values must not be missing, but {int(gaps.sum())} of {gaps.size} are, the first "
        f"({first!r}) at {place_of(np.argmax(gaps), gaps.shape, given)}. {missing.remedy}",
    )


def place_of(position: Any, shape: tuple[int, ...], given: Any = None) -> str:
    """Return the position of an item as text.

    Args:
        position: the index of the item in the flattened array.
        shape: the shape of the array.
        given: the user's data, which may have columns.
    """
    where = tuple(int(index) for index in np.unravel_index(position, shape))
    columns = getattr(given, "columns", None)
    if len(where) == 2 and columns is not None:
        return f"row {where[0]} of column {columns[where[1]]!r}"
    return f"position {where[0] if len(where) == 1 else where}"


def refuse_uneven(owner: str) -> None:
    """Raise an error for a list of rows of different lengths."""
    check.refuse(
        owner, "the rows of a list must have the same length; use a ragged tensor for others."
    )


def _of_list(value: Any, owner: str) -> np.ndarray:
    try:
        # NumPy silently converts [1, "a"] to text; an array of objects keeps the values.
        array = np.asarray(value, dtype=object if _starts_with_text(value) else None)
    except ValueError:
        refuse_uneven(owner)
    if array.dtype.kind in "US" and not isinstance(value, np.generic):
        array = np.asarray(value, dtype=object)
    return array


def _starts_with_text(value: Any) -> bool:
    while isinstance(value, (list, tuple)) and value:
        value = value[0]
    return isinstance(value, (str, bytes))


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
