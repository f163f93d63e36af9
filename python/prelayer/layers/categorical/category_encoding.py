"""CategoryEncoding: encodes integer categories as vectors."""

from __future__ import annotations

from typing import Any, Literal

import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.tensors import as_numbers, is_symbolic
from prelayer._core.types import ArrayLike, Option, ShapeLike, Structure
from prelayer.layers.base.layer import Layer, symbolic
from prelayer.ops import xla
from prelayer.ops.numeric import encode, lookup, value_checks

OUTPUT_MODES = ("one_hot", "multi_hot", "count")


class CategoryEncoding(Layer):
    """Encodes indices of categories as one-hot, multi-hot or count vectors.

    The numbers of a one-hot vector are dummy variables, one for each category. Indices must be at
    least 0 and below `num_tokens`. Others raise an error; in a function compiled by XLA, which
    cannot raise errors, their vector is NaN. If the categories are not known in advance, use
    `IntegerLookup` or `StringLookup`, which learn them.

    See also: `StringLookup`, `IntegerLookup`, `to_categorical`, docs/guides/tables.Rmd.

    Args:
        num_tokens: the number of categories, which is the length of a vector.
        output_mode: "one_hot" returns one vector per index; "multi_hot" one per row, with a 1 for
            each index that occurs in the row; "count" one per row, with the number of occurrences.
        sparse: whether to return vectors as a `tf.SparseTensor`.
        **kwargs: `name` and `dtype`, as for every layer.

    Call arguments:
        inputs: whole numbers of shape (..., row), dense, ragged or sparse.
        count_weights: in the mode "count", the weight of each index.

    Returns:
        Floats of shape (..., num_tokens), for "one_hot" (..., row, num_tokens).

    Raises:
        ValueError: if an index is not a whole number, is negative, or is `num_tokens` or more.

    Examples:
        >>> from prelayer import CategoryEncoding
        >>> CategoryEncoding(3, output_mode="one_hot")([2, 0]).numpy()
        array([[0., 0., 1.],
               [1., 0., 0.]], dtype=float32)
    """

    def __init__(
        self,
        num_tokens: int | None = None,
        output_mode: Literal["one_hot", "multi_hot", "count"] = "multi_hot",
        sparse: bool = False,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.num_tokens = check.whole("num_tokens", num_tokens, minimum=1)
        self.output_mode = encode.mode(output_mode, OUTPUT_MODES)
        check.flag("sparse", sparse)
        self.supports_jit = not sparse and tf.as_dtype(self.compute_dtype).is_floating

    def prepare(self, inputs: Structure) -> Structure:
        numbers = as_numbers(inputs)
        return numbers if is_symbolic(numbers) else value_checks.whole(numbers)

    def call(self, inputs: Structure, count_weights: ArrayLike = None) -> Structure:
        indices = lookup.map_values(lambda part: tf.cast(part, tf.int64), inputs)
        weights = None if count_weights is None else self._weights(indices, count_weights)
        if not xla.compiling():
            indices = value_checks.below("num_tokens", self.num_tokens, indices)
        encoded = encode.encode(
            indices, self.output_mode, self.num_tokens, self.compute_dtype, self.sparse, weights
        )
        return encode.spoil(encoded, indices, self.num_tokens) if xla.compiling() else encoded

    def _weights(self, indices: Any, count_weights: Any) -> Any:
        if self.output_mode != "count":
            raise errors.problem('`count_weights` goes with `{output_mode="count"}` only.')
        weights = as_numbers(count_weights)
        if type(weights) is not type(indices) or not indices.shape.is_compatible_with(
            weights.shape
        ):
            rule = f"a tensor like the inputs, of shape {tuple(indices.shape)}"
            raise errors.invalid("count_weights", rule, count_weights)
        return weights

    def compute_output_shape(self, input_shape: ShapeLike) -> tuple[int | None, ...]:
        return encode.encoded_shape(input_shape, self.output_mode, self.num_tokens)

    def compute_output_spec(self, inputs: Structure, count_weights: ArrayLike = None) -> Structure:
        del count_weights
        ragged = inputs.ragged and self.output_mode == "one_hot" and not self.sparse
        kind = {"ragged": True} if ragged else {"sparse": self.sparse}
        return symbolic(self.compute_output_shape(inputs.shape), self.compute_dtype, **kind)
