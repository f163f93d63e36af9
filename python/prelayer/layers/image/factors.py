"""Range arguments of random layers: a pair of numbers, or a number for a range around zero."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from prelayer._core import errors


def factor_range(
    argument: str, value: Any, lowest: float, highest: float, open_below: bool = False
) -> tuple[float, float]:
    """Return an argument as a range to sample from, lower bound first.

    Args:
        argument: the name of the argument, for the error message.
        value: a pair of numbers, or a number x, which means -x to x.
        lowest: the smallest number allowed.
        highest: the largest number allowed; with infinity, every finite number is.
        open_below: whether `lowest` itself is not allowed.
    """
    bounds = f"above {lowest:g} and at most" if open_below else f"from {lowest:g} to"
    allowed = f"{bounds} {highest:g}" if highest < math.inf else f"of at least {lowest:g}"
    given = np.asarray(value, dtype=object)
    numbers = given.reshape(-1).tolist()
    fits = given.shape in ((), (2,))
    if not fits or not all(_allowed(number, lowest, highest, open_below) for number in numbers):
        raise errors.invalid(
            argument, "a number {allowed}, or a pair of them", value, allowed=allowed
        )
    lower, upper = sorted(map(float, numbers)) if len(numbers) == 2 else _both_ways(numbers[0])
    return max(lower, lowest), upper


def _both_ways(number: Any) -> tuple[float, float]:
    return -abs(float(number)), abs(float(number))


def _allowed(number: Any, lowest: float, highest: float, open_below: bool) -> bool:
    if isinstance(number, (bool, np.bool_)) or not isinstance(number, (int, float, np.number)):
        return False
    if number == math.inf or (open_below and number == lowest):
        return False
    return bool(lowest <= number <= highest)
