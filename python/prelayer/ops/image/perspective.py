"""Perspective transforms (homographies) applied per image."""

from __future__ import annotations

import tensorflow as tf

from prelayer.ops.image.geometry import stacked
from prelayer.ops.image.sizes import Size, as_float, larger


def perspective(stretches: tf.Tensor, height: Size, width: Size) -> tf.Tensor:
    """Return the matrices (N, 3, 3) that move three corners of images, but not the first pixel.

    Args:
        stretches: (N, 4): x of the upper right corner, y of the lower left one, x and y of the
            lower right one, each as a multiple of its original value.
        height: the images' height in pixels.
        width: the images' width in pixels.
    """
    # This matrix maps the unit square to (0, 0), (a, 0), (0, b) and (c, d); the result is its
    # adjugate, in pixels:
    #     c            0            0
    #     0            d            0
    #     1 - d / b    1 - c / a    c / a + d / b - 1
    a, b, c, d = tf.unstack(stretches, axis=1)
    across, down = c / a, d / b
    depth = across + down - 1
    per_x = d * (down - 1) / as_float(larger(width - 1, 1))
    per_y = c * (across - 1) / as_float(larger(height - 1, 1))
    zeros = tf.zeros_like(a)
    return stacked([d * depth, zeros, zeros, zeros, c * depth, zeros, per_x, per_y, c * d])
