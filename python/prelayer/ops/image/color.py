"""Color operations: pointwise functions of pixels, with one parameter per image."""

from __future__ import annotations

from collections.abc import Callable

import tensorflow as tf

from prelayer._core import errors
from prelayer.ops.image.sizes import height_and_width

# Weights of red, green and blue in luma: https://www.itu.int/rec/R-REC-BT.601
LUMA = (0.299, 0.587, 0.114)
_LEVELS = 255
# Maximum rounding error of a level in a narrow float: half a step of float16.
_ROUNDING = 1 / 16


def per_image(numbers: tf.Tensor, images: tf.Tensor) -> tf.Tensor:
    """Convert numbers (N,) to (N, 1, 1, 1) in the dtype of images, with which they broadcast."""
    if numbers.dtype != tf.bool:
        numbers = tf.cast(numbers, images.dtype)
    return tf.reshape(numbers, [-1, 1, 1, 1])


def clip(images: tf.Tensor, value_range: tuple[float, float]) -> tf.Tensor:
    """Clip images to a range; NaN is kept."""
    # `tf.minimum` need not propagate NaN; a comparison does.
    lower, upper = (tf.constant(bound, images.dtype) for bound in value_range)
    images = tf.where(images < lower, lower, images)
    return tf.where(images > upper, upper, images)


def on_colors(images: tf.Tensor, change: Callable[[tf.Tensor], tf.Tensor]) -> tf.Tensor:
    """Apply a function to red, green and blue of images.

    Gray images and a fourth channel, alpha, do not change.

    Raises:
        ValueError: if the number of channels is not 1, 3 or 4.
    """
    channels = images.shape[-1]
    if channels == 1:
        return images
    if channels not in (None, 3, 4):
        raise errors.problem(
            "images must have 1 channel (gray), 3 (red, green, blue) or 4 (and alpha), but "
            "they have {channels}.",
            channels=channels,
        )
    if channels == 3:
        return change(images)
    return tf.concat([change(images[..., :3]), images[..., 3:]], -1)


def brighten(images: tf.Tensor, shift: tf.Tensor, value_range: tuple[float, float]) -> tf.Tensor:
    """Add a fraction of the range, from -1 to 1, to all pixels."""
    lower, upper = value_range
    return images + per_image(shift, images) * (upper - lower)


def contrast(images: tf.Tensor, scale: tf.Tensor) -> tf.Tensor:
    """Scale the distance of pixels from the mean of their channel."""
    means = channel_means(images)
    return means + (images - means) * per_image(scale, images)


def channel_means(images: tf.Tensor) -> tf.Tensor:
    """Return the mean of each channel of each image, (N, 1, 1, C), without NaN."""
    height, width = height_and_width(images)
    channels = images.shape[-1] or tf.shape(images)[-1]
    # Sums of whole rows read contiguous memory, unlike sums of every third number.
    rows = tf.reshape(images, [-1, height, width * channels])
    missing = tf.math.is_nan(rows)
    parts = tf.where(missing, tf.zeros([], rows.dtype), rows), tf.cast(~missing, rows.dtype)
    columns = [tf.reshape(tf.reduce_sum(part, 1), [-1, 1, width, channels]) for part in parts]
    total, count = (tf.reduce_sum(column, 2, keepdims=True) for column in columns)
    return total / count


def gray(images: tf.Tensor) -> tf.Tensor:
    """Return the luma (N, H, W, 1) of red, green and blue."""
    red, green, blue = tf.split(images, 3, -1)
    return red * LUMA[0] + green * LUMA[1] + blue * LUMA[2]


def degenerate(images: tf.Tensor, share: tf.Tensor) -> tf.Tensor:
    """Blend red, green and blue with a fraction of their luma."""
    return images + (gray(images) - images) * per_image(share, images)


def gray_where(images: tf.Tensor, chosen: tf.Tensor) -> tf.Tensor:
    """Convert the chosen images to gray: their luma as red, green and blue."""
    return tf.where(per_image(chosen, images), gray(images), images)


def invert(images: tf.Tensor, value_range: tuple[float, float]) -> tf.Tensor:
    """Invert images, exchanging black and white."""
    lower, upper = value_range
    return (lower + upper) - images


def posterize(images: tf.Tensor, bits: tf.Tensor, value_range: tuple[float, float]) -> tf.Tensor:
    """Quantize images to 8 bits, of which only the highest `bits` are kept, in their range."""
    lower, upper = value_range
    step = per_image(tf.bitwise.left_shift(1, 8 - bits), images)
    levels = (images - lower) * (_LEVELS / (upper - lower))
    kept = tf.floor((levels + _ROUNDING) / step) * step
    return lower + kept * ((upper - lower) / _LEVELS)


def solarize(
    images: tf.Tensor, addition: tf.Tensor, threshold: tf.Tensor, value_range: tuple[float, float]
) -> tf.Tensor:
    """Add a number to images, and invert all pixels that reach a threshold.

    Args:
        images: the images.
        addition: (N,), the number to add, as a fraction of the range.
        threshold: (N,), the smallest value that is inverted, as a fraction of the range.
        value_range: the values of black and white.
    """
    lower, upper = value_range
    brighter = clip(brighten(images, addition, value_range), value_range)
    limit = lower + per_image(threshold, images) * (upper - lower)
    return tf.where(brighter < limit, brighter, invert(brighter, value_range))
