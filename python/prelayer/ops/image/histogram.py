"""Tone curves computed from the values of an image, without NaN."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import tensorflow as tf

from prelayer.ops.image.color import clip
from prelayer.ops.image.sizes import height_and_width

# Colors are quantized to this many steps above black, as in 8 bits.
LEVELS = 255
# A value equal to the edge of a bin up to rounding, such as 3 / 255, belongs to the bin above.
_ROUNDING = 2.0**-22


def extremes(images: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """Return the lowest and the highest value of each channel, (N, 1, 1, C), without NaN.

    Args:
        images: (N, H, W, C), of any dtype. If all values are NaN, the lowest is above the highest.
    """
    if images.dtype == tf.bool:
        images = tf.cast(images, tf.uint8)
    height, width = height_and_width(images)
    channels = images.shape[3] or tf.shape(images)[3]
    results = []
    for reduce, furthest in ((tf.reduce_min, images.dtype.max), (tf.reduce_max, images.dtype.min)):
        values = images
        if images.dtype.is_floating:
            values = tf.where(tf.math.is_nan(images), tf.cast(furthest, images.dtype), images)
        # Rows are reduced first, as contiguous memory is compared with vector instructions.
        row = reduce(tf.reshape(values, [-1, height, width * channels]), axis=1)
        results.append(reduce(tf.reshape(row, [-1, 1, width, channels]), axis=2, keepdims=True))
    return results[0], results[1]


def stretched(
    images: tf.Tensor, low: tf.Tensor, high: tf.Tensor, value_range: tuple[float, float]
) -> tf.Tensor:
    """Stretch images linearly so that the lowest value is black and the highest is white.

    Args:
        images: (N, H, W, C), float.
        low: the lowest values, (N, 1, 1, C).
        high: the highest values; channels whose highest is not above the lowest do not change.
        value_range: the values of black and white.
    """
    lower, upper = value_range
    low, high = tf.cast(low, images.dtype), tf.cast(high, images.dtype)
    spread = high > low
    scale = tf.where(spread, (upper - lower) / tf.where(spread, high - low, 1), 1)
    above = (images - tf.where(spread, low, lower)) * scale
    # Clipping in between prevents XLA from fusing product and sum, which rounds differently.
    return clip(above, (0.0, upper - lower)) + lower


def bin_of(
    images: tf.Tensor, present: tf.Tensor, bins: int, value_range: tuple[float, float]
) -> tf.Tensor:
    """Return the bin of each value, int32; 0 for absent values.

    Only white is in the last bin: the lower edges of bins are evenly spaced from black to white.
    """
    lower, upper = value_range
    scaled = (images - lower) * ((bins - 1) / (upper - lower)) + bins * _ROUNDING
    return tf.cast(tf.where(present, tf.clip_by_value(scaled, 0, bins - 1), 0), tf.int32)


def histograms(
    places: tf.Tensor, present: tf.Tensor, size: int | tf.Tensor, bins: int
) -> tf.Tensor:
    """Return histograms of present values, int32, as rows of `bins` counts.

    Args:
        places: index of each value among the bins of all histograms, int32.
        present: whether each value counts, of the same shape.
        size: total number of bins of all histograms.
        bins: number of bins per histogram.
    """
    # XLA compiles a scatter to a loop of some nanoseconds per value; comparing each value with all
    # bins would be slower.
    counts = tf.math.unsorted_segment_sum(tf.cast(present, tf.int32), places, size)
    return tf.reshape(counts, [-1, bins])


def rounded_shares(parts: tf.Tensor, wholes: tf.Tensor) -> tf.Tensor:
    """Return shares of whole numbers in units of 1 / LEVELS, int32, halves rounded to even."""
    # In float64, so that halves round as for whole numbers.
    shares = tf.cast(parts, tf.float64) / tf.cast(wholes, tf.float64)
    return tf.cast(tf.round(shares * LEVELS), tf.int32)


def equalized(
    images: tf.Tensor,
    bins: int,
    value_range: tuple[float, float],
    count_values: Callable[..., tf.Tensor] = histograms,
    to_levels: Callable[[tf.Tensor, tf.Tensor], tf.Tensor] = rounded_shares,
) -> tf.Tensor:
    """Equalize the histogram of each channel of images.

    A value becomes the fraction of values in its bin or lower bins, without those in the lowest
    non-empty bin; fractions are rounded to 8 bits.

    Args:
        images: (N, H, W, C), float. A channel with only one non-empty bin does not change.
        bins: number of bins in the range.
        value_range: the values of black and white.
        count_values: function that returns histograms, with the arguments of `histograms`.
        to_levels: function that rounds fractions, with the arguments of `rounded_shares`.
    """
    lower, upper = value_range
    count, channels = tf.shape(images)[0], images.shape[3] or tf.shape(images)[3]
    present = ~tf.math.is_nan(images)
    first_bins = tf.reshape(tf.range(count * channels) * bins, [-1, 1, 1, channels])
    places = first_bins + bin_of(images, present, bins, value_range)
    filled = count_values(places, present, count * channels * bins, bins)
    below = tf.cumsum(filled, axis=1)
    total = below[:, -1:]
    lowest = tf.reduce_min(tf.where(below > 0, below, total), axis=1, keepdims=True)
    levels = to_levels(tf.maximum(below - lowest, 0), tf.maximum(total - lowest, 1))
    # A table, because XLA rounds a sum of products differently.
    tones = tf.gather(tf.constant(np.linspace(lower, upper, LEVELS + 1), images.dtype), levels)
    changes = present & tf.reshape(total > lowest, [-1, 1, 1, channels])
    return tf.where(changes, tf.gather(tf.reshape(tones, [-1]), places), images)
