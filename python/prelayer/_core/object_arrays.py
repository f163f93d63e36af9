"""Conversion of arrays of Python objects to text or numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NoReturn

import numpy as np

from prelayer._core import errors
from prelayer._core.missing import Missing, fill_gaps, is_missing, place_of, refuse_missing

_DECIMAL = (Decimal, int)


def from_objects(array: np.ndarray, given: Any, encoding: str, missing: Missing) -> np.ndarray:
    """Convert text to an object array of bytes, which keeps trailing NUL, unlike dtype "S".

    An array of objects that are numbers is converted to numbers.
    """
    encoded = np.empty(array.size, dtype=object)
    for position, item in enumerate(array.reshape(-1)):
        if isinstance(item, str):
            encoded[position] = encode(item, encoding)
        elif isinstance(item, bytes):
            encoded[position] = item
        elif isinstance(item, (list, tuple)):
            refuse_uneven()
        elif isinstance(missing.placeholder, bytes) and is_missing(item):
            encoded[position] = missing.placeholder
        else:
            return _not_text(array, given, position, missing)
    return encoded.reshape(array.shape)


def encode(text: str, encoding: str = "utf-8") -> bytes:
    """Encode text; bytes with surrogate escapes, as in file names, are restored."""
    try:
        return text.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        raise errors.problem(
            "text must be writable in {encoding}, but {text!r} is not.",
            encoding=encoding,
            text=text,
        ) from None


def refuse_strings() -> NoReturn:
    """Raise an error for strings where numbers are needed."""
    raise errors.problem(
        "numbers are needed, but the values are strings. Convert them to numbers, or index "
        "categories by {lookup!c}().",
        lookup="StringLookup",
    )


def refuse_uneven() -> None:
    """Raise an error for a list of rows of different lengths."""
    raise errors.problem(
        "the rows of a list must have the same length; use a ragged tensor for others."
    )


def _not_text(array: np.ndarray, given: Any, position: int, missing: Missing) -> np.ndarray:
    items = array.reshape(-1).tolist()
    are_text = np.array([isinstance(item, (str, bytes)) for item in items])
    with_text = are_text.any()
    gaps = np.array([is_missing(item) for item in items])
    if with_text and missing.placeholder is not None and (are_text | gaps).all():
        # Text with gaps, for a layer whose placeholder is a number.
        refuse_strings()
    if missing.placeholder is None:
        # NaN is a number, except among text.
        numbers = () if with_text else (float,)
        wrong = gaps & [not isinstance(item, numbers) for item in items]
        if wrong.any():
            first, wrong_places = items[int(np.argmax(wrong))], wrong.reshape(array.shape)
            refuse_missing(wrong_places, first, missing, given)
    if with_text:
        text = int(np.argmax(are_text))
        places = [place_of(at, array.shape, given) for at in (position, text)]
        raise errors.problem(
            "strings and other values must not be mixed, but {first!r} is at {place} and "
            "{second!r} at {other}. Convert the column to one type first.",
            first=items[position],
            place=places[0],
            second=items[text],
            other=places[1],
        )
    return _of_numbers(items, gaps, missing).reshape(array.shape)


def _of_numbers(items: list[Any], gaps: np.ndarray, missing: Missing) -> np.ndarray:
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
        names = sorted({type(item).__name__ for item in items})
        kinds = ", ".join("{dict}" if name == "dict" else name for name in names)
        raise errors.problem(f"values of type {kinds} cannot become a tensor.")
    return fill_gaps(numbers, gaps, missing) if gaps.any() else numbers
