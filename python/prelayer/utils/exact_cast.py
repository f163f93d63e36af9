"""Conversion of arrays to a dtype, without loss."""

from __future__ import annotations

import numpy as np

from prelayer._core import errors


def is_text(kind: np.dtype) -> bool:
    """Return whether a dtype is of text or of objects."""
    return kind.kind in "OUS"


def exact_cast(argument: str, values: np.ndarray, kind: np.dtype) -> np.ndarray:
    """Convert values to a dtype; floats may be rounded to a float dtype, but nothing else.

    Args:
        argument: the argument that the values are from.
        values: numbers, or objects for a dtype of text or objects.
        kind: the dtype; text of any length stays a list of objects.

    Raises:
        ValueError: if the dtype cannot hold a value.
    """
    if kind.kind == "O" or kind == np.dtype(str):
        return values
    rule = 'made of values that the dtype "{kind}" can hold'
    if not is_text(kind) and values.dtype.kind not in "biuf":
        remedy = "Say `{dtype='str'}` for text."
        raise errors.invalid(argument, rule, values.flat[0], remedy, kind=kind.name)
    with np.errstate(invalid="ignore", over="ignore"):
        converted = values.astype(kind)
        wrong = _differs(values, converted)
    if wrong.any():
        remedy = "Choose another `dtype`."
        raise errors.invalid(argument, rule, values[wrong].flat[0], remedy, kind=kind.name)
    return converted


def _differs(values: np.ndarray, converted: np.ndarray) -> np.ndarray:
    """Return which values a conversion changed, other than by rounding floats to floats."""
    if values.dtype.kind == "f" and converted.dtype.kind == "f":
        return np.isinf(converted) & ~np.isinf(values)
    changed = np.asarray(values != converted.astype(values.dtype))
    if values.dtype.kind in "iu" and converted.dtype.kind in "iu":
        # Of the same size, a number that wraps around is itself when it is converted back.
        changed |= (values < 0) != (converted < 0)
    return changed
