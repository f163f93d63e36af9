"""Contrast-limited adaptive histogram equalization (CLAHE): a tone curve per tile of an image.

Zuiderveld, in Graphics Gems IV (1994), pages 474 to 485.
"""

from __future__ import annotations

from collections.abc import Callable

import tensorflow as tf

from prelayer.ops.image.histogram import LEVELS, bin_of, histograms
from prelayer.ops.image.sizes import Size, height_and_width

_BINS = LEVELS + 1


def adaptively_equalized(
    images: tf.Tensor,
    clip_limit: float,
    grid: tuple[int, int],
    value_range: tuple[float, float],
    count_values: Callable[..., tf.Tensor] = histograms,
) -> tf.Tensor:
    """Equalize images by interpolating the curves of the four tiles around each pixel.

    An image that cannot be divided into equal tiles is extended by reflection.

    Args:
        images: (N, H, W, C), float. NaN is skipped and kept.
        clip_limit: maximum count of a bin, as a multiple of the mean count; 0: no limit.
        grid: number of rows and columns of tiles.
        value_range: the values of black and white.
        count_values: function that returns histograms, with the arguments of `histograms`.
    """
    lower, upper = value_range
    size = height_and_width(images)
    tile = [(length + parts - 1) // parts for length, parts in zip(size, grid)]
    whole = _continued(images, size, [side * parts for side, parts in zip(tile, grid)])
    present = ~tf.math.is_nan(whole)
    bins = bin_of(whole, present, _BINS, value_range)
    count, channels = tf.shape(images)[0], images.shape[3] or tf.shape(images)[3]
    # The bins of a tile and channel are contiguous, followed by those of the next tile in the row.
    steps = [grid[1] * channels * _BINS, channels * _BINS]
    first = tf.reshape(tf.range(count) * (grid[0] * steps[0]), [-1, 1, 1, 1])
    places = first + bins + tf.range(channels) * _BINS
    rows, columns = (
        tf.reshape(tf.range(side * parts) // side * step, [-1, *[1] * (2 - axis)])
        for axis, (side, parts, step) in enumerate(zip(tile, grid, steps))
    )
    counts = count_values(places + rows + columns, present, count * grid[0] * steps[0], _BINS)
    curves = tf.reshape(_curves(tf.cast(counts, images.dtype), clip_limit), [-1])
    places = places[:, : size[0], : size[1]]
    above, below, down = _around(size[0], tile[0], grid[0], steps[0], images.dtype)
    left, right, across = _around(size[1], tile[1], grid[1], steps[1], images.dtype)

    def line(row: tf.Tensor) -> tf.Tensor:
        first = tf.gather(curves, places + (row + left))
        return first + (tf.gather(curves, places + (row + right)) - first) * across

    above, below, down = (part[:, tf.newaxis] for part in (above, below, down))
    levels = line(above)
    levels += (line(below) - levels) * down
    return tf.where(tf.math.is_nan(images), images, levels * ((upper - lower) / LEVELS) + lower)


def _curves(counts: tf.Tensor, clip_limit: float) -> tf.Tensor:
    """Return the levels, 0 to 255, to which histograms (T, bins) map their bins."""
    total = tf.reduce_sum(counts, axis=1, keepdims=True)
    if clip_limit > 0:
        clipped = tf.minimum(counts, total * (clip_limit / _BINS))
        counts = clipped + (total - tf.reduce_sum(clipped, axis=1, keepdims=True)) / _BINS
    below = tf.cumsum(counts, axis=1)
    darkest = below[:, :1]
    spread = total - darkest
    curves = (below - darkest) * (LEVELS / tf.where(spread > 0, spread, 1))
    # A tile in which all values are NaN has no effect.
    levels = tf.range(_BINS, dtype=counts.dtype)
    return tf.where(total > 0, tf.clip_by_value(curves, 0, LEVELS), levels)


def _around(
    length: Size, side: Size, parts: int, step: int | tf.Tensor, dtype: tf.DType
) -> tuple[tf.Tensor, tf.Tensor, tf.Tensor]:
    """Return index offsets of the two tiles around each position along an axis, and a weight.

    Args:
        length: number of positions.
        side: number of positions per tile, whose curve applies at its center.
        parts: number of tiles.
        step: index offset per tile.
        dtype: dtype of the weight, which is that of the second tile.
    """
    # In units of half a position, so that all numbers are whole. One tile is added first, so that
    # none is negative: converters of models round the quotients of negative numbers otherwise.
    beyond = 2 * tf.range(length)[:, tf.newaxis] - side
    first = tf.math.floordiv(beyond + 2 * side, 2 * side) - 1
    share = tf.cast(beyond - first * 2 * side, dtype) / tf.cast(2 * side, dtype)
    tiles = (tf.clip_by_value(tile, 0, parts - 1) * step for tile in (first, first + 1))
    return (*tiles, share)


def _continued(images: tf.Tensor, size: tuple[Size, Size], new_size: list[Size]) -> tf.Tensor:
    """Extend images to a larger size by reflection at the bottom and on the right."""
    for axis, (length, new_length) in enumerate(zip(size, new_size), start=1):
        if isinstance(length, int) and length == new_length:
            continue
        places = tf.range(new_length) % (2 * length)
        images = tf.gather(images, tf.minimum(places, 2 * length - 1 - places), axis=axis)
    return images
