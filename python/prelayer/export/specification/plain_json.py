"""JSON text in which every number and every text survives: rules for values, and the layout."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Iterable
from typing import Any

import numpy as np

# Beyond it, readers that have only float64 would round whole numbers.
LARGEST_EXACT = 2**53
_INDENT = "  "


def number(value: float) -> float | str:
    """Return a float64 as a JSON number, which is its shortest exact form, or as a name."""
    value = float(value)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def whole(value: int) -> int | str:
    """Return a whole number, as digits in a string beyond 2^53 and -2^53."""
    return int(value) if abs(int(value)) <= LARGEST_EXACT else str(int(value))


def text(value: bytes) -> str | dict[str, str]:
    """Return bytes as a string, or in base64 if they are not UTF-8 or have a NUL."""
    try:
        decoded = value.decode()
    except UnicodeDecodeError:
        return {"base64": in_base64(value)}
    return {"base64": in_base64(value)} if "\0" in decoded else decoded


def in_base64(value: bytes) -> str:
    """Return bytes in base64."""
    return base64.b64encode(value).decode()


def plain_list(values: Iterable[Any]) -> list[Any]:
    """Return numbers, booleans and texts, the latter in base64, as values of JSON."""
    flat = np.asarray(values).reshape(-1).tolist()
    return [_plain(value) for value in flat]


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return in_base64(value)
    if isinstance(value, bool):
        return value
    return whole(value) if isinstance(value, int) else number(value)


def layout(value: Any, depth: int = 0) -> str:
    """Return JSON text: objects have a line for each entry, lists of plain values one line.

    Args:
        value: dicts, lists, texts, numbers, booleans and None, without NaN and infinities.
        depth: how deep the value is nested.
    """
    here, inside = "\n" + _INDENT * depth, "\n" + _INDENT * (depth + 1)
    if isinstance(value, dict) and value and not _fits_in_line(value):
        parts = [f"{_line(key)}: {layout(part, depth + 1)}" for key, part in value.items()]
        return "{" + ",".join(inside + part for part in parts) + here + "}"
    if isinstance(value, list) and any(isinstance(part, dict) for part in value):
        parts = [layout(part, depth + 1) for part in value]
        return "[" + ",".join(inside + part for part in parts) + here + "]"
    return _line(value)


def _fits_in_line(value: dict[str, Any]) -> bool:
    return all(part is None or isinstance(part, (str, int, float)) for part in value.values())


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
