"""Quantiles: bins, ranks, and their inverse."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

from prelayer.ops import xla
from prelayer.ops.numeric import lookup


def bins(values: Any, boundaries: Any, missing_apart: bool = False) -> Any:
    """Return the bin of each number: how many boundaries are at or below it, int32.

    Args:
        values: numbers, dense, ragged or sparse. Narrow floats are compared in float32, others in
            float64. NaN is larger than all other numbers.
        boundaries: float64, in ascending order.
        missing_apart: whether NaN has a separate bin after the last one; else it is in the last
            bin.
    """

    def bins_of(numbers: tf.Tensor) -> tf.Tensor:
        narrow = numbers.dtype in (tf.float16, tf.bfloat16, tf.float32)
        wide = tf.float32 if narrow else tf.float64
        flat = tf.cast(tf.reshape(numbers, (1, -1)), wide)
        bounds = tf.cast(boundaries, wide)[tf.newaxis]
        found = tf.raw_ops.UpperBound(sorted_inputs=bounds, values=flat)
        if numbers.dtype.is_floating and (missing_apart or xla.compiling()):
            # TensorFlow's kernel puts NaN in the last bin; its XLA version would use the first.
            bin_of_nan = tf.shape(bounds)[1] + int(missing_apart)
            found = tf.where(tf.math.is_nan(flat), bin_of_nan, found)
        return tf.ensure_shape(tf.reshape(found, tf.shape(numbers)), numbers.shape)

    return lookup.map_values(bins_of, values)


def to_ranks(values: tf.Tensor, quantiles: tf.Tensor, references: tf.Tensor) -> tf.Tensor:
    """Return the rank of each number, from 0 to 1, interpolated between quantiles.

    A number equal to several quantiles has the mean of the first and the last of their ranks; the
    smallest number has 0 and the largest 1. NaN is kept.

    Args:
        values: floats of shape (features, numbers).
        quantiles: of shape (features, quantiles), in ascending order.
        references: the rank of each quantile, in ascending order from 0.
    """
    last_place = tf.shape(quantiles)[1] - 1
    first = tf.searchsorted(quantiles, values, side="left")
    last = tf.searchsorted(quantiles, values, side="right") - 1
    lower = tf.clip_by_value(tf.minimum(first, last), 0, last_place)
    upper = tf.clip_by_value(tf.maximum(first, last), 0, last_place)
    below, above = (tf.gather(quantiles, place, batch_dims=1) for place in (lower, upper))
    share = tf.where(above > below, tf.math.divide_no_nan(values - below, above - below), 0.5)
    start, end = tf.gather(references, lower), tf.gather(references, upper)
    ranks = start + share * (end - start)
    ranks = tf.where(values >= quantiles[:, -1:], tf.ones_like(ranks), ranks)
    ranks = tf.where(values <= quantiles[:, :1], tf.zeros_like(ranks), ranks)
    return tf.where(tf.math.is_nan(values), values, ranks)


def from_ranks(ranks: tf.Tensor, quantiles: tf.Tensor, references: tf.Tensor) -> tf.Tensor:
    """Return the number with each rank: the inverse of `to_ranks`; NaN is kept."""
    last_place = tf.shape(quantiles)[1] - 1
    flat = tf.reshape(ranks, (-1,))
    upper = tf.reshape(tf.searchsorted(references, flat, side="left"), tf.shape(ranks))
    upper = tf.clip_by_value(upper, 0, last_place)
    lower = tf.maximum(upper - 1, 0)
    start, end = tf.gather(references, lower), tf.gather(references, upper)
    share = tf.clip_by_value(tf.math.divide_no_nan(ranks - start, end - start), 0.0, 1.0)
    below, above = (tf.gather(quantiles, place, batch_dims=1) for place in (lower, upper))
    return tf.where(tf.math.is_nan(ranks), ranks, below + share * (above - below))


# The absolute normal quantile of 1e-7, to which minimum and maximum are mapped.
FURTHEST = 5.19933758270342


def to_normal(ranks: tf.Tensor) -> tf.Tensor:
    """Convert ranks from 0 to 1 to normal quantiles, within -`FURTHEST` and `FURTHEST`."""
    return tf.clip_by_value(tf.math.ndtri(ranks), -FURTHEST, FURTHEST)


def from_normal(values: tf.Tensor, furthest: tf.Tensor) -> tf.Tensor:
    """Convert normal quantiles to ranks: the inverse of `to_normal`.

    Args:
        values: floats.
        furthest: `FURTHEST`, rounded like the values; it and its negative have the ranks 1 and 0.
    """
    ranks = 0.5 * tf.math.erfc(-values / tf.sqrt(tf.constant(2.0, values.dtype)))
    ranks = tf.where(values >= furthest, tf.ones_like(ranks), ranks)
    return tf.where(values <= -furthest, tf.zeros_like(ranks), ranks)
