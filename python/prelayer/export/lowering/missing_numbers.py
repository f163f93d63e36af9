"""Missing numbers in lowered layers that transform features."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import tensorflow as tf

from prelayer.export.lowering.registry import Function, NotPortable
from prelayer.layers.numeric.scaler import Scaler
from prelayer.ops.numeric import fill_missing


def around(
    layer: Scaler,
    learned: dict[str, np.ndarray],
    transform: Callable[[tf.Tensor], tf.Tensor],
) -> Function:
    """Return a function that replaces missing numbers, transforms all, and appends indicators.

    Args:
        layer: the layer, with the options for missing numbers.
        learned: its learned arrays.
        transform: the transformation of numbers without missing ones.
    """
    has_indicator = layer.missing == "indicator"
    if layer.invert and has_indicator:
        raise NotPortable("the inverse of indicators is not built", "missing")

    def run(values: tf.Tensor) -> tf.Tensor:
        filled = values
        if values.dtype.is_floating and not layer.invert:
            filled = layer._missing.fill(values, lambda: _mean(layer, learned, values))
        changed = tf.cast(transform(filled), layer.compute_dtype)
        if not has_indicator:
            return changed
        return fill_missing.with_indicator(changed, values, layer._is_row(values.shape))

    return run


def _mean(layer: Scaler, learned: dict[str, np.ndarray], values: tf.Tensor) -> tf.Tensor:
    mean = learned["mean"]
    return tf.constant(np.reshape(mean, layer._features.aligned(mean.shape, values.shape)))
