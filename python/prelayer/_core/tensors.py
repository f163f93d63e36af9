"""Conversion of array-likes to TensorFlow tensors, and rules for their dtypes."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
import tensorflow as tf

from prelayer._core import arrays, errors
from prelayer._core.columns import levels_as_text
from prelayer._core.missing import REFUSED, Missing
from prelayer._core.object_arrays import refuse_strings
from prelayer._core.whole_numbers import not_whole, refuse_beyond_float64, refuse_beyond_int64

Tensor = tf.Tensor | tf.RaggedTensor | tf.SparseTensor


def is_symbolic(value: Any) -> bool:
    """Return whether `value` is a symbolic tensor of Keras."""
    return isinstance(value, keras.KerasTensor)


def as_tensor(
    value: Any,
    dtype: Any = None,
    encoding: str = "utf-8",
    missing: Missing = REFUSED,
) -> Any:
    """Convert an array-like to a TensorFlow tensor; symbolic tensors are returned unchanged.

    Args:
        value: a tensor (dense, ragged or sparse), a string, a number, a (nested) list, a NumPy
            array of numbers, `str`, `bytes` or objects, a pandas or Arrow column, a data frame of
            columns of one kind.
        dtype: the dtype of the result; None keeps that of the data (Python floats become float32,
            Python integers int64 if int32 would overflow).
        encoding: the encoding of `str`.
        missing: the rule for missing values in data that is not a tensor.

    Returns:
        A `tf.Tensor`; a ragged, sparse or symbolic tensor is returned as such.

    Raises:
        ValueError: if a value is missing (None, NaN, NA) and has no placeholder, with its position;
            if rows have different lengths; if numbers and strings are mixed.

    Examples:
        >>> import numpy as np
        >>> from prelayer._core.tensors import as_tensor
        >>> as_tensor(np.array(["a", "b"], dtype=object)).dtype.name
        'string'
    """
    if isinstance(value, tf.data.Dataset):
        raise errors.problem("a dataset is not converted to a tensor. Map the layer over it.")
    if isinstance(value, keras.Variable):
        value = value.value
    if is_symbolic(value) or isinstance(value, tf.SparseTensor) or tf.is_tensor(value):
        return _tensor_as(value, dtype)
    if isinstance(value, (list, tuple)) and value and tf.is_tensor(value[0]):
        parts = [as_tensor(item, dtype, encoding, missing) for item in value]
        return tf.stack(parts)
    if dtype is not None and tf.as_dtype(dtype) == tf.string:
        value = levels_as_text(value)
    array = arrays.to_array(value, missing, encoding, _kind_of(dtype))
    if dtype is None:
        return tf.convert_to_tensor(_narrowed(array, value))
    return _array_as(array, tf.as_dtype(dtype))


def as_numbers(value: Any, dtype: Any = None, missing: Missing = REFUSED) -> Any:
    """Convert numbers by `as_tensor`; raise for strings and complex numbers.

    Args:
        value: as for `as_tensor`.
        dtype: the dtype for data that is not a tensor; tensors keep their dtype.
        missing: as for `as_tensor`.
    """
    if tf.is_tensor(value) or is_symbolic(value) or isinstance(value, tf.SparseTensor):
        dtype = None
    tensor = as_tensor(value, dtype, missing=missing)
    if tensor.dtype == "string":
        refuse_strings()
    if tf.as_dtype(tensor.dtype).is_complex:
        _refuse_complex()
    return tensor


def as_images(value: Any) -> Any:
    """Convert images by `as_tensor`; raise for strings, such as paths of files."""
    tensor = as_tensor(value)
    if tensor.dtype == "string":
        raise errors.problem(
            "images are needed, but the values are strings. image_dataset_from_directory() reads "
            "files, and {layer!c}() decodes their contents.",
            layer="DecodeImage",
        )
    return as_numbers(tensor)


def _tensor_as(tensor: Any, dtype: Any) -> Any:
    if dtype is None or tensor.dtype == dtype:
        return tensor
    if tf.as_dtype(dtype) == tf.string:
        _refuse_numbers(tensor.dtype)
    if tensor.dtype == "string":
        refuse_strings()
    if is_symbolic(tensor):
        return tensor
    if isinstance(tensor, tf.Tensor) and hasattr(tensor, "numpy"):
        array = arrays.to_kind(tensor.numpy(), REFUSED, _kind_of(dtype))
        return _array_as(array, tf.as_dtype(dtype))
    return tf.cast(tensor, dtype)


def _kind_of(dtype: Any) -> arrays.Kind | None:
    if dtype is None:
        return None
    dtype = tf.as_dtype(dtype)
    return "text" if dtype == tf.string else "whole" if dtype.is_integer else None


def _array_as(array: np.ndarray, dtype: tf.DType) -> tf.Tensor:
    if array.dtype.kind == "O":
        if dtype != tf.string:
            refuse_strings()
        return tf.convert_to_tensor(array)
    if dtype == tf.string:
        if array.size:
            _refuse_numbers(array.dtype)
        return tf.zeros(array.shape, tf.string)
    if array.dtype.kind == "c":
        _refuse_complex()
    if dtype.is_integer and array.dtype.kind == "f" and not_whole(array).any():
        part = array[not_whole(array)].reshape(-1)[0]
        raise errors.problem(
            "whole numbers are needed, but {part!r} is among the values.", part=part
        )
    if dtype == tf.int64 and not np.can_cast(array.dtype, np.int64):
        refuse_beyond_int64(array)
    if dtype == tf.float64 and array.dtype.kind in "iu":
        refuse_beyond_float64(array)
    return tf.cast(array, dtype)


def _refuse_complex() -> None:
    raise errors.problem("real numbers are needed, but the values are complex.")


def _refuse_numbers(dtype: Any) -> None:
    raise errors.problem(
        "strings are needed, but the values are {name}. Convert them to strings, or index whole "
        "numbers by {lookup!c}().",
        name=tf.as_dtype(dtype).name,
        lookup="IntegerLookup",
    )


def _narrowed(array: np.ndarray, value: Any) -> np.ndarray:
    """Convert an array of plain Python numbers to the dtype that TensorFlow uses for them."""
    if hasattr(value, "__array__") or hasattr(value, "to_numpy"):
        return array
    if array.dtype == np.float64:
        with np.errstate(over="ignore"):  # Numbers out of the range of float32 become infinite.
            return array.astype(np.float32)
    if array.dtype == np.int64 and _fits_int32(array):
        return array.astype(np.int32)
    return array


def _fits_int32(array: np.ndarray) -> bool:
    limits = np.iinfo(np.int32)
    return array.size == 0 or (array.min() >= limits.min and array.max() <= limits.max)
