"""normalize: vectors of length 1."""

from __future__ import annotations

import math
import numbers

import keras
import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.owner import public
from prelayer._core.tensors import as_numbers
from prelayer._core.types import ArrayLike, Tensor


@public
def normalize(x: ArrayLike, axis: int = -1, order: float = 2) -> np.ndarray | Tensor:
    """Divide vectors by their norm, so that they have length 1.

    To normalize features to mean 0 and variance 1 instead, use the layer `Normalization`.

    See also: `Normalization`, `Rescaling`.

    Args:
        x: numbers of any shape. Vectors of zeros stay as they are.
        axis: the axis along which vectors lie, counted from 0, or from -1 for the last one.
        order: the order of the norm: 2 for the Euclidean length, 1 for the sum of absolute values,
            `math.inf` for the largest absolute value.

    Returns:
        Numbers of the shape and float dtype of `x`: an array for an array, else a tensor. Whole
        numbers become float64 in an array, and Keras's float type in a tensor.

    Raises:
        ValueError: if `x` does not consist of numbers, has no such axis, or `order` is not above 0.

    Examples:
        >>> import numpy as np
        >>> from prelayer import normalize
        >>> normalize(np.array([[3.0, 4.0], [0.0, 2.0]]))
        array([[0.6, 0.8],
               [0. , 1. ]])
    """
    numbers_of_x = as_numbers(x)
    if not isinstance(numbers_of_x, tf.Tensor):
        raise errors.invalid("x", "an array or a dense tensor", x)
    axis = _checked_axis(axis, numbers_of_x)
    wide = tf.cast(numbers_of_x, tf.float64)
    norm = _norm(wide, axis, _checked_order(order))
    result = tf.math.divide_no_nan(wide, norm)
    is_array = isinstance(x, np.ndarray)
    whole_dtype = "float64" if is_array else keras.config.floatx()
    dtype = numbers_of_x.dtype if numbers_of_x.dtype.is_floating else whole_dtype
    result = tf.cast(result, dtype)
    return result.numpy() if is_array else result


def _norm(values: tf.Tensor, axis: int, order: float) -> tf.Tensor:
    sizes = tf.abs(values)
    largest = tf.reduce_max(sizes, axis, keepdims=True)
    if math.isinf(order):
        return largest
    # Scaled by the largest value, no power is out of range.
    shares = tf.math.divide_no_nan(sizes, largest)
    return largest * tf.reduce_sum(shares**order, axis, keepdims=True) ** (1 / order)


def _checked_axis(axis: int, values: tf.Tensor) -> int:
    axis, rank = check.whole("axis", axis), len(values.shape)
    if rank == 0:
        raise errors.problem("vectors are needed, but `x` is a single number.")
    if not -rank <= axis < rank:
        rule = "from {first} to {last}, as there are {rank} axes"
        raise errors.invalid("axis", rule, axis, first=-rank, last=rank - 1, rank=rank)
    return axis


def _checked_order(order: float) -> float:
    is_number = isinstance(order, numbers.Real) and not isinstance(order, (bool, np.bool_))
    if not is_number or math.isnan(order) or order <= 0:
        raise errors.invalid("order", "a number above 0", order)
    return float(order)
