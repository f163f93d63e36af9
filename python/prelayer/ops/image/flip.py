"""Flips of selected images of a batch."""

from __future__ import annotations

import tensorflow as tf


def flip(images: tf.Tensor, chosen: tf.Tensor, axis: int) -> tf.Tensor:
    """Mirror the chosen images of a batch.

    Args:
        images: (N, H, W, C), of any dtype, which is kept.
        chosen: (N,), bool.
        axis: 1 to mirror top to bottom, 2 to mirror left to right.
    """
    return tf.where(tf.reshape(chosen, [-1, 1, 1, 1]), tf.reverse(images, [axis]), images)
