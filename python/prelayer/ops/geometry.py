"""Geometry as matrices, one an image: from an output pixel (x, y, 1) to where the input is read.

x counts columns from the left, y rows from the top, both from 0 at the centre of the first pixel.
Two maps after each other are one matrix: `first @ second` for an image that is transformed by
`first`, and then by `second`.
"""

from __future__ import annotations

import tensorflow as tf


def rotation(angles: tf.Tensor, height: tf.Tensor, width: tf.Tensor) -> tf.Tensor:
    """Return the matrices (N, 3, 3) that turn images about their centre.

    Args:
        angles: (N,), in radians, counter-clockwise as one sees the image.
        height: the images' height in pixels, a scalar.
        width: the images' width in pixels, a scalar.
    """
    cosine, sine = tf.cos(angles), tf.sin(angles)
    return _about_the_centre(cosine, -sine, sine, cosine, height, width)


def zoom(
    vertical: tf.Tensor, horizontal: tf.Tensor, height: tf.Tensor, width: tf.Tensor
) -> tf.Tensor:
    """Return the matrices (N, 3, 3) that zoom images about their centre.

    Args:
        vertical: (N,), how many input pixels make one output pixel: above 1 shows more (zooms out).
        horizontal: (N,), the same along the width.
        height: the images' height in pixels, a scalar.
        width: the images' width in pixels, a scalar.
    """
    zeros = tf.zeros_like(vertical)
    return _about_the_centre(horizontal, zeros, zeros, vertical, height, width)


def _about_the_centre(
    xx: tf.Tensor, xy: tf.Tensor, yx: tf.Tensor, yy: tf.Tensor, height: tf.Tensor, width: tf.Tensor
) -> tf.Tensor:
    """Return the matrices of [[xx, xy], [yx, yy]] with the image's centre as its fixed point."""
    centre_x = (tf.cast(width, xx.dtype) - 1) / 2
    centre_y = (tf.cast(height, xx.dtype) - 1) / 2
    move_x = centre_x - xx * centre_x - xy * centre_y
    move_y = centre_y - yx * centre_x - yy * centre_y
    zeros, ones = tf.zeros_like(xx), tf.ones_like(xx)
    rows = [xx, xy, move_x, yx, yy, move_y, zeros, zeros, ones]
    return tf.reshape(tf.stack(rows, axis=-1), [-1, 3, 3])
