"""Whitening of rows, and its inverse."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf


def principal_axes(covariance: np.ndarray, epsilon: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the principal axes of a covariance matrix, and the divisor of each axis.

    Args:
        covariance: (d, d), float64.
        epsilon: number added to the variance along each axis.

    Returns:
        The axes, (d, d), one per column; and the roots of their variances plus `epsilon`, (d,): 0
        for axes without variance, up to rounding.
    """
    variances, axes = np.linalg.eigh(covariance)
    largest = max(float(variances[-1]), 0.0)
    flat = variances <= largest * len(variances) * np.finfo(np.float64).eps
    return axes, np.where(flat, 0.0, np.sqrt(np.maximum(variances, 0) + epsilon))


def whiten(rows: tf.Tensor, mean: Any, axes: Any, deviations: Any, dtype: str) -> tf.Tensor:
    """Whiten rows, so that columns have variance 1 and no correlations, with minimal rotation.

    Args:
        rows: (n, d), numbers.
        mean: (d,), float64, the mean to subtract.
        axes: (d, d), float64, as returned by `principal_axes`.
        deviations: (d,), float64, the divisor of each axis; an axis with 0 is dropped.
        dtype: the dtype of the result, float32 or float64.
    """
    # For images with little variation, large numbers cancel, and accelerators round the factors of
    # float32 products to 10 bits.
    along = tf.matmul(tf.cast(rows, tf.float64) - mean, axes)
    scaled = tf.cast(tf.math.divide_no_nan(along, deviations), dtype)
    return tf.matmul(scaled, tf.cast(axes, dtype), transpose_b=True)


def color(rows: tf.Tensor, mean: Any, axes: Any, deviations: Any, dtype: str) -> tf.Tensor:
    """Invert `whiten`, in the axes that it has kept."""
    exact = tf.cast(axes, dtype)
    along = tf.matmul(tf.cast(rows, dtype), exact) * tf.cast(deviations, dtype)
    moved = tf.matmul(along, exact, transpose_b=True)
    return tf.cast(tf.cast(moved, tf.float64) + mean, dtype)
