"""Arrays of numbers as arguments of layers."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.missing import Missing
from prelayer._core.tensors import as_numbers


def as_number_table(argument: str, value: Any, rule: str) -> np.ndarray:
    """Return an argument as a float64 array that is not empty, with NaN for missing numbers.

    Args:
        argument: the name of the argument.
        value: an array, a list or a data frame of numbers.
        rule: the rule for the argument, for errors.
    """
    try:
        with tf.init_scope():  # a layer may be created inside a traced function
            array = as_numbers(value, "float64", Missing(np.nan)).numpy().astype(np.float64)
    except (ValueError, TypeError, AttributeError):
        raise errors.invalid(argument, rule, value) from None
    if array.size == 0:
        raise errors.invalid(argument, rule, value)
    return np.asarray(array)
