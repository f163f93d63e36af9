"""Base class of layers that hash values into bins."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.missing import REFUSED, Missing
from prelayer._core.tensors import as_numbers, as_tensor, is_symbolic
from prelayer._core.types import Option
from prelayer.layers.base.layer import Layer
from prelayer.ops.numeric import encode, fill_missing, lookup


class HashedLayer(Layer):
    """Base class of layers that return an index below `num_bins`, or encode it."""

    _column_dtype = "string"
    num_bins: int
    output_mode: str
    rule_for_missing: Missing = REFUSED
    _output_modes: tuple[str, ...] = ("int", "one_hot", "multi_hot", "count")

    def __init__(self, **kwargs: Option) -> None:
        if self._arguments["output_mode"] == "int" and kwargs.get("dtype") is None:
            kwargs["dtype"] = "int64"
        super().__init__(**kwargs)
        self.supports_jit = False  # XLA does not support strings
        self.num_bins = check.whole("num_bins", self.num_bins, minimum=1)
        self.output_mode = encode.mode(self.output_mode, self._output_modes)
        if check.flag("sparse", self.sparse) and self.output_mode == "int":
            raise errors.problem('`sparse` does not go with `{output_mode="int"}`.')
        if self.output_mode == "int" and self.compute_dtype not in ("int32", "int64"):
            rule = '"int64" or "int32" where `output_mode` is "int"'
            raise errors.invalid("dtype", rule, self.compute_dtype)

    def _hashable(self, value: Any) -> Any:
        """Return array-likes as strings or as exact whole numbers."""
        rule = self.rule_for_missing
        tensor = as_tensor(value, missing=rule)
        if tensor.dtype == "string":
            return tensor
        given = tf.is_tensor(value) or is_symbolic(value) or isinstance(value, tf.SparseTensor)
        # Floats in a list became float32, which is exact for whole numbers up to 2^24 only.
        exact = not given and tensor.dtype.is_floating
        if exact:
            tensor = as_numbers(value, "float64", rule)
        tensor = as_numbers(tensor)
        if is_symbolic(tensor) or not tensor.dtype.is_floating:
            return tensor
        return fill_missing.to_whole(tensor, rule)

    def _encoded(self, bins: Any) -> Any:
        """Return bins in the layer's output mode."""
        if self.output_mode == "int":
            return lookup.map_values(lambda part: tf.cast(part, self.compute_dtype), bins)
        return encode.encode(bins, self.output_mode, self.num_bins, self.compute_dtype, self.sparse)

    def _encoded_shape(self, shape: Any) -> tuple[int | None, ...]:
        """Return the output shape of `encoded` for bins of a shape."""
        if self.output_mode == "int":
            return tuple(shape)
        return encode.encoded_shape(shape, self.output_mode, self.num_bins)
