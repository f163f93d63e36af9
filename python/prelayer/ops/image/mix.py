"""Mixing of the images of a batch."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

from prelayer.ops.image import boxes as box_ops


def partners(chances: tf.Tensor) -> tf.Tensor:
    """Return for each image the place of another one in the batch, drawn evenly.

    Args:
        chances: (N,), from 0 to below 1. The only image of a batch is its own partner.
    """
    count = tf.shape(chances)[0]
    others = tf.cast(count - 1, chances.dtype)
    further = 1 + tf.cast(tf.floor(chances * others), tf.int32)
    return (tf.range(count) + further) % count


def alone(partners: tf.Tensor) -> tf.Tensor:
    """Return which images (N,) are their own partners, as the only ones of their batch."""
    return partners == tf.range(tf.shape(partners)[0])


def blend(values: tf.Tensor, partners: tf.Tensor, weights: tf.Tensor, dtype: Any) -> tf.Tensor:
    """Return values averaged with those of their partners.

    Args:
        values: (N, ...), of any numeric dtype.
        partners: (N,), places in the batch.
        weights: (N,), of an image's own values, from 0 to 1.
        dtype: of the result.
    """
    exact = tf.float64 if tf.as_dtype(dtype) == tf.float64 else tf.float32
    own = tf.cast(values, exact)
    share = tf.cast(1 - weights, exact)
    share = tf.reshape(share, [-1] + [1] * (values.shape.rank - 1))
    # Of two equal values this makes the value itself.
    return tf.cast(own + share * (tf.gather(own, partners) - own), dtype)


def both(
    boxes: tf.Tensor, labels: tf.Tensor, other_boxes: tf.Tensor, other_labels: tf.Tensor
) -> tuple[tf.Tensor, tf.Tensor]:
    """Return boxes (N, B, 4) and labels, followed by others; boxes without area are absent.

    Args:
        boxes: left, top, right and bottom, in pixels.
        labels: (N, B) or (N, B, classes).
        other_boxes: as `boxes`.
        other_labels: as `labels`.
    """
    boxes = tf.concat([boxes, other_boxes], axis=1)
    labels = tf.concat([labels, other_labels], axis=1)
    absent = box_ops.is_absent(labels) | box_ops.is_empty(boxes)
    return boxes, box_ops.marked_absent(labels, absent)
