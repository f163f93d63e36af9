"""Random erasing: fills rectangles with a color or noise."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

from prelayer.ops.image.sizes import height_and_width

_MULTIPLIERS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D)
# Bytes 0 and 2 of a number.
_EVEN_BYTES = 0x00FF00FF
# The mean and the standard deviation of the sum of four random bytes.
_MEAN, _DEVIATION = 510.0, (4 * (256**2 - 1) / 12) ** 0.5


def erased(images: tf.Tensor, start: tf.Tensor, end: tf.Tensor, filling: Any) -> tf.Tensor:
    """Fill one rectangle of each image.

    Args:
        images: (N, H, W, C).
        start: (N, 2), the first row and column of the rectangles, which may be fractions.
        end: (N, 2), the row and column after the rectangles.
        filling: values that broadcast to the images.
    """
    inside = True
    for axis, length in enumerate(height_and_width(images)):
        shape = [-1 if index == axis else 1 for index in range(3)]
        places = tf.reshape(tf.range(length, dtype=start.dtype), shape)
        first, last = (tf.reshape(bound[:, axis], [-1, 1, 1, 1]) for bound in (start, end))
        inside &= (places >= first) & (places < last)
    return tf.where(inside, filling, images)


def noise(chances: tf.Tensor, images: tf.Tensor) -> tf.Tensor:
    """Return normal noise with mean 0 and standard deviation 1, in the shape of images.

    Args:
        chances: (N,), random numbers from 0 up to, but not including, 1, which determine the noise
            of each image.
        images: (N, H, W, C), float.
    """
    # A hash of the position and one random number per image, instead of a random number per pixel:
    # integer operations that XLA fuses with their consumers, with equal results on any device.
    _, height, width, channels = tf.unstack(tf.shape(images))
    places = tf.reshape(tf.range(height * width * channels), [height, width, channels])
    keys = tf.reshape(tf.cast(chances * 2**24, tf.int32), [-1, 1, 1, 1])
    first, second, third = (tf.constant(number, tf.uint32) for number in _MULTIPLIERS)
    mixed = _folded(tf.cast(places, tf.uint32) * first, 15)
    mixed = _folded(tf.bitwise.bitwise_xor(mixed, tf.cast(keys, tf.uint32) * third) * second, 13)
    mixed = _folded(mixed * third, 16)
    # The sum of four bytes is approximately normal: within 0.01 in probability, and up to 3.4.
    even = tf.constant(_EVEN_BYTES, tf.uint32)
    pairs = tf.bitwise.bitwise_and(mixed, even)
    pairs += tf.bitwise.bitwise_and(tf.bitwise.right_shift(mixed, tf.constant(8, tf.uint32)), even)
    both = tf.bitwise.right_shift(pairs, tf.constant(16, tf.uint32))
    total = both + tf.bitwise.bitwise_and(pairs, tf.constant(0xFFFF, tf.uint32))
    return (tf.cast(tf.cast(total, tf.int32), images.dtype) - _MEAN) / _DEVIATION


def _folded(numbers: tf.Tensor, bits: int) -> tf.Tensor:
    """Mix the upper bits of numbers into their lower bits."""
    return tf.bitwise.bitwise_xor(
        numbers, tf.bitwise.right_shift(numbers, tf.constant(bits, tf.uint32))
    )
