"""Color operations: pointwise functions of pixels, one parameter for each image."""

from __future__ import annotations

from collections.abc import Callable

import tensorflow as tf

from prelayer._core import check
from prelayer.ops.image.sizes import height_and_width

# Shares of red, green and blue in luma: https://www.itu.int/rec/R-REC-BT.601
LUMA = (0.299, 0.587, 0.114)
_LEVELS = 255
# How far below a level a narrow float can come to lie that means it: half a step of float16.
_ROUNDING = 1 / 16


def per_image(numbers: tf.Tensor, images: tf.Tensor) -> tf.Tensor:
    """Return numbers (N,) of any dtype so that they meet the images: (N, 1, 1, 1), their dtype."""
    if numbers.dtype != tf.bool:
        numbers = tf.cast(numbers, images.dtype)
    return tf.reshape(numbers, [-1, 1, 1, 1])


def clip(images: tf.Tensor, value_range: tuple[float, float]) -> tf.Tensor:
    """Return images cut off at both ends of a range; NaN stays."""
    # Which of two numbers NaN is, a minimum need not say; a comparison does.
    lower, upper = (tf.constant(bound, images.dtype) for bound in value_range)
    images = tf.where(images < lower, lower, images)
    return tf.where(images > upper, upper, images)


def on_colors(owner: str, images: tf.Tensor, change: Callable[[tf.Tensor], tf.Tensor]) -> tf.Tensor:
    """Return images whose red, green and blue are changed together.

    Gray images have no color to change and stay as they are; so does a fourth channel, alpha.

    Raises:
        ValueError: if there are other numbers of channels.
    """
    channels = images.shape[-1]
    if channels == 1:
        return images
    if channels not in (None, 3, 4):
        check.refuse(
            owner,
            "images must have 1 channel (gray), 3 (red, green, blue) or 4 (and alpha), "
            f"but they have {channels}.",
        )
    if channels == 3:
        return change(images)
    return tf.concat([change(images[..., :3]), images[..., 3:]], -1)


def brighten(images: tf.Tensor, shift: tf.Tensor, value_range: tuple[float, float]) -> tf.Tensor:
    """Return images with a share of the range, from -1 to 1, added to all pixels."""
    lower, upper = value_range
    return images + per_image(shift, images) * (upper - lower)


def contrast(images: tf.Tensor, scale: tf.Tensor) -> tf.Tensor:
    """Return images whose distances from the mean of their channel are scaled."""
    means = channel_means(images)
    return means + (images - means) * per_image(scale, images)


def channel_means(images: tf.Tensor) -> tf.Tensor:
    """Return the mean of each channel of each image, (N, 1, 1, C), over what is not NaN."""
    height, width = height_and_width(images)
    channels = images.shape[-1] or tf.shape(images)[-1]
    # Sums of whole rows read memory in order, which sums of every third number do not.
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
    """Return red, green and blue as mixtures of themselves and a share of their gray."""
    return images + (gray(images) - images) * per_image(share, images)


def gray_where(images: tf.Tensor, chosen: tf.Tensor) -> tf.Tensor:
    """Return images, those that are chosen with their luma as red, green and blue."""
    return tf.where(per_image(chosen, images), gray(images), images)


def invert(images: tf.Tensor, value_range: tuple[float, float]) -> tf.Tensor:
    """Return images with black for white and white for black."""
    lower, upper = value_range
    return (lower + upper) - images


def posterize(images: tf.Tensor, bits: tf.Tensor, value_range: tuple[float, float]) -> tf.Tensor:
    """Return images as bytes of which only the first bits are kept, in their range."""
    lower, upper = value_range
    step = per_image(tf.bitwise.left_shift(1, 8 - bits), images)
    levels = (images - lower) * (_LEVELS / (upper - lower))
    kept = tf.floor((levels + _ROUNDING) / step) * step
    return lower + kept * ((upper - lower) / _LEVELS)


def solarize(
    images: tf.Tensor, addition: tf.Tensor, threshold: tf.Tensor, value_range: tuple[float, float]
) -> tf.Tensor:
    """Return images with all pixels inverted that, with something added, reach a threshold.

    Args:
        images: the images.
        addition: (N,), what is added, as a share of the range.
        threshold: (N,), from where on pixels are inverted, as a share of the range.
        value_range: black and white.
    """
    lower, upper = value_range
    brighter = clip(brighten(images, addition, value_range), value_range)
    limit = lower + per_image(threshold, images) * (upper - lower)
    return tf.where(brighter < limit, brighter, invert(brighter, value_range))
