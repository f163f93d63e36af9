"""HashedTokens: counts of tokens in the bins that scikit-learn hashes them to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import tensorflow as tf

from prelayer._core.tensors import as_tensor
from prelayer._core.types import Option, ShapeLike, Structure
from prelayer.layers.base.layer import Layer, symbolic
from prelayer.ops.text import text_steps, tokenize
from prelayer.ops.text.murmur_hash import murmur_hash
from prelayer.pipeline.preprocessor.from_sklearn.token_weights import normalized


class HashedTokens(Layer):
    """Splits texts into tokens, and counts them in bins by their MurmurHash3.

    Args:
        num_bins: the number of bins.
        standardize: the steps of standardization, as for `TextVectorization`.
        ngrams: the lengths of n-grams.
        alternate_sign: whether tokens with a negative hash count as -1.
        binary: whether to return 1 for each bin with a token.
        norm: "l1" or "l2", by which each row is divided; None: no norm.
        **kwargs: `name` and `dtype`, as for every layer.
    """

    _column_dtype = "string"

    def __init__(
        self,
        num_bins: int,
        standardize: Sequence[object],
        ngrams: Sequence[int] = (1,),
        alternate_sign: bool = True,
        binary: bool = False,
        norm: Literal["l1", "l2"] | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self._standardizer = text_steps.standardizer(list(standardize), "utf-8")
        self.supports_jit = False

    def prepare(self, inputs: Structure) -> Structure:
        return as_tensor(inputs, "string")

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        with tf.device("CPU:0"):
            texts = self._standardizer(tf.reshape(inputs, (-1,)))
            tokens = tokenize.ngrams(tokenize.split_whitespace(texts), self.ngrams)
            hashes = murmur_hash(tokens.flat_values)
        size = tf.constant(self.num_bins, tf.int64)
        places = tokens.value_rowids() * size + tf.abs(hashes) % size
        ones = tf.ones_like(hashes)
        signs = tf.where(hashes < 0, -ones, ones) if self.alternate_sign else ones
        sums = tf.math.unsorted_segment_sum(
            ones if self.binary else signs, places, tokens.nrows() * size
        )
        rows = tf.cast(tf.reshape(sums, (-1, self.num_bins)), tf.float64)
        rows = tf.cast(rows > 0, tf.float64) if self.binary else rows
        return tf.cast(normalized(rows, self.norm), self.compute_dtype)

    def compute_output_shape(self, input_shape: ShapeLike) -> tuple[int | None, ...]:
        return (input_shape[0], self.num_bins)

    def compute_output_spec(self, inputs: Structure) -> Structure:
        return symbolic(self.compute_output_shape(inputs.shape), self.compute_dtype)
