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


def as_tensor(
    value: Any, dtype: Any = None, owner: str = "as_tensor", encoding: str = "utf-8"
) -> Any:
    """Return an array-like as a TensorFlow tensor; symbolic tensors are handed back as they are.

    Args:
        value: a tensor (dense, ragged or sparse), a string, a number, a (nested) list, a NumPy
            array of numbers, `str`, `bytes` or objects, a pandas or Arrow column, a data frame of
            columns of one kind.
        dtype: the dtype of the result; None keeps the data's own (Python floats become float32,
            Python integers int64 where int32 would overflow).
        owner: who asks, for error sentences.
        encoding: how `str` becomes bytes.

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
    if isinstance(value, (list, tuple)) and value and tf.is_tensor(value[0]):
        parts = [as_tensor(item, dtype, owner, encoding) for item in value]
        return tf.stack(parts)
    array = _as_array(value, owner)
    if array.dtype.kind in "OUS":
        array = _as_bytes(array, owner, encoding)
    if dtype is None:
        return tf.convert_to_tensor(_narrowed(array, value))
    return _array_as(array, tf.as_dtype(dtype), owner)


def as_numbers(value: Any, owner: str, dtype: Any = None) -> Any:
    """Return what `as_tensor` returns, and refuse strings and complex numbers.

    Args:
        value: as for `as_tensor`.
        owner: who asks, for error sentences.
        dtype: the dtype of what is no tensor yet; a tensor keeps its own.
    """
    if tf.is_tensor(value) or is_symbolic(value) or isinstance(value, tf.SparseTensor):
        dtype = None
    tensor = as_tensor(value, dtype, owner)
    if tensor.dtype == "string":
        _refuse_strings(owner)
    if tf.as_dtype(tensor.dtype).is_complex:
        _refuse_complex(owner)
    return tensor


def _tensor_as(tensor: Any, dtype: Any, owner: str) -> Any:
    if dtype is None or tensor.dtype == dtype:
        return tensor
    if tf.as_dtype(dtype) == tf.string:
        _refuse_numbers(tensor.dtype, owner)
    if tensor.dtype == "string":
        _refuse_strings(owner)
    if is_symbolic(tensor):
        return tensor
    if isinstance(tensor, tf.Tensor) and hasattr(tensor, "numpy"):
        return _array_as(tensor.numpy(), tf.as_dtype(dtype), owner)
    return tf.cast(tensor, dtype)


def _array_as(array: np.ndarray, dtype: tf.DType, owner: str) -> tf.Tensor:
    if array.dtype.kind == "O":
        if dtype != tf.string:
            _refuse_strings(owner)
        return tf.convert_to_tensor(array)
    if dtype == tf.string:
        if array.size:
            _refuse_numbers(array.dtype, owner)
        return tf.zeros(array.shape, tf.string)
    if array.dtype.kind == "c":
        _refuse_complex(owner)
    if dtype.is_integer and array.dtype.kind == "f" and not np.all(np.mod(array, 1) == 0):
        part = array[np.mod(array, 1) != 0].reshape(-1)[0]
        check.refuse(owner, f"whole numbers are needed, but {part:g} is among the values.")
    return tf.cast(array, dtype)


def _refuse_strings(owner: str) -> None:
    check.refuse(owner, "numbers are needed, but the values are strings.")


def _refuse_complex(owner: str) -> None:
    check.refuse(owner, "real numbers are needed, but the values are complex.")


def _refuse_numbers(dtype: Any, owner: str) -> None:
    check.refuse(owner, f"strings are needed, but the values are {tf.as_dtype(dtype).name}.")


def _as_array(value: Any, owner: str) -> np.ndarray:
    if isinstance(value, np.ndarray):
        return value
    if hasattr(value, "to_numpy"):
        return column_to_array(value)
    try:
        # NumPy turns [1, "a"] into text without a word; objects keep what was given.
        array = np.asarray(value, dtype=object if _starts_with_text(value) else None)
    except ValueError:
        _refuse_uneven(owner)
    if array.dtype.kind in "US" and not isinstance(value, np.generic):
        array = np.asarray(value, dtype=object)
    return array


def _starts_with_text(value: Any) -> bool:
    while isinstance(value, (list, tuple)) and value:
        value = value[0]
    return isinstance(value, (str, bytes))


def _refuse_uneven(owner: str) -> None:
    check.refuse(
        owner, "the rows of a list must have the same length; use a ragged tensor for others."
    )


def _narrowed(array: np.ndarray, value: Any) -> np.ndarray:
    """Return what came as plain Python numbers in the dtype that TensorFlow gives those."""
    if hasattr(value, "__array__") or hasattr(value, "to_numpy"):
        return array
    if array.dtype == np.float64:
        return array.astype(np.float32)
    if array.dtype == np.int64 and _fits_int32(array):
        return array.astype(np.int32)
    return array


def _fits_int32(array: np.ndarray) -> bool:
    limits = np.iinfo(np.int32)
    return array.size == 0 or (array.min() >= limits.min and array.max() <= limits.max)


def column_to_array(column: Any) -> np.ndarray:
    """Return a pandas or Arrow column, or a data frame, as an array."""
    try:
        return np.asarray(column.to_numpy(zero_copy_only=False))  # pyarrow's spelling
    except TypeError:
        return np.asarray(column.to_numpy())


def _as_bytes(array: np.ndarray, owner: str, encoding: str) -> np.ndarray:
    """Return text as an object array of bytes, which loses no trailing NUL as "S" would."""
    encoded = np.empty(array.size, dtype=object)
    for position, item in enumerate(array.reshape(-1)):
        if isinstance(item, str):
            encoded[position] = encode(item, owner, encoding)
        elif isinstance(item, bytes):
            encoded[position] = item
        elif isinstance(item, (list, tuple)):
            _refuse_uneven(owner)
        else:
            return _not_text(array, position, item, owner)
    return encoded.reshape(array.shape)


def encode(text: str, owner: str, encoding: str = "utf-8") -> bytes:
    """Return text as bytes; escaped bytes, as of file names, become what they were."""
    try:
        return text.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        check.refuse(owner, f"text must be writable in {encoding}, but {text!r} is not.")


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
