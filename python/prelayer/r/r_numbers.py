"""Conversion of integers for R, which represents integers beyond 32 bits as doubles."""

from __future__ import annotations

from typing import Any

from prelayer._core import errors
from prelayer._core.whole_numbers import LARGEST_EXACT

_INT32 = 2**31 - 1


def with_r_numbers(value: Any) -> Any:
    """Convert integers beyond 32 bits, and lists with such an integer, to floats.

    Args:
        value: plain data, as returned by `get_config()`.

    Raises:
        ValueError: if a double cannot represent an integer exactly.
    """
    if isinstance(value, dict):
        return {key: with_r_numbers(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        if value and all(type(item) is int for item in value):
            largest = max(value, key=abs)
            # reticulate converts a list of one type to a vector.
            return [float(item) for item in value] if _is_large(largest) else value
        return type(value)(with_r_numbers(item) for item in value)
    return float(value) if type(value) is int and _is_large(value) else value


def _is_large(number: int) -> bool:
    if abs(number) >= LARGEST_EXACT:
        raise errors.problem(
            "a number of R must be below 2^53, but {number} is among the values.", number=number
        )
    return abs(number) > _INT32
