"""Conversion of array-likes to NumPy arrays, and placeholders for missing values.

Missing are None, NaN among strings, NaT, the NA of pandas, nulls of Arrow and masked entries of
NumPy. Where a container of numbers has a type of its own for them, they are NaN; None among Python
objects, NA of R, and any of them among strings, are an error unless the caller says what stands for
them.
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
    """What becomes of missing values.

    Args:
        stand_in: what stands for them: bytes among strings, a whole number among whole numbers,
            else NaN. None makes them an error.
        remedy: what to do, for the sentence of that error.
        as_text: whether whole numbers become strings, so that bytes can stand among them.
    """

    stand_in: float | int | bytes | None = None
    remedy: str = "Replace or drop them first."
    as_text: bool = False


REFUSED = Missing()


def read(value: Any, owner: str, missing: Missing) -> np.ndarray:
    """Return an array-like as an array: of numbers, of text as NumPy has it, or of objects.

    Args:
        value: a number, a string, a (nested) list, an array, a pandas or Arrow column, a frame.
        owner: name of the caller in errors.
        missing: what becomes of the missing among numbers in a container that has them.
    """
    if is_column(value):
        return column_to_array(value, owner, missing)
    return value if isinstance(value, np.ndarray) else _of_list(value, owner)


def is_column(value: Any) -> bool:
    """Return whether values come in a container that may mark missing ones."""
    return hasattr(value, "to_numpy") or isinstance(value, np.ma.MaskedArray)


def column_to_array(column: Any, owner: str, missing: Missing) -> np.ndarray:
    """Return a masked array, a pandas or Arrow column, or a data frame, as an array.

    Args:
        column: numbers or anything else.
        owner: name of the caller in errors.
        missing: what stands for missing numbers.
    """
    array, gaps = apart(column)
    if isinstance(column, MaskedColumn) and gaps is not None and missing.stand_in is None:
        refuse_missing(owner, gaps, None, missing, column)
    return array if gaps is None else closed(array, gaps, missing)


def apart(column: Any) -> tuple[np.ndarray, np.ndarray | None]:
    """Return the values of a column, and where numbers are missing whose array has no NaN.

    Args:
        column: what `is_column` is true of.
    """
    if isinstance(column, MaskedColumn):
        return column.values, column.gaps
    masked = isinstance(column, np.ma.MaskedArray)
    return _of_masked(column) if masked else _of_column(column)


def closed(array: np.ndarray, gaps: np.ndarray, missing: Missing) -> np.ndarray:
    """Return numbers with what stands for the missing ones in their places.

    Args:
        array: numbers; any one stands where one is missing.
        gaps: where they are missing.
        missing: what stands for them; NaN where that is not said.
    """
    stand_in, whole = missing.stand_in, array.dtype.kind in "iub"
    if isinstance(stand_in, int) and (whole or _is_whole(array[~gaps])):
        # What a gap holds may be no whole number.
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
    """Return whether an object stands for a value that is missing."""
    return (
        item is None
        or type(item).__name__ in _MARKERS
        or (isinstance(item, (float, np.floating)) and math.isnan(item))
    )


def missing_of(array: np.ndarray) -> np.ndarray:
    """Return where the objects in an array stand for values that are missing."""
    return np.array([is_missing(item) for item in array.flat], bool).reshape(array.shape)


def refuse_missing(
    owner: str, gaps: np.ndarray, first: Any, missing: Missing, given: Any = None
) -> None:
    """Refuse missing values: say how many there are, and where the first one stands.

    Args:
        owner: name of the caller in errors.
        gaps: where values are missing.
        first: the first of them.
        missing: what to do.
        given: what the user gave, which may have columns.
    """
    check.refuse(
        owner,
        f"values must not be missing, but {int(gaps.sum())} of {gaps.size} are, the first "
        f"({first!r}) at {place_of(np.argmax(gaps), gaps.shape, given)}. {missing.remedy}",
    )


def place_of(position: Any, shape: tuple[int, ...], given: Any = None) -> str:
    """Return the place of an item, counted through the whole array, in words.

    Args:
        position: how many items are before it.
        shape: the shape of the array.
        given: what the user gave, which may have columns.
    """
    where = tuple(int(index) for index in np.unravel_index(position, shape))
    columns = getattr(given, "columns", None)
    if len(where) == 2 and columns is not None:
        return f"row {where[0]} of column {columns[where[1]]!r}"
    return f"position {where[0] if len(where) == 1 else where}"


def refuse_uneven(owner: str) -> None:
    """Refuse a list of rows of different lengths."""
    check.refuse(
        owner, "the rows of a list must have the same length; use a ragged tensor for others."
    )


def _of_list(value: Any, owner: str) -> np.ndarray:
    try:
        # NumPy turns [1, "a"] into text without a word; objects keep what was given.
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
    dtypes = getattr(column, "dtypes", getattr(column, "dtype", array.dtype))
    kinds = {dtype.kind for dtype in np.atleast_1d(dtypes)}
    if kinds <= set("biu") and array.dtype.kind in "fO":  # as floats, large ones are rounded
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
    filled = column.fill_null(0 if whole else False)  # as floats, large ones are rounded
    return np.asarray(filled.to_numpy()), np.stack(gaps, axis=1) if frame else gaps[0]


def _of_arrow(column: Any) -> tuple[np.ndarray, np.ndarray | None]:
    if hasattr(column.type, "value_type") and hasattr(column.type, "index_type"):
        column = column.cast(column.type.value_type)  # NumPy has no null among the indices
    kind = str(column.type)
    if not column.null_count or not kind.startswith(("bool", "int", "uint")):
        return np.asarray(column.to_numpy(zero_copy_only=False)), None
    gaps = column.is_null().to_numpy(zero_copy_only=False)
    numbers = column.cast("int8") if kind == "bool" else column
    return numbers.fill_null(0).to_numpy(zero_copy_only=False), gaps
