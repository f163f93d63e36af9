"""Lowering of QuantileTransform."""

from __future__ import annotations

import math

import numpy as np
import tensorflow as tf

from prelayer.export.lowering.missing_numbers import around
from prelayer.export.lowering.registry import Context, Function, NotPortable, lowers
from prelayer.export.portable.ranks import RankTable
from prelayer.export.portable.real_numbers import real
from prelayer.layers.numeric.quantile_transform import QuantileTransform
from prelayer.ops.numeric.arithmetic import working_dtype


@lowers(QuantileTransform)
def quantile_transform(layer: QuantileTransform, context: Context) -> Function:
    """Return the portable form of a QuantileTransform layer."""
    del context
    is_normal = layer.output_distribution == "normal"
    if layer.invert and is_normal:
        raise NotPortable("the inverse of the normal distribution is not built", "invert")
    learned = {name: array.numpy() for name, array in layer._learned_arrays().items()}

    def transform(values: tf.Tensor) -> tf.Tensor:
        numbers, shape, back = _by_feature(layer, values)
        # Rounded like the inputs, as the layer does.
        rounded = learned["quantiles"].astype(working_dtype(values.dtype, layer.compute_dtype))
        table = RankTable(
            np.reshape(rounded, (layer.num_quantiles, -1)).T.astype(np.float64),
            learned["references"],
        )
        if layer.invert:
            changed = table.numbers(real(numbers))
        else:
            changed = table.normal(numbers) if is_normal else table.ranks(numbers)
        return tf.ensure_shape(tf.transpose(tf.reshape(changed, shape), back), values.shape)

    return around(layer, learned, transform)


def _by_feature(
    layer: QuantileTransform, values: tf.Tensor
) -> tuple[tf.Tensor, tf.Tensor, list[int]]:
    """Return numbers as (features, numbers), and the shape and axis order to undo this."""
    features = math.prod(layer._feature_shape or ())
    order = list(range(len(values.shape)))
    if features > 1:
        order = [*layer._features.kept(values.shape), *layer._features.reduced(values.shape)]
    turned = tf.transpose(values, order)
    return tf.reshape(turned, (features, -1)), tf.shape(turned), np.argsort(order).tolist()
