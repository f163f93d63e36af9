"""Arrays in aligned memory, which TensorFlow reads without a copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import tensorflow as tf

Array: TypeAlias = np.ndarray | tf.Tensor

# TensorFlow uses memory without a copy only if its address is a multiple of this many bytes.
_ALIGNMENT = 64
# Number of rows whose columns fit into the processor's cache while they are stacked.
_ROWS_AT_ONCE = 4096


class _Owned(np.ndarray):
    """An array without other references to its memory, which is aligned for TensorFlow."""


def aligned_copy(array: np.ndarray, dtype: Any = None) -> np.ndarray:
    """Return a C-contiguous copy of an array of numbers that `as_variable` uses without a copy.

    Args:
        array: the numbers.
        dtype: dtype of the copy; None for that of `array`.
    """
    copy = _aligned(array.shape, np.dtype(dtype or array.dtype))
    copy[...] = array
    return copy.view(_Owned)


def as_variable(array: Array) -> tf.Variable:
    """Convert an array to a variable that the graphs of datasets share.

    An iterator copies the tensors that its graph captures, but not variables.

    Args:
        array: an array of any dtype of TensorFlow; a NumPy array is copied once, unless it was
            returned by `aligned_copy`.
    """
    if is_numbers(array):
        array = _shared(array) if _is_ready(array) else copied(array)
    with tf.device("CPU:0"):
        return tf.Variable(array, trainable=False)


def stack_columns(columns: Sequence[Array]) -> tf.Variable:
    """Stack columns of one dtype to a matrix (N, columns), as a variable.

    Args:
        columns: arrays of shape (N,); NumPy arrays are copied once.
    """
    if not all(is_numbers(column) for column in columns):
        return as_variable(tf.stack(columns, axis=1))
    matrix = _aligned((len(columns[0]), len(columns)), columns[0].dtype)
    for start in range(0, len(matrix), _ROWS_AT_ONCE):
        rows = slice(start, start + _ROWS_AT_ONCE)
        np.stack([column[rows] for column in columns], axis=1, out=matrix[rows])
    return as_variable(_shared(matrix))


def gather(matrix: tf.Variable, numbers: tf.Tensor) -> tf.Tensor:
    """Gather rows by index.

    Args:
        matrix: the rows.
        numbers: indices of the rows, in any shape.
    """
    # Gathering from the variable itself would first copy its memory, which is shared.
    return tf.gather(matrix.read_value(), numbers)


def is_numbers(array: Any) -> bool:
    """Return whether a value is a NumPy array of numbers, and not a masked array."""
    return type(array) in (np.ndarray, _Owned) and array.dtype.kind in "biufc"


def copied(array: np.ndarray) -> tf.Tensor:
    """Return a tensor with a copy of an array of numbers.

    TensorFlow itself copies an array twice if its memory is not aligned.
    """
    return _shared(aligned_copy(array))


def _is_ready(array: np.ndarray) -> bool:
    # A slice of an `_Owned` array need not be aligned.
    there = array.flags.c_contiguous and array.ctypes.data % _ALIGNMENT == 0
    return isinstance(array, _Owned) and there


def _aligned(shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    """Return an uninitialized array whose memory is aligned for TensorFlow."""
    dtype = dtype.newbyteorder("=")
    size = int(np.prod(shape)) * dtype.itemsize
    memory = np.empty(size + _ALIGNMENT, np.uint8)
    start = -memory.ctypes.data % _ALIGNMENT
    return memory[start : start + size].view(dtype).reshape(shape)


def _shared(array: np.ndarray) -> tf.Tensor:
    return tf.experimental.dlpack.from_dlpack(array.__dlpack__())
