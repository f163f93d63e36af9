"""The range of numbers that a dtype can represent."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

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
