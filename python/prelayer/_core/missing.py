"""Missing values: the rule for them, placeholders and errors.

Missing values are None, NaN among strings, NaT, the NA of pandas, nulls of Arrow and masked entries
of NumPy. Missing numbers of containers with a type for missing values become NaN. None among Python
objects, NA of R, and missing values among strings raise, unless the caller provides a placeholder.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from prelayer._core import errors
from prelayer._core.message import Message

_MARKERS = ("NAType", "NaTType", "MaskedConstant")


@dataclass(frozen=True)
class Missing:
    """The rule for missing values.

    Args:
        placeholder: the placeholder: bytes for strings, a whole number for whole numbers, else NaN.
            None: missing values raise.
        remedy: the remedy in the error message.
        as_text: whether whole numbers become strings, so that the placeholder can be bytes.
    """

    placeholder: float | int | bytes | None = None
    remedy: str = "Replace or drop them first."
    as_text: bool = False


REFUSED = Missing()


def fill_gaps(array: np.ndarray, gaps: np.ndarray, missing: Missing) -> np.ndarray:
    """Replace missing numbers by the placeholder.

    Args:
        array: numbers, with arbitrary values where numbers are missing.
        gaps: True where numbers are missing.
        missing: the rule for missing values; NaN without a placeholder.
    """
    placeholder, whole = missing.placeholder, array.dtype.kind in "iub"
    if isinstance(placeholder, int) and (whole or _is_whole(array[~gaps])):
        # The value of a missing entry need not be a whole number.
        filled = np.where(gaps, 0, array).astype(np.int64)
        filled[gaps] = placeholder
        return filled
    if missing.as_text and isinstance(placeholder, bytes) and whole:
        text = np.array([b"%d" % number for number in array.reshape(-1).tolist()], dtype=object)
        text[gaps.reshape(-1)] = placeholder
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


def refuse_missing(gaps: np.ndarray, first: Any, missing: Missing, given: Any = None) -> None:
    """Raise an error with the number of missing values and the position of the first one.

    Args:
        gaps: True where values are missing.
        first: the first missing value.
        missing: the rule, with the remedy.
        given: the user's data, which may have columns.
    """
    raise errors.problem(
        "values must not be missing, but {number} of {size} are, the first ({first!m}) at "
        "{place}. {remedy}",
        number=int(gaps.sum()),
        size=gaps.size,
        first=first,
        place=place_of(np.argmax(gaps), gaps.shape, given),
        remedy=Message(missing.remedy),
    )


def place_of(position: Any, shape: tuple[int, ...], given: Any = None) -> Message:
    """Return the position of an item for messages.

    Args:
        position: the index of the item in the flattened array.
        shape: the shape of the array.
        given: the user's data, which may have columns.
    """
    where = tuple(int(index) for index in np.unravel_index(position, shape))
    columns = getattr(given, "columns", None)
    if len(where) == 2 and columns is not None:
        column = columns[where[1]]
        return Message("row {row!p} of column {column!r}", row=where[0], column=column)
    return Message("position {at!p}", at=where[0] if len(where) == 1 else where)
