"""Whole numbers that int64 and float64 can represent, and errors for others."""

from __future__ import annotations

import numpy as np

from prelayer._core import errors

BEYOND_INT64 = "whole numbers from -2^63 to 2^63 - 1 are needed"
LARGEST_EXACT = 2**53
BEYOND_FLOAT64 = (
    "whole numbers must lie within -2^53 and 2^53, beyond which float64 rounds them, but"
)


def refuse_beyond_int64(array: np.ndarray) -> None:
    """Raise if a number is out of the range of int64.

    Args:
        array: whole numbers of any dtype.
    """
    for number in (array.max().item(), array.min().item()) if array.size else ():
        if not -(2**63) <= number < 2**63:
            shown = number if isinstance(number, int) else f"{number:g}"
            raise errors.problem(
                "{beyond_int64}, but {number} is among the values.",
                beyond_int64=BEYOND_INT64,
                number=shown,
            )


def refuse_beyond_float64(array: np.ndarray) -> None:
    """Raise if float64 would round a whole number.

    Args:
        array: whole numbers.
    """
    can_be_large = array.size and array.dtype.itemsize > 4
    for number in (array.max().item(), array.min().item()) if can_be_large else ():
        if abs(number) > LARGEST_EXACT:
            raise errors.problem(
                "{beyond_float64} {number} is among the values. Subtract an offset from them, "
                "or divide them, first.",
                beyond_float64=BEYOND_FLOAT64,
                number=number,
            )


def not_whole(array: np.ndarray) -> np.ndarray:
    """Return True where floats have a fraction, or are NaN or infinite."""
    with np.errstate(invalid="ignore"):  # The remainder of infinity is NaN, so it is not whole.
        return np.mod(array, 1) != 0
