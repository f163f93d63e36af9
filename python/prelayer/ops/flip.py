"""Mirroring: each image of a batch by its own choice."""

from __future__ import annotations

import tensorflow as tf


def flip(
    images: tf.Tensor, horizontal: tf.Tensor | None = None, vertical: tf.Tensor | None = None
) -> tf.Tensor:
    """Mirror the chosen images of a batch.

    Args:
        images: (N, H, W, C), of any dtype, which is kept.
        horizontal: (N,), bool: which images to mirror left to right; None: none.
        vertical: (N,), bool: which images to mirror top to bottom; None: none.
    """
    for chosen, axis in ((horizontal, 2), (vertical, 1)):
        if chosen is not None:
            chosen = chosen[:, tf.newaxis, tf.newaxis, tf.newaxis]
            images = tf.where(chosen, tf.reverse(images, [axis]), images)
    return images
