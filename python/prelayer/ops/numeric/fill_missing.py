"""Missing numbers (NaN): imputation and indicators."""

from __future__ import annotations

import math
from typing import Any

import tensorflow as tf

from prelayer._core import errors
from prelayer._core.missing import Missing, refuse_missing
from prelayer.ops.numeric import lookup, value_checks
from prelayer.ops.numeric.arithmetic import at_least_float32


def fill(values: Any, filling: Any) -> Any:
    """Replace NaN by `filling`; narrow floats become float32.

    Args:
        values: numbers, dense, ragged or sparse.
        filling: an array that broadcasts against `values`; a number for ragged and sparse values.
    """

    if not isinstance(values, tf.Tensor):
        filling = tf.reshape(filling, ())

    def filled(numbers: tf.Tensor) -> tf.Tensor:
        if not numbers.dtype.is_floating:
            return numbers
        # The filling may exceed the range of a narrow float.
        wide = tf.cast(numbers, at_least_float32(numbers.dtype.name))
        return tf.where(tf.math.is_nan(wide), tf.cast(filling, wide.dtype), wide)

    return lookup.map_values(filled, values)


def indicator(values: tf.Tensor, dtype: str) -> tf.Tensor:
    """Return 1 where a number is NaN and 0 where it is not."""
    if not values.dtype.is_floating:
        return tf.zeros(tf.shape(values), dtype)
    return tf.cast(tf.math.is_nan(values), dtype)


def with_indicator(changed: tf.Tensor, values: tf.Tensor, each: bool) -> tf.Tensor:
    """Append the indicator of missing numbers to transformed numbers along the last axis.

    Args:
        changed: the transformed numbers.
        values: the original numbers, of the same shape, NaN where they are missing.
        each: whether each number is a separate row, so that an axis is added for the two.
    """
    parts = [changed, indicator(values, changed.dtype)]
    return tf.stack(parts, -1) if each else tf.concat(parts, -1)


def without_indicator(values: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """Split the last axis into its two halves: numbers, and whether each one is missing."""
    numbers, told = tf.split(values, 2, -1)
    return numbers, tf.cast(told, tf.float32) > 0.5


def restore(values: tf.Tensor, missing: tf.Tensor) -> tf.Tensor:
    """Set floats to NaN where they are missing."""
    return tf.where(missing, tf.constant(float("nan"), values.dtype), values)


def to_whole(numbers: Any, missing: Missing) -> Any:
    """Convert floats to whole numbers, or to strings of them, and replace NaN by a placeholder.

    Args:
        numbers: floats, dense, ragged or sparse.
        missing: the rule for NaN, whose placeholder is a whole number, or bytes, for which all
            numbers become strings; without a placeholder NaN raises.

    Raises:
        ValueError: if a number is neither whole nor NaN, or is NaN without a placeholder. A graph
            raises TensorFlow's InvalidArgumentError when it runs.
    """
    placeholder = missing.placeholder
    if placeholder is None:
        return value_checks.whole(_without_nan(numbers, missing))

    def replace(whole: tf.Tensor, given: tf.Tensor) -> tf.Tensor:
        whole = tf.strings.as_string(whole) if isinstance(placeholder, bytes) else whole
        return tf.where(tf.math.is_nan(given), tf.constant(placeholder, whole.dtype), whole)

    return lookup.map_values(replace, value_checks.whole(fill(numbers, 0)), numbers)


def _without_nan(numbers: Any, missing: Missing) -> Any:
    gaps = tf.math.is_nan(numbers if isinstance(numbers, tf.Tensor) else lookup.flat(numbers))
    if tf.executing_eagerly():
        if tf.reduce_any(gaps):
            refuse_missing(gaps.numpy(), math.nan, missing)
        return numbers
    count = tf.math.count_nonzero(gaps)
    template = f"values must not be missing. {missing.remedy} So many are:"
    with value_checks.after(tf.debugging.Assert(count == 0, errors.assertion(template, count))):
        return lookup.map_values(tf.identity, numbers)
