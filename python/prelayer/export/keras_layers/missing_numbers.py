"""Layers that replace missing numbers, as operations of Keras before one of its layers."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf
from keras import ops

from prelayer.export.keras_layers.composed import composes
from prelayer.export.keras_layers.registry import NotReplaceable
from prelayer.layers.numeric.imputation import Imputation
from prelayer.layers.numeric.scaler import Scaler
from prelayer.ops.numeric.arithmetic import working_dtype


def replaces_missing(layer: Any) -> bool:
    """Return whether a layer scales numbers after replacing missing ones, as none of Keras does."""
    if not isinstance(layer, Scaler) or layer.missing == "propagate":
        return False
    if layer.invert and layer.missing == "indicator":
        raise NotReplaceable("Keras has no inverse of indicators", "missing")
    return not layer.invert


def without_missing(layer: Scaler, numbers: Any) -> Any:
    """Return the numbers that a layer scales."""
    learned = layer._learned_arrays()
    return _filled(layer, numbers, learned["mean"] if layer._missing.needs_mean else None)


def with_indicator(layer: Any, output: Any, numbers: Any) -> Any:
    """Return an output and, on the last axis after it, the indicators of missing numbers."""
    is_float = tf.as_dtype(numbers.dtype).is_floating
    is_missing = ops.isnan(numbers) if is_float else ops.zeros_like(output)
    parts = [output, ops.cast(is_missing, output.dtype)]
    return ops.stack(parts, -1) if layer._is_row(numbers.shape) else ops.concatenate(parts, -1)


@composes(Imputation)
def imputation(layer: Imputation, inputs: Any) -> Any:
    """Return numbers without missing ones."""
    wide = ops.cast(inputs, working_dtype(tf.as_dtype(inputs.dtype), layer.compute_dtype))
    statistics = None if layer._given else layer._store.read()["statistics"]
    filled = ops.cast(_filled(layer, wide, statistics), layer.compute_dtype)
    return with_indicator(layer, filled, wide) if layer.add_indicator else filled


def _filled(layer: Any, numbers: Any, learned: tf.Tensor | None) -> Any:
    if getattr(numbers, "ragged", False) or getattr(numbers, "sparse", False):
        raise NotReplaceable("Keras has no operations that replace missing numbers in ragged rows")
    if not tf.as_dtype(numbers.dtype).is_floating:
        return numbers
    filling = np.asarray(layer.fill_value if learned is None else learned, np.float64)
    if filling.ndim:
        filling = filling.reshape(layer._features.aligned(filling.shape, numbers.shape))
    return ops.where(ops.isnan(numbers), filling.astype(numbers.dtype), numbers)
