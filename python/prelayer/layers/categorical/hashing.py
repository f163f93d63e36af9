"""Hashing: hashes strings and integers into bins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.missing import Missing
from prelayer._core.object_arrays import encode
from prelayer._core.types import Option, ShapeLike, Structure
from prelayer.layers.base.layer import symbolic
from prelayer.layers.categorical.hashed_layer import HashedLayer
from prelayer.layers.categorical.string_lookup import salt_pair
from prelayer.ops.numeric import hashing, lookup


class Hashing(HashedLayer):
    """Hashes strings or whole numbers into bins, or encodes the bins as vectors.

    This is the hashing trick, for categories of which there are many (high cardinality). Nothing is
    learned, and different values may share a bin. The bins are the same on every machine. A number
    has the same bin as its decimal string. Under a strategy with several replicas, `fit()` takes no
    text: map the layer over the dataset.

    See also: `HashedCrossing`, `StringLookup`, `IntegerLookup`, docs/guides/tables.Rmd.

    Args:
        num_bins: the number of bins, including that of the mask.
        mask_value: the string or number that is mapped to bin 0, together with missing values (NaN,
            NA and the like) only; None: no mask.
        salt: one or two integers that seed SipHash64; None: FarmHash64.
        output_mode: "int" returns the bins; "one_hot" returns one float vector per value;
            "multi_hot" and "count" return one per row.
        sparse: whether to return vectors as a `tf.SparseTensor`.
        **kwargs: `name`, and `dtype`, the dtype of the result: by default "int64" for bins and a
            float dtype for vectors.

    Returns:
        int64 bins of the input's shape, which may be ragged or sparse; or vectors.

    Raises:
        ValueError: if `num_bins` is below 1, or below 2 with a mask, or if a number is not whole.

    Examples:
        >>> from prelayer import Hashing
        >>> Hashing(3, mask_value="")(["A", "", "B"]).numpy()
        array([1, 0, 1])
    """

    def __init__(
        self,
        num_bins: int,
        mask_value: str | int | None = None,
        salt: int | Sequence[int] | None = None,
        output_mode: Literal["int", "one_hot", "multi_hot", "count"] = "int",
        sparse: bool = False,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.salt = None if salt is None else salt_pair(salt)
        self._mask = None
        if mask_value is not None:
            if self.num_bins == 1:
                rule = "a whole number of at least 2 where `mask_value` has one of them"
                raise errors.invalid("num_bins", rule, num_bins)
            self._mask = _string_or_whole(mask_value)

    @property
    def rule_for_missing(self) -> Missing:  # type: ignore[override]
        """The rule for None, NaN and NA: they become the mask value, if one is set."""
        mask = b"%d" % self._mask if isinstance(self._mask, int) else self._mask
        remedy = "Set `mask_value`, which replaces them, or drop them first."
        return Missing(mask, remedy, as_text=True)

    def prepare(self, inputs: Structure) -> Structure:
        return self._hashable(inputs)

    def call(self, inputs: Structure) -> Structure:
        with tf.device("CPU:0"):
            return self._encoded(lookup.map_values(self._bins, inputs))

    def _bins(self, part: tf.Tensor) -> tf.Tensor:
        return hashing.bins(part, self.num_bins, self.salt, self._mask)

    def compute_output_shape(self, input_shape: ShapeLike) -> tuple[int | None, ...]:
        return self._encoded_shape(input_shape)

    def compute_output_spec(self, inputs: Structure) -> Structure:
        is_int = self.output_mode == "int"
        kind = {"sparse": inputs.sparse if is_int else self.sparse}
        if inputs.ragged and not self.sparse and self.output_mode in ("int", "one_hot"):
            kind["ragged"] = True
        return symbolic(self._encoded_shape(inputs.shape), self.compute_dtype, **kind)


def _string_or_whole(value: Any) -> int | bytes:
    if isinstance(value, bool) or not isinstance(value, (str, bytes, int, np.integer)):
        raise errors.invalid("mask_value", "a string, a whole number or {None}", value)
    if isinstance(value, str):
        return encode(value)
    return value if isinstance(value, bytes) else check.whole("mask_value", value)
