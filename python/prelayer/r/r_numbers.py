"""Conversion of integers for R, which represents integers beyond 32 bits as doubles."""

from __future__ import annotations

from typing import Any

from prelayer._core import check
from prelayer._core.whole_numbers import LARGEST_EXACT

_INT32 = 2**31 - 1


def with_r_numbers(value: Any, owner: str) -> Any:
    """Convert integers beyond 32 bits, and lists with such an integer, to floats.

    Args:
        value: plain data, as returned by `get_config()`.
        owner: source of the data in errors.

    Raises:
        ValueError: if a double cannot represent an integer exactly.
    """
    if isinstance(value, dict):
        return {key: with_r_numbers(item, owner) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        if value and all(type(item) is int for item in value):
            largest = max(value, key=abs)
            # reticulate converts a list of one type to a vector.
            return [float(item) for item in value] if _is_large(largest, owner) else value
        return type(value)(with_r_numbers(item, owner) for item in value)
    return float(value) if type(value) is int and _is_large(value, owner) else value


def _is_large(number: int, owner: str) -> bool:
    if abs(number) >= LARGEST_EXACT:
        check.refuse(owner, f"a number of R must be below 2^53, but {number} is among the values.")
    return abs(number) > _INT32
