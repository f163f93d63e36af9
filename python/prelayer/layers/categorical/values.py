"""Values: maps indices to rows of numbers."""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.number_table import as_number_table
from prelayer._core.types import ArrayLike, ConfigValue, Option, ShapeLike, Structure
from prelayer.layers.base.layer import Layer, symbolic
from prelayer.ops.numeric import value_checks

_RULE = "a number, or a row of numbers, for each index, finite or NaN"


class Values(Layer):
    """Maps indices to numbers, or to rows of numbers, that are known for each category.

    Use it after a lookup, for any function of a category: scores of ordered levels, contrasts of a
    factor, target encoding, or an embedding lookup in pretrained embeddings. Nothing is learned or
    trained.

    See also: `StringLookup`, `IntegerLookup`, `Projection`, docs/guides/tables.Rmd.

    Args:
        values: an array of shape (size,), a number for each index, or of shape (size, width), a row
            for each index. A missing number is NaN.
        **kwargs: `name` and `dtype`, as for every layer.

    Call arguments:
        inputs: whole numbers from 0, below `size`, dense.

    Returns:
        Floats: of the input's shape for numbers; for rows, of shape (n, width) for inputs of shape
        (n,) or (n, 1), and of shape (..., k, width) for (..., k).

    Raises:
        ValueError: if `values` holds something else than numbers, or an index is not a whole
            number, is negative, or is `size` or more.

    Examples:
        >>> from prelayer import StringLookup, Values
        >>> levels = StringLookup(vocabulary=["low", "high"])
        >>> Values([0.0, 1.0, 2.5])(levels([["high"], ["low"], ["?"]])).numpy()
        array([[2.5],
               [1. ],
               [0. ]], dtype=float32)
    """

    _column_dtype = "int64"

    def __init__(self, values: ArrayLike, **kwargs: Option) -> None:
        super().__init__(**kwargs)
        self.values = as_number_table("values", values, _RULE)
        if self.values.ndim not in (1, 2) or np.isinf(self.values).any():
            raise errors.invalid("values", _RULE, values)
        self.supports_jit = False  # XLA cannot raise.

    def prepare(self, inputs: Structure) -> Structure:
        if isinstance(inputs, (tf.RaggedTensor, tf.SparseTensor)):
            raise errors.problem("indices must be dense, but they are ragged or sparse.")
        return value_checks.as_whole_numbers(inputs)

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        indices = value_checks.below("values", len(self.values), tf.cast(inputs, tf.int64))
        shape = self.compute_output_shape(inputs.shape)
        if self.values.ndim == 2 and len(shape) == len(inputs.shape):
            indices = tf.squeeze(indices, -1)
        found = tf.gather(tf.constant(self.values, self.compute_dtype), indices)
        return tf.ensure_shape(found, shape)

    def compute_output_shape(self, input_shape: ShapeLike) -> tuple[int | None, ...]:
        shape = tuple(input_shape)
        if self.values.ndim == 1:
            return shape
        is_column = len(shape) > 1 and shape[-1] == 1
        return (*(shape[:-1] if is_column else shape), self.values.shape[1])

    def get_config(self) -> dict[str, ConfigValue]:
        # JSON has no NaN.
        values = self.values.astype(object)
        values[np.isnan(self.values)] = None
        return {**super().get_config(), "values": values.tolist()}

    def compute_output_spec(self, inputs: Structure) -> Structure:
        return symbolic(self.compute_output_shape(inputs.shape), self.compute_dtype)
