"""Mixing of the images of a batch."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

from prelayer.ops.image import boxes as box_ops


def partners(chances: tf.Tensor) -> tf.Tensor:
    """Sample another image of the batch for each image, uniformly, as indices.

    Args:
        chances: (N,), random numbers from 0 up to, but not including, 1. A single image is its own
            partner.
    """
    count = tf.shape(chances)[0]
    others = tf.cast(count - 1, chances.dtype)
    further = 1 + tf.cast(tf.floor(chances * others), tf.int32)
    return (tf.range(count) + further) % count


def alone(partners: tf.Tensor) -> tf.Tensor:
    """Return which images (N,) are their own partners, as single images of a batch are."""
    return partners == tf.range(tf.shape(partners)[0])


def blend(values: tf.Tensor, partners: tf.Tensor, weights: tf.Tensor, dtype: Any) -> tf.Tensor:
    """Return weighted averages of values and those of their partners.

    Args:
        values: (N, ...), of any numeric dtype.
        partners: (N,), indices into the batch.
        weights: (N,), weights of an image's own values, from 0 to 1.
        dtype: dtype of the result.
    """
    exact = tf.float64 if tf.as_dtype(dtype) == tf.float64 else tf.float32
    own = tf.cast(values, exact)
    share = tf.cast(1 - weights, exact)
    share = tf.reshape(share, [-1] + [1] * (values.shape.rank - 1))
    # In this form, the average of two equal values is exactly that value.
    return tf.cast(own + share * (tf.gather(own, partners) - own), dtype)


def both(
    boxes: tf.Tensor, labels: tf.Tensor, other_boxes: tf.Tensor, other_labels: tf.Tensor
) -> tuple[tf.Tensor, tf.Tensor]:
    """Concatenate boxes (N, B, 4) and labels with others; boxes without area become absent.

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
