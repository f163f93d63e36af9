"""Geometric transforms as one matrix per image, from output pixels (x, y, 1) to the input.

x counts columns from the left, y rows from the top, both from 0 at the center of the first pixel.
The result (u, v, w) of a matrix represents the position (u / w, v / w), so that a matrix and its
multiples are equivalent.
"""

from __future__ import annotations

import tensorflow as tf

from prelayer.ops.image.sizes import Size, as_float


def rotation(angles: tf.Tensor, height: Size, width: Size) -> tf.Tensor:
    """Return the matrices (N, 3, 3) that rotate images about their center.

    Args:
        angles: (N,), in radians, counterclockwise as displayed.
        height: the images' height in pixels.
        width: the images' width in pixels.
    """
    cosine, sine = tf.cos(angles), tf.sin(angles)
    return about_the_center([cosine, -sine, sine, cosine], height, width)


def zoom(vertical: tf.Tensor, horizontal: tf.Tensor, height: Size, width: Size) -> tf.Tensor:
    """Return the matrices (N, 3, 3) that zoom images about their center.

    Args:
        vertical: (N,), number of input pixels per output pixel: above 1 zooms out.
        horizontal: (N,), the same along the width.
        height: the images' height in pixels.
        width: the images' width in pixels.
    """
    zeros = tf.zeros_like(vertical)
    return about_the_center([horizontal, zeros, zeros, vertical], height, width)


def flip(vertical: tf.Tensor, horizontal: tf.Tensor, height: Size, width: Size) -> tf.Tensor:
    """Return the matrices (N, 3, 3) that mirror the chosen images.

    Args:
        vertical: (N,), bool: which images to mirror top to bottom.
        horizontal: (N,), bool: which images to mirror left to right.
        height: the images' height in pixels.
        width: the images' width in pixels.
    """
    down, right = (tf.where(chosen, -1.0, 1.0) for chosen in (vertical, horizontal))
    return zoom(down, right, height, width)


def translation(down: tf.Tensor, right: tf.Tensor) -> tf.Tensor:
    """Return the matrices (N, 3, 3) that shift images.

    Args:
        down: (N,), number of pixels by which an image moves down.
        right: (N,), number of pixels by which it moves to the right.
    """
    zeros, ones = tf.zeros_like(down), tf.ones_like(down)
    return stacked([ones, zeros, -right, zeros, ones, -down, zeros, zeros, ones])


def window(top: Size, left: Size, sides: tuple[Size, Size], height: int, width: int) -> tf.Tensor:
    """Return the matrix (1, 3, 3) that crops images to a window and resizes it.

    Args:
        top: the first row of the window.
        left: its first column.
        sides: the window's height and width in pixels.
        height: the new height in pixels.
        width: the new width in pixels.
    """
    per_row, per_column = as_float(sides[0]) / height, as_float(sides[1]) / width
    first_row = as_float(top) + (per_row - 1) / 2
    first_column = as_float(left) + (per_column - 1) / 2
    entries = [per_column, 0.0, first_column, 0.0, per_row, first_row, 0.0, 0.0, 1.0]
    return tf.reshape(tf.stack(entries), [1, 3, 3])


def shear(x: tf.Tensor, y: tf.Tensor) -> tf.Tensor:
    """Return the matrices (N, 3, 3) that shear images; the first pixel does not move.

    Args:
        x: (N,), pixels by which each row is read further to the right than the previous one.
        y: (N,), pixels by which each column is read further down than the previous one.
    """
    zeros, ones = tf.zeros_like(x), tf.ones_like(x)
    return stacked([ones, x, zeros, y, ones, zeros, zeros, zeros, ones])


def about_the_center(linear: list[tf.Tensor], height: Size, width: Size) -> tf.Tensor:
    """Return the matrices of linear maps about the center of an image, which does not move.

    Args:
        linear: the entries xx, xy, yx, yy of the maps, each (N,).
        height: the images' height in pixels.
        width: the images' width in pixels.
    """
    x, y = (as_float(width) - 1) / 2, (as_float(height) - 1) / 2
    # Weights of each entry in a matrix: one sum of products is faster than nine separate terms.
    shares = [
        [1.0, 0.0, -x, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        [0.0, 1.0, -y, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        [0.0, 0.0, 0.0, 1.0, 0.0, -x, 0.0, 0.0, 0.0],
        [0.0, 0.0, 0.0, 0.0, 1.0, -y, 0.0, 0.0, 0.0],
    ]
    entries = tf.reduce_sum(tf.expand_dims(tf.stack(linear, axis=-1), 2) * shares, axis=1)
    entries = tf.add(entries, [0.0, 0.0, x, 0.0, 0.0, y, 0.0, 0.0, 1.0])
    return tf.reshape(entries, [-1, 3, 3])


def stacked(entries: list[tf.Tensor]) -> tf.Tensor:
    """Stack nine vectors of entries, row by row, to matrices (N, 3, 3)."""
    return tf.reshape(tf.stack(entries, axis=-1), [-1, 3, 3])


def after_each_other(first: tf.Tensor, second: tf.Tensor) -> tf.Tensor:
    """Return the matrices that transform images by `first`, and then by `second`."""
    # Not a matrix product: accelerators round its factors to 10 bits.
    return tf.reduce_sum(tf.expand_dims(first, 3) * tf.expand_dims(second, 1), axis=2)


def inverse(matrices: tf.Tensor) -> tf.Tensor:
    """Return multiples of the inverse matrices, from input pixels to the output."""
    rows = tf.unstack(matrices, axis=1)
    columns = [tf.linalg.cross(rows[one], rows[two]) for one, two in ((1, 2), (2, 0), (0, 1))]
    return tf.stack(columns, axis=-1)


def move(points: tf.Tensor, matrices: tf.Tensor) -> tf.Tensor:
    """Transform points from the input to the output.

    Args:
        points: (N, K, 2), x and y.
        matrices: (N, 3, 3), from the output to the input.
    """
    per_x, per_y, start = tf.unstack(inverse(matrices)[:, tf.newaxis], axis=3)
    moved = per_x * points[..., 0:1] + (per_y * points[..., 1:2] + start)
    return tf.math.divide_no_nan(moved[..., :2], moved[..., 2:])
