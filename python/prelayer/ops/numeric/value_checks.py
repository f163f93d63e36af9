"""Checks of the values and shapes of tensors, eager and in graphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tensorflow as tf

from prelayer._core import errors
from prelayer._core.missing import REFUSED, Missing
from prelayer._core.tensors import as_numbers, as_tensor, is_symbolic
from prelayer._core.whole_numbers import (
    BEYOND_FLOAT64,
    BEYOND_INT64,
    LARGEST_EXACT,
    refuse_beyond_float64,
)
from prelayer.ops import xla
from prelayer.ops.numeric import lookup


def whole(numbers: Any) -> Any:
    """Convert numbers, dense, ragged or sparse, to whole numbers: floats and uint64 to int64.

    Args:
        numbers: numbers; those of other dtypes, and strings, are returned unchanged.

    Raises:
        ValueError: if a float has a fraction or is NaN, or a number is out of the range of int64.
            A graph raises TensorFlow's InvalidArgumentError when it runs.
    """
    if not numbers.dtype.is_floating and numbers.dtype != tf.uint64:
        return numbers
    if xla.compiling():
        return lookup.map_values(_whole_or_lowest, numbers)
    values = lookup.flat(numbers)
    wrong = tf.boolean_mask(values, ~_is_whole(values))
    needed = "whole numbers are needed"
    if numbers.dtype == tf.uint64:
        needed = BEYOND_INT64
    if tf.executing_eagerly() and len(wrong):
        first = wrong[0].numpy()
        needed = BEYOND_INT64 if float(first).is_integer() else needed
        raise errors.problem(
            "{needed}, but {number!r} is among the values.", needed=needed, number=first
        )
    message = errors.assertion(f"{needed}, but these are among the values:", wrong)
    asserted = tf.debugging.Assert(tf.size(wrong) == 0, message)
    with after(asserted):
        return lookup.map_values(lambda part: tf.cast(part, tf.int64), numbers)


def as_whole_numbers(value: Any) -> Any:
    """Return what `as_tensor` returns for int64, and reject other tensors than of whole numbers.

    Args:
        value: as for `as_tensor`.

    Raises:
        ValueError: if a number is not whole, or beyond int64. A graph raises TensorFlow's
            InvalidArgumentError when it runs.
    """
    return as_tensor(whole(value) if tf.is_tensor(value) else value, "int64")


def as_exact_numbers(value: Any, missing: Missing = REFUSED) -> Any:
    """Convert numbers by `as_numbers` without rounding: Python floats become float64.

    Args:
        value: as for `as_tensor`; arrays and columns of numbers keep their dtype.
        missing: as for `as_tensor`.

    Raises:
        ValueError: if a whole number is beyond 2^53 or -2^53. A graph raises TensorFlow's
            InvalidArgumentError when it runs.
    """
    kind = getattr(getattr(value, "dtype", None), "kind", None)
    keeps_dtype = kind in ("f", "i", "u")
    return _exact(as_numbers(value, None if keeps_dtype else "float64", missing))


def _exact(numbers: Any) -> Any:
    """Return numbers; raise for integers that float64, in which layers compute, would round.

    Args:
        numbers: numbers, dense, ragged, sparse or symbolic.

    Raises:
        ValueError: if a whole number is beyond 2^53 or -2^53. A graph raises TensorFlow's
            InvalidArgumentError when it runs.
    """
    if is_symbolic(numbers) or numbers.dtype not in (tf.int64, tf.uint64) or xla.compiling():
        return numbers
    values = lookup.flat(numbers)
    if tf.executing_eagerly():
        refuse_beyond_float64(values.numpy())
        return numbers
    beyond = values > tf.constant(LARGEST_EXACT, values.dtype)
    if values.dtype == tf.int64:
        beyond |= values < -LARGEST_EXACT
    wrong = tf.boolean_mask(values, beyond)
    message = errors.assertion(f"{BEYOND_FLOAT64} these are among the values:", wrong)
    asserted = tf.debugging.Assert(tf.size(wrong) == 0, message)
    with after(asserted):
        return lookup.map_values(tf.identity, numbers)


def after(assertion: Any) -> Any:
    """Return a scope whose ops run after an assertion; None is an assertion that already ran."""
    return tf.control_dependencies([] if assertion is None else [assertion])


def _is_whole(numbers: tf.Tensor) -> tf.Tensor:
    if numbers.dtype == tf.uint64:
        return numbers < tf.constant(2**63, tf.uint64)
    return (numbers == tf.floor(numbers)) & (tf.abs(numbers) < 2.0**63)


def _whole_or_lowest(numbers: tf.Tensor) -> tf.Tensor:
    # Programs compiled by XLA cannot raise; they return the lowest number, which has no bin.
    whole_part = tf.cast(numbers, tf.int64)
    return tf.where(_is_whole(numbers), whole_part, tf.constant(tf.int64.min, tf.int64))


def below(argument: str, limit: int, indices: Any) -> Any:
    """Return indices; raise for those that are negative or not below a limit.

    Args:
        argument: the name of the limit in errors.
        limit: the smallest index that is too large.
        indices: int64, dense, ragged or sparse.

    Raises:
        ValueError: if there is such an index. A graph raises TensorFlow's InvalidArgumentError when
            it runs.
    """
    values = lookup.flat(indices)
    # As unsigned integers, negative numbers are the largest, so one comparison suffices.
    highest = tf.reduce_max(tf.bitcast(values, tf.uint64))
    wrong, right = tf.bitcast(highest, tf.int64), highest < tf.constant(limit, tf.uint64)
    rule = f"the values must lie from 0 to {limit - 1}, below `{argument}`, but"
    if tf.executing_eagerly() and not right:
        raise errors.problem("{rule} {wrong} is among them.", rule=rule, wrong=wrong.numpy())
    asserted = tf.debugging.Assert(right, errors.assertion(f"{rule} this is among them:", wrong))
    with after(asserted):
        return lookup.map_values(tf.identity, indices)


def same_shape(tensors: Sequence[Any]) -> None:
    """Raise if tensors, including symbolic ones, have different shapes.

    Args:
        tensors: dense tensors.

    Raises:
        ValueError: if the shapes differ. If they are unknown, a graph raises TensorFlow's
            InvalidArgumentError when it runs.
    """
    first, *others = tensors
    for other in others:
        shapes = [tf.TensorShape(tensor.shape) for tensor in (first, other)]
        if not shapes[0].is_compatible_with(shapes[1]):
            words = " and ".join(str(tuple(shape)) for shape in shapes)
            raise errors.problem(
                "the inputs must have the same shape, but they have {words}.", words=words
            )
        known = all(shape.is_fully_defined() for shape in shapes)
        if not known and all(tf.is_tensor(tensor) for tensor in (first, other)):
            alike = tf.reduce_all(tf.shape(first) == tf.shape(other))
            message = errors.assertion("the inputs must have the same shape, but they differ.")
            tf.debugging.Assert(alike, message)
