"""Lowering of Discretization."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from prelayer.export.lowering.lookup import reject_sparse
from prelayer.export.lowering.registry import Context, Function, lowers
from prelayer.export.portable import encode
from prelayer.export.portable.sorted_places import count_up_to
from prelayer.layers.numeric.discretization import Discretization

_NARROW = (tf.float16, tf.bfloat16, tf.float32)


@lowers(Discretization)
def discretization(layer: Discretization, context: Context) -> Function:
    """Return the portable form of a Discretization layer."""
    del context
    reject_sparse(layer)
    learned = {name: array.numpy() for name, array in layer._learned_arrays().items()}
    boundaries = learned["boundaries"]

    def run(values: tf.Tensor) -> tf.Tensor:
        numbers = _comparable(values)
        bins = count_up_to(numbers, _rounded(boundaries, numbers.dtype)[np.newaxis])
        if values.dtype.is_floating:
            missing = _bin_of_missing(layer, learned, numbers.dtype)
            bins = tf.where(tf.math.is_nan(numbers), missing, bins)
        if layer.output_mode == "int":
            return bins
        return encode.vectors(bins, layer.output_mode, layer._depth, layer.compute_dtype)

    return run


def _comparable(values: tf.Tensor) -> tf.Tensor:
    """Return numbers in the dtype in which they are compared."""
    if values.dtype.is_floating:
        return tf.cast(values, tf.float32 if values.dtype in _NARROW else tf.float64)
    return tf.cast(values, tf.int64)


def _rounded(boundaries: np.ndarray, dtype: tf.DType) -> np.ndarray:
    """Return boundaries in a dtype: of integers, the smallest one at or above each of them."""
    if dtype.is_floating:
        return boundaries.astype(dtype.as_numpy_dtype)
    # Layers reject integers beyond 2^53.
    return np.ceil(np.clip(boundaries, -(2.0**62), 2.0**62)).astype(np.int64)


def _bin_of_missing(layer: Discretization, learned: dict[str, Any], dtype: tf.DType) -> int:
    boundaries = _rounded(learned["boundaries"], dtype)
    if layer.missing in ("mean", "constant"):
        filling = learned["mean"] if layer.missing == "mean" else layer.fill_value
        return int(np.searchsorted(boundaries, dtype.as_numpy_dtype(filling), side="right"))
    return len(boundaries) + (layer.missing == "indicator")
