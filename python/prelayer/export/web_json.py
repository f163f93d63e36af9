"""Arrays as JSON that JavaScript reads without loss."""

from __future__ import annotations

from typing import Any

import numpy as np

_SAFE = 2**53 - 1  # the largest number up to which JavaScript has all whole numbers


def to_json(value: Any) -> Any:
    """Return an array as nested lists, or a scalar.

    Texts are decoded. Floats have as few digits as their dtype needs; those that are not finite are
    "NaN", "Infinity" and "-Infinity". Whole numbers beyond 2^53 are texts.
    """
    array = np.asarray(value)
    items = [_item(one) for one in array.ravel()]
    return _nested(items, array.shape)


def from_json(value: Any, dtype: str) -> np.ndarray:
    """Return nested lists as an array of a dtype, or of objects if it is "string"."""
    array = np.array(value, object)
    return array if dtype == "string" else array.astype(dtype)


def _item(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, np.floating):
        if not np.isfinite(value):
            return "NaN" if np.isnan(value) else "Infinity" if value > 0 else "-Infinity"
        return float(str(value))
    if isinstance(value, np.integer):
        whole = int(value)
        return whole if abs(whole) <= _SAFE else str(whole)
    return value.item() if isinstance(value, np.generic) else value


def _nested(items: list[Any], shape: tuple[int, ...]) -> Any:
    if not shape:
        return items[0]
    if len(shape) == 1:
        return items
    step = len(items) // shape[0] if shape[0] else 0
    return [_nested(items[at * step : (at + 1) * step], shape[1:]) for at in range(shape[0])]
