"""Rectangles of images, pasted into other images of the batch."""

from __future__ import annotations

import tensorflow as tf

from prelayer.ops.image.sizes import Size, height_and_width


def patches(shares: tf.Tensor, chances: tf.Tensor, height: Size, width: Size) -> tf.Tensor:
    """Return rectangles (N, 4) of whole pixels: left, top, right and bottom edge.

    Args:
        shares: (N,), fractions of the image area, from 0 to 1; sides are rounded to pixels.
        chances: (N, 2), vertical and horizontal position of the rectangles, as random numbers.
        height: the images' height in pixels.
        width: the images' width in pixels.
    """
    sides = tf.cast(tf.stack([width, height]), tf.float32)
    lengths = tf.round(tf.sqrt(shares)[:, tf.newaxis] * sides)
    start = tf.floor(chances[:, ::-1] * (sides - lengths + 1))
    return tf.concat([start, start + lengths], axis=-1)


def area_shares(patches: tf.Tensor, height: Size, width: Size) -> tf.Tensor:
    """Return the fraction (N,) of each image that the rectangle covers."""
    areas = (patches[:, 2] - patches[:, 0]) * (patches[:, 3] - patches[:, 1])
    return areas / tf.cast(height * width, areas.dtype)


def paste(images: tf.Tensor, others: tf.Tensor, patches: tf.Tensor) -> tf.Tensor:
    """Paste rectangles of other images into images (N, H, W, C)."""
    height, width = height_and_width(images)
    left, top, right, bottom = tf.unstack(tf.reshape(patches, [-1, 4, 1, 1, 1]), axis=1)
    x = tf.reshape(tf.range(width, dtype=patches.dtype), [-1, 1])
    y = tf.reshape(tf.range(height, dtype=patches.dtype), [-1, 1, 1])
    return tf.where((x >= left) & (x < right) & (y >= top) & (y < bottom), others, images)


def points_within(points: tf.Tensor, patches: tf.Tensor) -> tf.Tensor:
    """Return which points (N, P, 2 or more), from the first pixel's center, are in rectangles."""
    places = tf.cast(points[..., :2], patches.dtype) + 0.5
    start, end = tf.split(patches[:, tf.newaxis], 2, axis=-1)
    return tf.reduce_all((places >= start) & (places < end), axis=-1)


def boxes_within(boxes: tf.Tensor, patches: tf.Tensor) -> tf.Tensor:
    """Return the intersections of boxes (N, B, 4) and rectangles; empty ones have no area."""
    patches = patches[:, tf.newaxis]
    start = tf.maximum(boxes[..., :2], patches[..., :2])
    return tf.concat([start, tf.minimum(boxes[..., 2:], patches[..., 2:])], axis=-1)


def boxes_around_the_rest(boxes: tf.Tensor, patches: tf.Tensor) -> tf.Tensor:
    """Return the bounds (N, B, 4) of the parts of boxes outside rectangles.

    A box becomes smaller if the rectangle covers one of its sides completely; a box that is covered
    completely has no area.
    """
    patches = patches[:, tf.newaxis]
    start, end = boxes[..., :2], boxes[..., 2:]
    patch_start, patch_end = patches[..., :2], patches[..., 2:]
    from_start, to_end = patch_start <= start, patch_end >= end
    # A box shrinks along x only if it is covered completely along y, and vice versa.
    across = (from_start & to_end)[..., ::-1]
    start = tf.where(across & from_start, tf.maximum(start, patch_end), start)
    end = tf.where(across & to_end, tf.minimum(end, patch_start), end)
    return tf.concat([start, end], axis=-1)
