"""Elastic displacement fields for images and points.

A field is a spline through a grid of random displacements. It has a closed form at every position,
so that points can be transformed, and requires few random numbers.
"""

from __future__ import annotations

import math

import tensorflow as tf

from prelayer.ops.image.sizes import Size

# Nodes of the grid along x and along y; the grid is periodic.
NODES = 32
# A cubic B-spline approximates a Gaussian with variance 1/3, in units of the node spacing.
_SPACING = math.sqrt(3)
# White noise has a standard deviation of 1 / (2 sqrt(pi) sigma) if smoothed by a Gaussian of width
# sigma, and of 151/315 along both axes if smoothed by the spline.
_DEVIATION = 1 / (2 * math.sqrt(math.pi)) / (151 / 315)
_STEPS = 6
_FOLDED = 0.15


def grids(chances: tf.Tensor, strength: tf.Tensor) -> tf.Tensor:
    """Return normally distributed displacements (N, 2, NODES, NODES) of the nodes, x and y.

    Args:
        chances: (N, 2 * NODES^2), random numbers from 0 up to, but not including, 1.
        strength: (N,), strength of the field in pixels (alpha in the literature).
    """
    # Box-Muller transform: https://doi.org/10.1214/aoms/1177706645
    first, second = tf.unstack(tf.reshape(chances, [-1, 2, NODES, NODES]), axis=1)
    length = tf.sqrt(-2 * tf.math.log(1 - first)) * _DEVIATION * tf.reshape(strength, [-1, 1, 1])
    angle = second * (2 * math.pi)
    return tf.stack([length * tf.cos(angle), length * tf.sin(angle)], axis=1)


def places(grids: tf.Tensor, sigma: tf.Tensor, height: Size, width: Size) -> tf.Tensor:
    """Return the input coordinates of each output pixel, (N, 2, height, width): x, then y.

    Args:
        grids: (N, 2, NODES, NODES), displacements of the nodes in pixels, x and y.
        sigma: (N,), how smooth the field is, in pixels.
        height: the height of the images in pixels.
        width: their width in pixels.
    """
    x, y = tf.range(width, dtype=tf.float32), tf.range(height, dtype=tf.float32)
    across, down = (_shares(_from_nodes(pixels[tf.newaxis], sigma)) for pixels in (x, y))
    lines = tf.einsum("ncij,nxj->ncix", grids, across)
    return tf.einsum("nyi,ncix->ncyx", down, lines) + tf.stack(tf.meshgrid(x, y))


def follow(points: tf.Tensor, grids: tf.Tensor, sigma: tf.Tensor) -> tf.Tensor:
    """Transform points (N, K, 2), x and y, from the input to the output by Newton's method.

    If a field folds, a point has several positions in the output, one of which is returned.
    """
    moved = points
    for _ in range(_STEPS):
        apart = [_from_nodes(moved[..., axis], sigma) for axis in (0, 1)]
        across, down = (tf.stack([_shares(a), _slopes(a, sigma)], axis=2) for a in apart)
        # The displacement of each point, and its derivatives along x and y.
        lines = tf.einsum("ncij,nkaj->nkcai", grids, across)
        here, along_y, along_x, _ = tf.unstack(
            tf.reshape(tf.einsum("nkcai,nkbi->nkcab", lines, down), [*_shape(points), 4]), axis=-1
        )
        missing = points - moved - here
        moved += _step(missing, along_x, along_y, 1.5 * sigma)
    return moved


def _step(
    missing: tf.Tensor, along_x: tf.Tensor, along_y: tf.Tensor, longest: tf.Tensor
) -> tf.Tensor:
    """Return the Newton step, (N, K, 2), which cancels the residual of a linear field."""
    xx, yx = 1 + along_x[..., 0], along_x[..., 1]
    xy, yy = along_y[..., 0], 1 + along_y[..., 1]
    area = (xx * yy - xy * yx)[..., tf.newaxis]
    x, y = missing[..., 0], missing[..., 1]
    solved = tf.stack([yy * x - xy * y, xx * y - yx * x], axis=-1)
    step = tf.where(area > _FOLDED, solved / tf.where(area > _FOLDED, area, 1), missing)
    length = tf.norm(step, axis=-1, keepdims=True)
    longest = tf.reshape(longest, [-1, 1, 1])
    return step * tf.where(length > longest, longest / tf.maximum(length, longest), 1)


def _from_nodes(x: tf.Tensor, sigma: tf.Tensor) -> tf.Tensor:
    """Return the distance of each x (N, K) to each node, (N, K, NODES), in node spacings."""
    spacing = sigma[:, tf.newaxis] * _SPACING
    apart = (x / spacing)[..., tf.newaxis] - tf.range(NODES, dtype=x.dtype)
    # The distance to the nearest copy of a node, as the grid is periodic.
    return apart - NODES * tf.round(apart / NODES)


def _shares(apart: tf.Tensor) -> tf.Tensor:
    """Return the cubic B-spline of distances: the weight of the displacement of a node."""
    far = tf.abs(apart)
    near_share, far_share = 2 / 3 - far**2 * (1 - far / 2), tf.maximum(2 - far, 0) ** 3 / 6
    return tf.where(far < 1, near_share, far_share)


def _slopes(apart: tf.Tensor, sigma: tf.Tensor) -> tf.Tensor:
    """Return the derivative of `_shares` along x, per pixel."""
    far = tf.abs(apart)
    near_slope, far_slope = far * (1.5 * far - 2), -(tf.maximum(2 - far, 0) ** 2) / 2
    slope = tf.sign(apart) * tf.where(far < 1, near_slope, far_slope)
    return slope / tf.reshape(sigma * _SPACING, [-1, 1, 1])


def _shape(points: tf.Tensor) -> tuple[Size, Size, int]:
    count, amount, _ = points.shape
    dynamic = tf.shape(points)
    return (
        dynamic[0] if count is None else count,
        dynamic[1] if amount is None else amount,
        2,
    )
