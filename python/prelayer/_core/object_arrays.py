"""Conversion of arrays of Python objects to text or numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np

from prelayer._core import check
from prelayer._core.missing import Missing, fill_gaps, is_missing, place_of, refuse_missing

_DECIMAL = (Decimal, int)


def from_objects(
    array: np.ndarray, given: Any, owner: str, encoding: str, missing: Missing
) -> np.ndarray:
    """Convert text to an object array of bytes, which keeps trailing NUL, unlike dtype "S".

    An array of objects that are numbers is converted to numbers.
    """
    encoded = np.empty(array.size, dtype=object)
    for position, item in enumerate(array.reshape(-1)):
        if isinstance(item, str):
            encoded[position] = encode(item, owner, encoding)
        elif isinstance(item, bytes):
            encoded[position] = item
        elif isinstance(item, (list, tuple)):
            refuse_uneven(owner)
        elif isinstance(missing.stand_in, bytes) and is_missing(item):
            encoded[position] = missing.stand_in
        else:
            return _not_text(array, given, position, owner, missing)
    return encoded.reshape(array.shape)


def encode(text: str, owner: str, encoding: str = "utf-8") -> bytes:
    """Encode text; bytes with surrogate escapes, as in file names, are restored."""
    try:
        return text.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        check.refuse(owner, f"text must be writable in {encoding}, but {text!r} is not.")


def refuse_uneven(owner: str) -> None:
    """Raise an error for a list of rows of different lengths."""
    check.refuse(
        owner, "the rows of a list must have the same length; use a ragged tensor for others."
    )


def _not_text(
    array: np.ndarray, given: Any, position: int, owner: str, missing: Missing
) -> np.ndarray:
    items = array.reshape(-1).tolist()
    with_text = any(isinstance(item, (str, bytes)) for item in items)
    gaps = np.array([is_missing(item) for item in items])
    if missing.stand_in is None:
        # NaN is a number, except among text.
        numbers = () if with_text else (float,)
        wrong = gaps & [not isinstance(item, numbers) for item in items]
        if wrong.any():
            first, places = items[int(np.argmax(wrong))], wrong.reshape(array.shape)
            refuse_missing(owner, places, first, missing, given)
    if with_text:
        text = next(at for at, item in enumerate(items) if isinstance(item, (str, bytes)))
        places = [place_of(at, array.shape, given) for at in (position, text)]
        check.refuse(
            owner,
            f"strings and other values must not be mixed, but {items[position]!r} stands at "
            f"{places[0]} and {items[text]!r} at {places[1]}. Convert the column to one type "
            "first.",
        )
    return _of_numbers(items, gaps, owner, missing).reshape(array.shape)


def _of_numbers(items: list[Any], gaps: np.ndarray, owner: str, missing: Missing) -> np.ndarray:
    if gaps.any():
        known = next((item for item, gap in zip(items, gaps) if not gap), 0)
        items = [known if gap else item for item, gap in zip(items, gaps)]
    try:
        numbers = np.array(items)
    except (ValueError, TypeError):
        numbers = np.array(items, dtype=object)
    if numbers.dtype == object and all(isinstance(item, _DECIMAL) for item in items):
        # As in SQL, a column of decimals without fraction digits contains whole numbers.
        whole = all(item == int(item) and "." not in str(item) for item in items)
        numbers = np.array([int(item) if whole else float(item) for item in items])
    if numbers.dtype == object:
        kinds = ", ".join(sorted({type(item).__name__ for item in items}))
        check.refuse(owner, f"values of type {kinds} cannot become a tensor.")
    return fill_gaps(numbers, gaps, missing) if gaps.any() else numbers
