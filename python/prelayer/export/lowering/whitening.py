"""Lowering of ZCAWhitening."""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from prelayer.export.lowering.registry import Context, Function, lowers
from prelayer.export.portable.real_numbers import real
from prelayer.layers.numeric.zca_whitening import ZCAWhitening


@lowers(ZCAWhitening)
def whitening(layer: ZCAWhitening, context: Context) -> Function:
    """Return the portable form of a ZCAWhitening layer, in the dtype of `real`.

    LiteRT has no products of matrices in float64. The mean is subtracted in two parts, so that
    only the products are rounded.
    """
    del context
    state = {name: np.asarray(value, np.float64) for name, value in layer.get_state().items()}
    mean, axes, deviations = (state[name] for name in ("mean", "axes", "deviations"))
    mean = mean.reshape(-1)
    inverse = np.divide(1, deviations, out=np.zeros_like(deviations), where=deviations > 0)
    rounded = mean.astype(np.float32)
    parts = rounded, mean - rounded
    along = axes * (deviations if layer.invert else inverse)

    def run(images: tf.Tensor) -> tf.Tensor:
        rows = real(tf.reshape(images, [-1, mean.size]))
        dtype = rows.dtype.as_numpy_dtype
        high, low = (part.astype(dtype) for part in parts)
        if not layer.invert:
            rows = (rows - high) - low
        rows = tf.matmul(tf.matmul(rows, along.astype(dtype)), axes.T.astype(dtype))
        if layer.invert:
            rows = (rows + low) + high
        shape = [-1 if size is None else size for size in images.shape]
        return tf.cast(tf.reshape(rows, shape), layer.compute_dtype)

    return run
