"""Blurring and sharpening by convolution within the image."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer.ops.image.sizes import height_and_width

# The smallest standard deviation, which avoids a division by zero.
_NARROWEST = 1e-6


def gaussian(images: tf.Tensor, deviations: tf.Tensor, radii: Sequence[int]) -> tf.Tensor:
    """Blur each image by a Gaussian.

    Args:
        images: (N, H, W, C), float.
        deviations: (N, 2), vertical and horizontal standard deviations in pixels.
        radii: vertical and horizontal number of neighbors on each side, where Gaussians are cut.
    """
    deviations = tf.cast(deviations, images.dtype)
    for axis, radius in enumerate(radii):
        weights = _gaussian_weights(deviations[:, axis : axis + 1], radius)
        images = weighted(images, weights, axis + 1) / _inside(images, weights, axis + 1)
    return images


def sharpened(images: tf.Tensor, strength: tf.Tensor) -> tf.Tensor:
    """Sharpen images by extrapolation from their smoothed versions, or smooth them.

    A smoothed pixel is the mean of the 3 x 3 pixels around it, in which the pixel has weight 5.

    Args:
        images: (N, H, W, C), float.
        strength: (N,), -1 for the smoothed image, 0 for the image, 1 for the same distance beyond.
    """
    strength = tf.reshape(tf.cast(strength, images.dtype), [-1, 1, 1, 1])
    around = weighted(weighted(images, [1.0, 1.0], axis=1), [1.0, 1.0], axis=2)
    count = _inside(images, [1.0, 1.0], axis=1) * _inside(images, [1.0, 1.0], axis=2)
    return images + (images * count - around) * (strength / (count + 4))


def weighted(images: tf.Tensor, weights: Sequence[Any], axis: int) -> tf.Tensor:
    """Return for each pixel the weighted sum of itself and its neighbors within the image.

    Args:
        images: (N, H, W, C).
        weights: weights of the pixel itself, of the two adjacent pixels, of those at distance two,
            and so on.
        axis: 1 for neighbors above and below, 2 for those left and right.
    """
    # XLA fuses shifted slices to one loop. They support different weights per image, for which a
    # convolution would need one group of channels per image.
    radius = len(weights) - 1
    around = [[radius, radius] if index == axis else [0, 0] for index in range(4)]
    padded = tf.pad(images, around)

    def moved(by: int) -> tf.Tensor:
        window = slice(radius + by, by - radius or None)
        return padded[:, window] if axis == 1 else padded[:, :, window]

    result = images * weights[0]
    for step in range(1, radius + 1):
        result += (moved(-step) + moved(step)) * weights[step]
    return result


def _inside(images: tf.Tensor, weights: Sequence[Any], axis: int) -> tf.Tensor:
    """Return the sum of the weights within the image, at each position along an axis."""
    size = height_and_width(images)[axis - 1]
    return weighted(
        tf.ones([1, *(size if index == axis else 1 for index in (1, 2, 3))], images.dtype),
        weights,
        axis,
    )


def _gaussian_weights(deviation: tf.Tensor, radius: int) -> list[tf.Tensor]:
    """Return weights of Gaussians, each (N, 1, 1, 1), for standard deviations (N, 1)."""
    steps = np.arange(radius + 1)
    weights = tf.exp(tf.constant(-0.5 * steps**2, deviation.dtype) / (deviation + _NARROWEST) ** 2)
    twice = tf.constant(np.where(steps == 0, 1.0, 2.0), deviation.dtype)
    weights /= tf.reduce_sum(weights * twice, axis=1, keepdims=True)
    return tf.unstack(tf.reshape(weights, [-1, 1, 1, 1, radius + 1]), axis=4)
