"""Several Normalization layers with equal options, applied at once to a column each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tensorflow as tf

from prelayer.layers.numeric.normalization import Normalization
from prelayer.ops.numeric import arithmetic


def can_join(layer: Any) -> bool:
    """Return whether a layer computes each number of a column for itself, and returns as many."""
    return (
        type(layer) is Normalization
        and tuple(layer.axis) == (-1,)
        and layer.missing in ("propagate", "mean")
        and not layer.invert
    )


def options(layer: Normalization) -> tuple[str, str]:
    """Return what layers that are applied at once must have in common."""
    return layer.missing, layer.compute_dtype


def normalize_columns(layers: Sequence[Normalization], columns: Sequence[tf.Tensor]) -> Any:
    """Return a list of the outputs of fitted layers for columns of one dtype and shape (rows, 1).

    The results are those of the layers, bit for bit, in fewer operations.

    Args:
        layers: layers for which `can_join` is True, and whose `options` are equal.
        columns: a column for each layer.
    """
    learned = [layer._learned_arrays() for layer in layers]
    mean, variance = (
        tf.concat([tf.reshape(part[name], (1,)) for part in learned], 0)
        for name in ("mean", "variance")
    )
    numbers = layers[0]._missing.fill(tf.concat(columns, -1), lambda: mean)
    joined = arithmetic.normalize(numbers, mean, variance, layers[0].compute_dtype)
    return tf.split(joined, len(layers), -1)
