"""Whitening of rows, and its inverse."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf


def principal_axes(covariance: np.ndarray, epsilon: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the axes in which columns are uncorrelated, and what each axis is divided by.

    Args:
        covariance: (d, d), float64.
        epsilon: what is added to the variance along each axis.

    Returns:
        The axes, (d, d), one a column; and the roots of their variances plus `epsilon`, (d,): 0
        where there is no variance but for rounding.
    """
    variances, axes = np.linalg.eigh(covariance)
    largest = max(float(variances[-1]), 0.0)
    flat = variances <= largest * len(variances) * np.finfo(np.float64).eps
    return axes, np.where(flat, 0.0, np.sqrt(np.maximum(variances, 0) + epsilon))


def whiten(rows: tf.Tensor, mean: Any, axes: Any, deviations: Any, dtype: str) -> tf.Tensor:
    """Return rows whose columns have variance 1 and no correlations, turned as little as can be.

    Args:
        rows: (n, d), numbers.
        mean: (d,), float64, what is taken away.
        axes: (d, d), float64, as `principal_axes` gives them.
        deviations: (d,), float64, what each axis is divided by; an axis with 0 is dropped.
        dtype: the dtype of the result, float32 or float64.
    """
    # Where images hardly vary, large numbers cancel, and accelerators round the factors of a
    # product in float32 to 10 bits.
    along = tf.matmul(tf.cast(rows, tf.float64) - mean, axes)
    scaled = tf.cast(tf.math.divide_no_nan(along, deviations), dtype)
    return tf.matmul(scaled, tf.cast(axes, dtype), transpose_b=True)


def color(rows: tf.Tensor, mean: Any, axes: Any, deviations: Any, dtype: str) -> tf.Tensor:
    """Return the rows that `whiten` was given, in the axes that it has kept."""
    exact = tf.cast(axes, dtype)
    along = tf.matmul(tf.cast(rows, dtype), exact) * tf.cast(deviations, dtype)
    moved = tf.matmul(along, exact, transpose_b=True)
    return tf.cast(tf.cast(moved, tf.float64) + mean, dtype)
