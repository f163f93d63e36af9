"""Lowering of layers that compute in float64, which LiteRT does not have."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from prelayer.export.lowering.registry import Context, Function, lowers
from prelayer.export.portable.real_numbers import minus, real
from prelayer.layers.numeric.imputation import Imputation
from prelayer.layers.numeric.min_max_scaling import MinMaxScaling
from prelayer.layers.numeric.normalization import Normalization
from prelayer.layers.numeric.projection import Projection
from prelayer.layers.numeric.rescaling import Rescaling
from prelayer.layers.numeric.robust_scaling import RobustScaling
from prelayer.layers.numeric.scaler import Scaler
from prelayer.ops.numeric import fill_missing

# Layers compute with these integers in float64, with other numbers in float32.
_WIDE = (tf.int32, tf.uint32, tf.int64)
_SMALLEST_DEVIATION = 1e-7


@lowers(Normalization, MinMaxScaling, RobustScaling)
def scaling(layer: Scaler, context: Context) -> Function:
    """Return the portable form of a layer that scales features linearly."""
    del context

    def run(values: tf.Tensor) -> tf.Tensor:
        # An inverse with indicators splits its input.
        if values.dtype not in _WIDE or (layer.invert and layer.missing == "indicator"):
            return layer(values)
        center, scale, (low, high) = _linear(layer, values.shape)
        if layer.invert:
            changed = _scaled(values, scale / (high - low), center - low * scale / (high - low))
        else:
            changed = minus(values, center) * _float32((high - low) / scale) + _float32(low)
            if getattr(layer, "clip", False):
                changed = tf.clip_by_value(changed, low, high)
        changed = tf.cast(changed, layer.compute_dtype)
        if layer.missing != "indicator":
            return changed
        return fill_missing.with_indicator(changed, values, layer._is_row(values.shape))

    return run


@lowers(Rescaling)
def rescaling(layer: Rescaling, context: Context) -> Function:
    """Return the portable form of a Rescaling layer."""
    del context

    def run(values: tf.Tensor) -> tf.Tensor:
        if values.dtype not in _WIDE:
            return layer(values)
        return tf.cast(_scaled(values, layer.scale, layer.offset), layer.compute_dtype)

    return run


@lowers(Imputation)
def imputation(layer: Imputation, context: Context) -> Function:
    """Return the portable form of an Imputation layer; integers are never missing."""
    del context

    def run(values: tf.Tensor) -> tf.Tensor:
        if values.dtype not in _WIDE:
            return layer(values)
        filled = tf.cast(tf.cast(values, tf.float32), layer.compute_dtype)
        if not layer.add_indicator:
            return filled
        return fill_missing.with_indicator(filled, values, layer._is_row(values.shape))

    return run


@lowers(Projection)
def projection(layer: Projection, context: Context) -> Function:
    """Return the portable form of a Projection layer."""
    del context

    def run(values: tf.Tensor) -> tf.Tensor:
        matrix = layer.matrix
        rows = real(tf.reshape(values, [-1, len(matrix)]))
        product = rows @ np.asarray(matrix, rows.dtype.as_numpy_dtype)
        sizes = tf.concat([tf.shape(values)[:-1], [matrix.shape[1]]], 0)
        shaped = tf.ensure_shape(
            tf.reshape(product, sizes), layer.compute_output_shape(values.shape)
        )
        return tf.cast(shaped, layer.compute_dtype)

    return run


def _linear(layer: Scaler, shape: Any) -> tuple[np.ndarray, np.ndarray, tuple[float, float]]:
    """Return the center and the scale of each feature, and the range that both are mapped to.

    The center becomes the lower bound, and the center plus the scale the upper one.
    """
    learned = {
        name: np.reshape(array, layer._features.aligned(array.shape, shape))
        for name, array in _learned(layer).items()
    }
    if isinstance(layer, Normalization):
        deviation = np.maximum(np.sqrt(learned["variance"]), _SMALLEST_DEVIATION)
        return learned["mean"], deviation, (0.0, 1.0)
    if isinstance(layer, MinMaxScaling):
        spread = learned["maximum"] - learned["minimum"]
        return learned["minimum"], _without_zero(spread), layer.feature_range
    return learned["center"], _without_zero(learned["scale"]), (0.0, 1.0)


def _learned(layer: Scaler) -> dict[str, np.ndarray]:
    with tf.init_scope():
        return {name: array.numpy() for name, array in layer._learned_arrays().items()}


def _scaled(values: tf.Tensor, scale: Any, offset: Any) -> tf.Tensor:
    """Return values * scale + offset, which may nearly cancel each other."""
    scale, offset = np.broadcast_arrays(scale, offset)
    root = np.where(scale == 0, 0.0, -offset / _without_zero(scale))
    rest = np.where(scale == 0, offset, 0.0)
    return minus(values, root) * _float32(scale) + _float32(rest)


def _without_zero(scale: np.ndarray) -> np.ndarray:
    return np.where(scale == 0, 1.0, scale)


def _float32(numbers: Any) -> np.ndarray:
    return np.asarray(numbers, np.float32)
