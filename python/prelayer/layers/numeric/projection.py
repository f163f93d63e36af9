"""Projection: multiplies vectors by a matrix."""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.number_table import as_number_table
from prelayer._core.types import ArrayLike, Option, ShapeLike, Structure
from prelayer.layers.base.layer import Layer
from prelayer.ops.numeric.value_checks import as_exact_numbers

_RULE = "a matrix of finite numbers with a row for each feature of the input"


class Projection(Layer):
    """Multiplies vectors of numbers by a matrix, as principal component analysis does.

    Use it for a linear map that is known: the loadings of a PCA after `Normalization` with the mean
    and a variance of 1, contrasts, or a random projection, for dimensionality reduction. The
    product is computed in float64. The matrix is an option of the layer; it is not trained, and
    nothing is learned.

    See also: `Normalization`, `ZCAWhitening`, `Values`.

    Args:
        matrix: an array of shape (features, outputs).
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        A float tensor of shape (..., outputs) for inputs of shape (..., features).

    Raises:
        ValueError: if `matrix` is not a matrix of finite numbers, or the input has another number
            of features.

    Examples:
        >>> from prelayer import Projection
        >>> Projection([[1.0, 0.5], [1.0, -0.5]])([[3.0, 1.0]]).numpy()
        array([[4., 1.]], dtype=float32)
    """

    def __init__(self, matrix: ArrayLike, **kwargs: Option) -> None:
        super().__init__(**kwargs)
        self.matrix = as_number_table("matrix", matrix, _RULE)
        if self.matrix.ndim != 2 or not np.isfinite(self.matrix).all():
            raise errors.invalid("matrix", _RULE, matrix)

    def prepare(self, inputs: Structure) -> Structure:
        return as_exact_numbers(inputs)

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        shape = self.compute_output_shape(inputs.shape)
        rows = tf.reshape(tf.cast(inputs, tf.float64), (-1, len(self.matrix)))
        leading = tf.shape(inputs)[: len(shape) - 1]
        sizes = tf.concat([leading, [self.matrix.shape[1]]], 0)
        product = tf.reshape(rows @ tf.constant(self.matrix), sizes)
        return tf.cast(tf.ensure_shape(product, shape), self.compute_dtype)

    def compute_output_shape(self, input_shape: ShapeLike) -> tuple[int | None, ...]:
        shape, features = tuple(input_shape), len(self.matrix)
        if not shape or shape[-1] != features:
            raise errors.problem(
                "the last axis of the input must have {features} features, as many as `matrix` "
                "has rows, but the shape is {shape!s}.",
                features=features,
                shape=shape,
            )
        return (*shape[:-1], self.matrix.shape[1])
