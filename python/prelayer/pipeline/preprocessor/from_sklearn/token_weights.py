"""TokenWeights: the weights that scikit-learn gives the counts of tokens."""

from __future__ import annotations

from typing import Literal

import numpy as np
import tensorflow as tf

from prelayer._core import check
from prelayer._core.number_table import as_number_table
from prelayer._core.types import ArrayLike, Option, ShapeLike
from prelayer.layers.base.layer import Layer


class TokenWeights(Layer):
    """Drops the count of unknown tokens, and weights and normalizes the others.

    Args:
        size: the number of tokens.
        idf: a weight for each token; None: no weights.
        norm: "l1" or "l2", by which each row is divided; None: no norm.
        binary: whether to replace counts by whether the token occurs.
        sublinear: whether to replace counts by 1 + log(count).
        **kwargs: `name` and `dtype`, as for every layer.
    """

    def __init__(
        self,
        size: int,
        idf: ArrayLike = None,
        norm: Literal["l1", "l2"] | None = None,
        binary: bool = False,
        sublinear: bool = False,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        check.one_of("norm", norm, ("l1", "l2", None))
        self.idf = None if idf is None else as_number_table("idf", idf, "a number for each token")

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        counts = tf.cast(inputs[..., 1:], tf.float64)
        if self.binary:
            counts = tf.cast(counts > 0, tf.float64)
        if self.sublinear:
            counts = tf.where(counts > 0, 1 + tf.math.log(tf.maximum(counts, 1.0)), counts)
        if self.idf is not None:
            counts *= tf.constant(self.idf, tf.float64)
        weights = tf.cast(normalized(counts, self.norm), self.compute_dtype)
        return tf.ensure_shape(weights, self.compute_output_shape(inputs.shape))

    def compute_output_shape(self, input_shape: ShapeLike) -> tuple[int | None, ...]:
        return (*tuple(input_shape)[:-1], int(np.asarray(self.size)))


def normalized(rows: tf.Tensor, norm: str | None) -> tf.Tensor:
    """Return rows of numbers divided by their norm, "l1" or "l2", where it is not 0."""
    if norm is None:
        return rows
    length = tf.norm(rows, {"l1": 1, "l2": "euclidean"}[norm], -1, keepdims=True)
    return tf.math.divide_no_nan(rows, length)
