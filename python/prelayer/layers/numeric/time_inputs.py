"""Conversion of dates and times in any form to tensors, and of these to microseconds."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import tensorflow as tf

from prelayer._core import arrays, errors
from prelayer._core.message import Message
from prelayer._core.missing import Missing, is_missing
from prelayer._core.object_arrays import from_objects
from prelayer._core.tensors import is_symbolic
from prelayer._core.times import as_times
from prelayer._core.whole_numbers import refuse_beyond_int64
from prelayer.ops import xla
from prelayer.ops.datetime import iso_8601, units
from prelayer.ops.numeric.value_checks import after

# Missing integers become the value of NaT, other missing numbers NaN.
RULE = Missing(units.MISSING)
_TEXT_RULE = Missing(b"")
_MALFORMED_TEXT = (
    'dates and times must be ISO 8601 text, as in "2024-02-29" or "2024-02-29T13:45:00Z", but'
)
_MALFORMED_NUMBER = "dates and times must lie within 146,000 years of 1970, but"
_REMEDY = {
    True: 'Correct it, or make it missing by `{errors="missing"}`.',
    False: 'Give the right `unit`, or make it missing by `{errors="missing"}`.',
}


def as_time_tensor(value: Any, unit: str) -> Any:
    """Convert dates and times to a tensor of numbers in `unit` since the epoch, or of text.

    Args:
        value: text, numbers, dates or times: a tensor, an array, a column, a list or one of them.
        unit: the unit of numbers. In other units than microseconds, dates and times become text,
            which no unit rounds.

    Raises:
        ValueError: if the values are of another type, or of one that rounds times.
    """
    if isinstance(value, (list, tuple)) and value and tf.is_tensor(value[0]):
        return tf.stack([as_time_tensor(item, unit) for item in value])
    if isinstance(value, (tf.SparseTensor, tf.RaggedTensor)):
        raise errors.problem("dates and times must be dense, but they are sparse or ragged.")
    if is_symbolic(value) or tf.is_tensor(value):
        _check_dtype(tf.as_dtype(value.dtype), is_symbolic(value))
        return value
    array = _as_array(value, unit)
    _check_dtype(tf.as_dtype(array.dtype))
    return tf.convert_to_tensor(array)


def _as_array(value: Any, unit: str) -> np.ndarray:
    array = arrays.read(value, RULE)
    times = as_times(array)
    if times is not None:
        return times.astype(np.int64) if unit == "us" else _as_text(times)
    if array.dtype.kind in "mM":
        raise errors.problem("dates or times are needed, but the values are durations.")
    if array.dtype.kind in "OUS":
        rule = _TEXT_RULE if _holds_text(array) else RULE
        array = from_objects(array, value, "utf-8", rule)
    if array.dtype.kind in "iu":
        refuse_beyond_int64(array)
        return array.astype(np.int64)
    return array


def _as_text(times: np.ndarray) -> np.ndarray:
    text = np.datetime_as_string(times).astype(object)
    return np.where(np.isnat(times), "", text)


def _holds_text(array: np.ndarray) -> bool:
    """Return whether the first value that is not missing is text; True if all are missing."""
    known = (item for item in array.flat if not is_missing(item))
    return isinstance(next(known, ""), (str, bytes))


def _check_dtype(dtype: tf.DType, symbolic: bool = False) -> None:
    is_exact = dtype == tf.string or (dtype.is_integer and dtype != tf.uint64)
    if is_exact or (dtype == tf.float64 and not symbolic):
        return
    needed = "dates and times must be text, int64 or float64, but they are {dtype}."
    if symbolic and dtype.is_floating:
        needed += " Keras rounds the floats that a model is given to float32."
    elif dtype == tf.float32:
        needed += " float32 rounds times to minutes."
    raise errors.problem(needed, dtype=dtype.name)


def to_microseconds(inputs: tf.Tensor, unit: str, policy: Literal["raise", "missing"]) -> tf.Tensor:
    """Return dates and times as a vector of microseconds since the epoch, `MISSING` if missing.

    Args:
        inputs: a result of `as_time_tensor`.
        unit: the unit of numbers.
        policy: whether malformed values raise, or are missing. Programs compiled by XLA cannot
            raise.

    Raises:
        ValueError: if a value is malformed. A graph raises TensorFlow's InvalidArgumentError when
            it runs.
    """
    values = tf.reshape(inputs, [-1])
    times = read_times(values, unit)
    if policy == "missing" or xla.compiling():
        return times.microseconds
    with after(_assert_none(values, times.is_malformed)):
        return tf.identity(times.microseconds)


def read_times(values: tf.Tensor, unit: str) -> units.Times:
    """Return the times of a vector of text or numbers."""
    is_text = values.dtype == tf.string
    return iso_8601.of_text(values) if is_text else units.of_numbers(values, unit)


def _assert_none(values: tf.Tensor, is_malformed: tf.Tensor) -> Any:
    """Raise for malformed values, or return an assertion for graphs."""
    is_text = values.dtype == tf.string
    rule = _MALFORMED_TEXT if is_text else _MALFORMED_NUMBER
    if not tf.executing_eagerly():
        wrong = tf.boolean_mask(values, is_malformed)
        message = errors.assertion(f"{rule} these are among the values:", wrong)
        return tf.debugging.Assert(tf.size(wrong) == 0, message)
    if not tf.reduce_any(is_malformed):
        return None
    first = tf.boolean_mask(values, is_malformed)[0].numpy()
    raise errors.problem(
        "{rule} {value!r} is among the values. {remedy}",
        rule=rule,
        value=first.decode("utf-8", "replace") if is_text else first.item(),
        remedy=Message(_REMEDY[is_text]),
    )
