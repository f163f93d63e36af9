"""Anything array-like to a tensor, and the rule for dtypes."""

from __future__ import annotations

import math
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from prelayer import check

Tensor = tf.Tensor | tf.RaggedTensor | tf.SparseTensor


def is_symbolic(value: Any) -> bool:
    """Return whether `value` is a placeholder of a Keras model under construction."""
    return isinstance(value, keras.KerasTensor)


def as_tensor(value: Any, dtype: Any = None, owner: str = "as_tensor") -> Any:
    """Return an array-like as a TensorFlow tensor; symbolic tensors are handed back as they are.

    Args:
        value: a tensor (dense, ragged or sparse), a string, a number, a (nested) list, a NumPy
            array of numbers, `str`, `bytes` or objects, a pandas or Arrow column, a data frame of
            columns of one kind.
        dtype: the dtype of the result; None keeps the data's own (Python floats become float32,
            Python integers int64 where int32 would overflow).
        owner: who asks, for error sentences.

    Returns:
        A `tf.Tensor`, or the ragged, sparse or symbolic tensor that was given.

    Raises:
        ValueError: where a string is missing (None, NaN, NA), with its position; where rows have
            different lengths; where numbers and strings are mixed.

    Example:
        >>> from prelayer.tensors import as_tensor
        >>> as_tensor(np.array(["a", "b"], dtype=object)).dtype.name
        'string'
    """
    if isinstance(value, keras.Variable):
        value = value.value
    if is_symbolic(value) or isinstance(value, tf.SparseTensor) or tf.is_tensor(value):
        return _tensor_as(value, dtype, owner)
    array = _as_array(value, owner)
    if array.dtype.kind in "OUS":
        array = _as_bytes(array, owner)
    if dtype is None:
        return tf.convert_to_tensor(array)
    if array.dtype.kind != "O" and tf.as_dtype(dtype) == tf.string:
        return _empty_strings(array, owner)
    return tf.cast(array, dtype)


def as_numbers(value: Any, owner: str) -> Any:
    """Return what `as_tensor` returns, and refuse strings."""
    tensor = as_tensor(value, owner=owner)
    if tensor.dtype == "string":
        _refuse_strings(owner)
    return tensor


def _tensor_as(tensor: Any, dtype: Any, owner: str) -> Any:
    if dtype is None or tensor.dtype == dtype:
        return tensor
    if tf.as_dtype(dtype) == tf.string:
        _refuse_numbers(tensor.dtype, owner)
    if tensor.dtype == "string":
        _refuse_strings(owner)
    return tensor if is_symbolic(tensor) else tf.cast(tensor, dtype)


def _refuse_strings(owner: str) -> None:
    check.refuse(owner, "numbers are needed, but the values are strings.")


def _refuse_numbers(dtype: Any, owner: str) -> None:
    check.refuse(owner, f"strings are needed, but the values are {tf.as_dtype(dtype).name}.")


def _empty_strings(array: np.ndarray, owner: str) -> tf.Tensor:
    if array.size:
        _refuse_numbers(array.dtype, owner)
    return tf.zeros(array.shape, tf.string)


def _as_array(value: Any, owner: str) -> np.ndarray:
    if isinstance(value, np.ndarray):
        return value
    if isinstance(value, (list, tuple)) and any(tf.is_tensor(item) for item in value):
        return tf.stack([as_tensor(item, owner=owner) for item in value]).numpy()
    if hasattr(value, "to_numpy"):
        return _column_to_array(value)
    try:
        array = np.asarray(value)
    except ValueError:
        check.refuse(
            owner, "the rows of a list must have the same length; use a ragged tensor for others."
        )
    if array.dtype.kind in "US" and not isinstance(value, (str, bytes, np.generic)):
        # NumPy turns [1, "a"] into text without a word; objects keep what was given.
        array = np.asarray(value, dtype=object)
    if array.dtype == np.float64 and not hasattr(value, "__array__"):
        array = array.astype(np.float32)
    if array.dtype == np.int64 and _fits_int32(array) and not hasattr(value, "__array__"):
        array = array.astype(np.int32)
    return array


def _fits_int32(array: np.ndarray) -> bool:
    limits = np.iinfo(np.int32)
    return array.size == 0 or (array.min() >= limits.min and array.max() <= limits.max)


def _column_to_array(column: Any) -> np.ndarray:
    try:
        return np.asarray(column.to_numpy(zero_copy_only=False))  # pyarrow's spelling
    except TypeError:
        return np.asarray(column.to_numpy())


def _as_bytes(array: np.ndarray, owner: str) -> np.ndarray:
    """Return text as an object array of UTF-8 bytes, which loses no trailing NUL as "S" would."""
    encoded = np.empty(array.size, dtype=object)
    for position, item in enumerate(array.reshape(-1)):
        if isinstance(item, str):
            encoded[position] = item.encode("utf-8", "surrogateescape")
        elif isinstance(item, bytes):
            encoded[position] = item
        else:
            return _not_text(array, position, item, owner)
    return encoded.reshape(array.shape)


def _not_text(array: np.ndarray, position: int, item: Any, owner: str) -> np.ndarray:
    where = tuple(int(index) for index in np.unravel_index(position, array.shape))
    place = f"position {where[0] if len(where) == 1 else where}"
    items = array.reshape(-1)
    if _is_missing(item):
        count = sum(_is_missing(other) for other in items)
        check.refuse(
            owner,
            f"values must not be missing, but {count} of {array.size} are, the first "
            f"({item!r}) at {place}. Replace or drop them first.",
        )
    if any(isinstance(other, (str, bytes)) for other in items):
        check.refuse(
            owner,
            f"strings and other values must not be mixed, but {item!r} stands at {place}. "
            "Convert the column to one type first.",
        )
    return _as_numbers(array, owner)


def _is_missing(item: Any) -> bool:
    return (
        item is None
        or type(item).__name__ in ("NAType", "NaTType")
        or (isinstance(item, float) and math.isnan(item))
    )


def _as_numbers(array: np.ndarray, owner: str) -> np.ndarray:
    try:
        numbers = np.array(array.tolist())
    except (ValueError, TypeError):
        numbers = array
    if numbers.dtype == object:
        kinds = ", ".join(sorted({type(item).__name__ for item in array.reshape(-1)}))
        check.refuse(owner, f"values of type {kinds} cannot become a tensor.")
    return numbers
