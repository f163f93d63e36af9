"""Hue and saturation of RGB images as defined by HSV, without conversion to HSV and back.

With V the largest of the three, C the largest less the smallest, and the hue H from 0 to below 6,
a channel is V - C * max(0, min(K, 4 - K, 1)), where K = (n + H) mod 6, and n is 5 for red, 3 for
green and 1 for blue: https://en.wikipedia.org/wiki/HSL_and_HSV#HSV_to_RGB_alternative
"""

from __future__ import annotations

import tensorflow as tf

from prelayer.ops.image.color import per_image

_SECTORS = (5.0, 3.0, 1.0)
_SMALLEST_REST = 1e-7


def turns(chances: tf.Tensor, bounds: tuple[float, float]) -> tf.Tensor:
    """Sample rotations of the hue, as fractions of a turn: up to half a turn in both directions."""
    lower, upper = bounds
    both_ways = 2 * chances - 1
    amount = lower + (upper - lower) * tf.abs(both_ways)
    return tf.where(both_ways < 0, -amount, amount) / 2


def scale(strength: tf.Tensor) -> tf.Tensor:
    """Return the factor of saturation for a strength: 0 for 0, 1 for 0.5, larger beyond."""
    return strength / tf.maximum(1 - strength, _SMALLEST_REST)


def turn(
    images: tf.Tensor, turns: tf.Tensor, scale: tf.Tensor | None = None, black: float = 0
) -> tf.Tensor:
    """Rotate the hues of images (N, H, W, 3), and multiply their saturation.

    Hues are multiplied by C to avoid divisions.

    Args:
        images: red, green and blue.
        turns: (N,), rotation of the hue; 1 is a full turn.
        scale: (N,), factor of the saturation, limited to full saturation; None: 1.
        black: the value of black, for `scale`.
    """
    red, green, blue = tf.split(images, 3, -1)
    value, chroma = _value_and_chroma(red, green, blue)
    # Depends on all three channels, so that one NaN makes the whole pixel NaN.
    hue = tf.where(
        value == red,
        green - blue,
        tf.where(value == green, blue - red + 2 * chroma, red - green + 4 * chroma),
    )
    if scale is not None:
        factor = _up_to_full(per_image(scale, images), chroma, value - black)
        hue, chroma = hue * factor, chroma * factor
    shift = tf.reshape(6 * tf.cast(turns, images.dtype), [-1, 1, 1, 1])
    shift = tf.math.floormod(shift + tf.constant(_SECTORS, images.dtype), 6) - 5
    # The circular distance from K to 2; then 2 - distance is min(K, 4 - K).
    distance = tf.abs(tf.abs(hue + chroma * shift) - 3 * chroma)
    below = 2 * chroma - distance
    below = tf.where(below < 0, tf.zeros([], images.dtype), below)
    return value - tf.where(below > chroma, chroma, below)


def saturate(images: tf.Tensor, scale: tf.Tensor, black: float) -> tf.Tensor:
    """Multiply the saturation of images (N, H, W, 3), up to full saturation.

    Args:
        images: red, green and blue.
        scale: (N,), factor of the saturation.
        black: the value of black.
    """
    red, green, blue = tf.split(images, 3, -1)
    value, chroma = _value_and_chroma(red, green, blue)
    factor = _up_to_full(per_image(scale, images), chroma, value - black)
    total = red + green + blue
    factor = tf.where(tf.math.is_nan(total), total, factor)
    return value - (value - images) * factor


def _up_to_full(scale: tf.Tensor, chroma: tf.Tensor, height: tf.Tensor) -> tf.Tensor:
    """Return the factor of chroma, limited so that chroma does not exceed V less black."""
    return tf.where(scale * chroma > height, height / chroma, scale)


def _value_and_chroma(
    red: tf.Tensor, green: tf.Tensor, blue: tf.Tensor
) -> tuple[tf.Tensor, tf.Tensor]:
    largest = tf.maximum(tf.maximum(red, green), blue)
    return largest, largest - tf.minimum(tf.minimum(red, green), blue)
