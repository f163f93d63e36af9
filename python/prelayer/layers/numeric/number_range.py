"""Ranges of numbers: of a dtype, and as arguments of layers."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer.ops.numeric.arithmetic import at_least_float32


def exceeds(values: Any, dtype: str) -> np.ndarray:
    """Return a boolean array of the float64 numbers that would become infinite in a dtype."""
    return np.abs(np.asarray(values, np.float64)) > float(tf.as_dtype(dtype).max)


def too_large(dtype: str) -> str:
    """Return the end of an error message about numbers detected by `exceeds`."""
    largest = float(tf.as_dtype(dtype).max)
    wider = "float64" if at_least_float32(dtype) == dtype else "float32"
    return (
        f"beyond {largest:.3g}, the largest number of {dtype}. Give the layer "
        f'`dtype="{wider}"`, or scale the data first.'
    )


def increasing_pair(
    argument: str, value: Any, bounds: tuple[float, float] | None = None
) -> tuple[float, float]:
    """Return two finite numbers in increasing order, within bounds."""
    try:
        pair = np.asarray(value, np.float64)
    except (TypeError, ValueError):
        pair = np.zeros(0)
    lowest, highest = bounds or (-np.inf, np.inf)
    fits = pair.shape == (2,) and np.isfinite(pair).all()
    if not fits or not lowest <= pair[0] < pair[1] <= highest:
        within = f" from {lowest:g} to {highest:g}" if bounds else ""
        rule = f"two numbers{within}, the second larger than the first"
        raise errors.invalid(argument, rule, value)
    return float(pair[0]), float(pair[1])
