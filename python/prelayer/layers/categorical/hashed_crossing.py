"""HashedCrossing: crosses features by hashing."""

from __future__ import annotations

from typing import Any, Literal

import tensorflow as tf

from prelayer._core import errors
from prelayer._core.columns import is_column
from prelayer._core.tensors import is_symbolic
from prelayer._core.types import DTypeLike, Option, ShapeLike, Structure
from prelayer.layers.base.layer import symbolic
from prelayer.layers.categorical.hashed_layer import HashedLayer
from prelayer.ops.numeric import hashing, value_checks


class HashedCrossing(HashedLayer):
    """Hashes combinations of two or more features into bins, or encodes the bins as vectors.

    This is a feature cross: interactions of categories. The input is a list, tuple or dict of
    features of one shape, or a data frame. A dict is crossed in the sorted order of its names.
    Nothing is learned, and different combinations may share a bin. The bins are the same on every
    machine. Under a strategy with several replicas, `fit()` takes no text: map the layer over the
    dataset.

    See also: `Hashing`, `feature`, docs/guides/coming-from-keras.Rmd.

    Args:
        num_bins: the number of bins.
        output_mode: "int" returns the bins; "one_hot" returns floats, one vector per combination.
        sparse: whether to return vectors as a `tf.SparseTensor`.
        name: the layer's name.
        dtype: the dtype of the result: by default "int64" for bins and a float dtype for vectors.
        **kwargs: `trainable`, which has no effect.

    Returns:
        int64 bins of the features' shape, or one vector per combination.

    Raises:
        ValueError: if there are fewer than two features, if their shapes differ, or if a feature is
            ragged, sparse or contains numbers that are not whole.

    Examples:
        >>> from prelayer import HashedCrossing
        >>> HashedCrossing(5)([["A", "B", "A"], [101, 101, 102]]).numpy()
        array([1, 4, 3])
    """

    _output_modes = ("int", "one_hot")

    def __init__(
        self,
        num_bins: int,
        output_mode: Literal["int", "one_hot"] = "int",
        sparse: bool = False,
        name: str | None = None,
        dtype: DTypeLike = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(name=name, dtype=dtype, **kwargs)

    def prepare(self, inputs: Structure) -> list[Structure]:
        # A column of pandas has `items`, too.
        if hasattr(inputs, "items") and (hasattr(inputs, "columns") or not is_column(inputs)):
            inputs = [inputs[key] for key in sorted(inputs)]
        count = len(inputs) if isinstance(inputs, (list, tuple)) else 1
        if count < 2:
            raise errors.problem(
                "at least two inputs are needed, as a list, tuple or {dict}, but {count} was "
                "given.",
                count=count,
            )
        features = [self._crossable(feature) for feature in inputs]
        if not all(_is_dense(feature) for feature in features):
            raise errors.problem("the inputs must be dense, but one is ragged or sparse.")
        value_checks.same_shape(features)
        return features

    def _crossable(self, feature: Any) -> Any:
        # The 64-bit fingerprint of an integer is the integer itself.
        feature = self._hashable(feature)
        return feature if is_symbolic(feature) else value_checks.whole(feature)

    def call(self, inputs: list[tf.Tensor]) -> Structure:
        with tf.device("CPU:0"):
            return self._encoded(hashing.cross(inputs, self.num_bins))

    def compute_output_shape(self, input_shape: ShapeLike) -> tuple[int | None, ...]:
        first, *_ = input_shape.values() if isinstance(input_shape, dict) else input_shape
        return self._encoded_shape(first)

    def compute_output_spec(self, inputs: list[Structure]) -> Structure:
        shape = self._encoded_shape(inputs[0].shape)
        return symbolic(shape, self.compute_dtype, sparse=self.sparse)


def _is_dense(feature: Any) -> bool:
    if is_symbolic(feature):
        return not (feature.sparse or feature.ragged)
    return not isinstance(feature, (tf.RaggedTensor, tf.SparseTensor))
