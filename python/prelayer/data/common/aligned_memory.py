"""Arrays in aligned memory, which TensorFlow reads without a copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import tensorflow as tf

Array = np.ndarray | tf.Tensor

# TensorFlow takes memory as it is only if it begins at a multiple of this many bytes.
_ALIGNMENT = 64
# So many rows of all columns, or fewer, stay in the processor's cache while they are put in order.
_ROWS_AT_ONCE = 4096


class _Owned(np.ndarray):
    """An array that nobody else has, which lies where TensorFlow can take it."""


def aligned_copy(array: np.ndarray, dtype: Any = None) -> np.ndarray:
    """Return a copy of an array of numbers, row by row, that `held` takes as it is.

    Args:
        array: the numbers.
        dtype: that of the copy; None for that of `array`.
    """
    copy = _aligned(array.shape, np.dtype(dtype or array.dtype))
    copy[...] = array
    return copy.view(_Owned)


def as_variable(array: Array) -> tf.Variable:
    """Return an array as a variable, which the graphs of datasets share.

    An iterator copies the tensors that its graph captures, but not variables.

    Args:
        array: of any dtype that a tensor has; one of NumPy is copied once, unless it is `owned`.
    """
    if is_numbers(array):
        array = _shared(array) if _is_ready(array) else copied(array)
    with tf.device("CPU:0"):
        return tf.Variable(array, trainable=False)


def stack_columns(columns: Sequence[Array]) -> tf.Variable:
    """Return columns of one dtype as the columns of one matrix, held as a variable.

    Args:
        columns: (N,) each; those of NumPy are copied once.
    """
    if not all(is_numbers(column) for column in columns):
        return as_variable(tf.stack(columns, axis=1))
    matrix = _aligned((len(columns[0]), len(columns)), columns[0].dtype)
    for start in range(0, len(matrix), _ROWS_AT_ONCE):
        rows = slice(start, start + _ROWS_AT_ONCE)
        np.stack([column[rows] for column in columns], axis=1, out=matrix[rows])
    return as_variable(_shared(matrix))


def gather(matrix: tf.Variable, numbers: tf.Tensor) -> tf.Tensor:
    """Return the rows of several numbers.

    Args:
        matrix: what is held.
        numbers: which rows, of any shape.
    """
    # To gather from the variable itself, TensorFlow would first copy memory that it shares.
    return tf.gather(matrix.read_value(), numbers)


def is_numbers(array: Any) -> bool:
    """Return whether something is an array of numbers that `copied` takes, without a mask."""
    return type(array) in (np.ndarray, _Owned) and array.dtype.kind in "biufc"


def copied(array: np.ndarray) -> tf.Tensor:
    """Return a tensor of a copy of an array of numbers.

    TensorFlow itself copies twice what does not lie where it can take it.
    """
    return _shared(aligned_copy(array))


def _is_ready(array: np.ndarray) -> bool:
    # Rows that were picked of what is owned lie elsewhere.
    there = array.flags.c_contiguous and array.ctypes.data % _ALIGNMENT == 0
    return isinstance(array, _Owned) and there


def _aligned(shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    """Return an array of any content, which lies where TensorFlow can take it."""
    dtype = dtype.newbyteorder("=")
    size = int(np.prod(shape)) * dtype.itemsize
    memory = np.empty(size + _ALIGNMENT, np.uint8)
    start = -memory.ctypes.data % _ALIGNMENT
    return memory[start : start + size].view(dtype).reshape(shape)


def _shared(array: np.ndarray) -> tf.Tensor:
    return tf.experimental.dlpack.from_dlpack(array.__dlpack__())
