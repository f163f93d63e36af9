"""Whether two tensors are the same to the bit."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf


def arrays(output: Any) -> list[np.ndarray]:
    """Return what a tensor, ragged or sparse or dense, is made of."""
    if isinstance(output, tf.RaggedTensor):
        parts = [output.flat_values, *output.nested_row_splits]
    elif isinstance(output, tf.SparseTensor):
        parts = [output.indices, output.values, output.dense_shape]
    else:
        parts = [output]
    return [part.numpy() for part in parts]


def difference(actual: list[np.ndarray], expected: list[np.ndarray]) -> str | None:
    """Return how two outputs differ, if only by a bit; None where they do not."""
    if len(actual) != len(expected):
        return "another kind of tensor"
    for ours, theirs in zip(actual, expected):
        if (ours.dtype, ours.shape) != (theirs.dtype, theirs.shape):
            return f"{ours.dtype}{ours.shape} instead of {theirs.dtype}{theirs.shape}"
        if _bits(ours) != _bits(theirs):
            return f"{ours.tolist()} instead of {theirs.tolist()}"
    return None


def _bits(array: np.ndarray) -> Any:
    return array.tolist() if array.dtype == object else array.tobytes()
