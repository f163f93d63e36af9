"""Histograms of images and rounded shares of them, by operations of all runtimes."""

from __future__ import annotations

import tensorflow as tf

from prelayer.export.portable.arithmetic import as_int, floor_mod, scatter_add
from prelayer.ops.image.histogram import LEVELS

# Counts of pixels times LEVELS are int32.
MOST_PIXELS = (2**31 - 1) // LEVELS


def histograms(
    places: tf.Tensor, present: tf.Tensor, size: int | tf.Tensor, bins: int
) -> tf.Tensor:
    """Return histograms of present values, as `ops.image.histogram.histograms` does."""
    counts = scatter_add(
        tf.reshape(places, [-1]), tf.reshape(as_int(present), [-1]), tf.cast(size, tf.int32)
    )
    return tf.reshape(counts, [-1, bins])


def rounded_shares(parts: tf.Tensor, wholes: tf.Tensor) -> tf.Tensor:
    """Return shares, as `ops.image.histogram.rounded_shares` does, by whole numbers.

    Args:
        parts: int32, of at most `MOST_PIXELS`.
        wholes: int32, at least 1.
    """
    scaled = parts * LEVELS
    levels = scaled // wholes
    doubled = (scaled - levels * wholes) * 2
    is_up = (doubled > wholes) | ((doubled == wholes) & (floor_mod(levels, 2) == 1))
    return levels + as_int(is_up)
