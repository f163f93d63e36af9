"""Tone curves that follow from the values of an image itself; NaN counts for nothing."""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from prelayer.ops.image.color import clip
from prelayer.ops.image.sizes import height_and_width

# Colors are quantized to this many steps above black, as in 8 bits.
LEVELS = 255
# A value that is a bin's edge but for rounding, as 3 / 255 may be, belongs to the bin above it.
_ROUNDING = 2.0**-22


def extremes(images: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """Return the lowest and the highest value of each channel, (N, 1, 1, C), NaN aside.

    Args:
        images: (N, H, W, C), of any dtype. Where all is NaN, the lowest value is above the highest.
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
        # Row by row first: that compares what lies side by side in memory, many at a time.
        row = reduce(tf.reshape(values, [-1, height, width * channels]), axis=1)
        results.append(reduce(tf.reshape(row, [-1, 1, width, channels]), axis=2, keepdims=True))
    return results[0], results[1]


def stretched(
    images: tf.Tensor, low: tf.Tensor, high: tf.Tensor, value_range: tuple[float, float]
) -> tf.Tensor:
    """Return images stretched so that the lowest value is black, and the highest is white.

    Args:
        images: (N, H, W, C), float.
        low: the lowest values, (N, 1, 1, C).
        high: the highest ones; a channel whose highest is not above its lowest stays as it is.
        value_range: black and white.
    """
    lower, upper = value_range
    low, high = tf.cast(low, images.dtype), tf.cast(high, images.dtype)
    spread = high > low
    scale = tf.where(spread, (upper - lower) / tf.where(spread, high - low, 1), 1)
    above = (images - tf.where(spread, low, lower)) * scale
    # Cut off in between: a product and a sum in one round another way where XLA compiles them.
    return clip(above, (0.0, upper - lower)) + lower


def equalized(images: tf.Tensor, bins: int, value_range: tuple[float, float]) -> tf.Tensor:
    """Return images in whose channels all values are about equally frequent.

    A value becomes the share of the image's other values that lie at or below its bin, not counting
    the lowest bin that is filled; shares are rounded to 8 bits.

    Args:
        images: (N, H, W, C), float. A channel that fills only one bin stays as it is.
        bins: how many bins the range is divided into.
        value_range: black and white.
    """
    lower, upper = value_range
    count, channels = tf.shape(images)[0], images.shape[3] or tf.shape(images)[3]
    present = ~tf.math.is_nan(images)
    first_bins = tf.reshape(tf.range(count * channels) * bins, [-1, 1, 1, channels])
    places = first_bins + bin_of(images, present, bins, value_range)
    filled = histograms(places, present, count * channels * bins, bins)
    below = tf.cumsum(filled, axis=1)
    total = below[:, -1:]
    lowest = tf.reduce_min(tf.where(below > 0, below, total), axis=1, keepdims=True)
    # In float64, whose halves round as those of whole numbers.
    shares = tf.cast(tf.maximum(below - lowest, 0), tf.float64) / tf.cast(
        tf.maximum(total - lowest, 1), tf.float64
    )
    # A table, because a sum of products rounds another way where XLA compiles it.
    tones = tf.constant(np.linspace(lower, upper, LEVELS + 1), images.dtype)
    levels = tf.gather(tones, tf.cast(tf.round(shares * LEVELS), tf.int32))
    changes = present & tf.reshape(total > lowest, [-1, 1, 1, channels])
    return tf.where(changes, tf.gather(tf.reshape(levels, [-1]), places), images)


def bin_of(
    images: tf.Tensor, present: tf.Tensor, bins: int, value_range: tuple[float, float]
) -> tf.Tensor:
    """Return the bin of each value, int32; 0 where none is present.

    Only white itself lies in the last bin: the bins' lower edges are spread from black to white.
    """
    lower, upper = value_range
    scaled = (images - lower) * ((bins - 1) / (upper - lower)) + bins * _ROUNDING
    return tf.cast(tf.where(present, tf.clip_by_value(scaled, 0, bins - 1), 0), tf.int32)


def histograms(
    places: tf.Tensor, present: tf.Tensor, size: int | tf.Tensor, bins: int
) -> tf.Tensor:
    """Return how many present values have each place, int32, as rows of so many bins.

    Args:
        places: of values among all bins of all histograms, int32.
        present: which values count, of the same shape.
        size: how many bins all histograms have together.
        bins: how many of them one histogram has.
    """
    # One scatter: XLA compiles it to a loop of some nanoseconds a value, where it would count for
    # every bin what a comparison with all bins finds.
    counts = tf.math.unsorted_segment_sum(tf.cast(present, tf.int32), places, size)
    return tf.reshape(counts, [-1, bins])
