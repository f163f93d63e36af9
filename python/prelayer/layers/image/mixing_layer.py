"""Base class of layers that mix images of a batch and their labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tensorflow as tf

from prelayer._core import check
from prelayer.layers.image.image_batch import PLACES, ImageBatch
from prelayer.layers.image.random_image_layer import RandomImageLayer
from prelayer.ops.image import boxes as box_ops
from prelayer.ops.image import mix


class MixingLayer(RandomImageLayer):
    """A random layer that gives each image something of another one of its batch."""

    touches = (*PLACES, "labels")

    def mixed_labels(self, labels: tf.Tensor, partners: tf.Tensor, weights: tf.Tensor) -> tf.Tensor:
        """Return labels averaged with those of the partners.

        Args:
            labels: (N, ...), floats, or whole numbers that are one-hot.
            partners: (N,), places in the batch.
            weights: (N,), of an image's own labels.
        """
        self._refuse_ids(labels)
        return mix.blend(labels, partners, weights, self.label_dtype(labels.dtype))

    def both_boxes(
        self, examples: ImageBatch, own: tf.Tensor, others: tf.Tensor, partners: tf.Tensor
    ) -> ImageBatch:
        """Return a batch whose images have their own boxes, and those of their partners.

        Args:
            examples: the batch.
            own: (N, B, 4), what is left of the boxes.
            others: (N, B, 4), what is left of those of the partners.
            partners: (N,), places in the batch.
        """
        labels = tf.gather(examples.box_labels, partners)
        alone = tf.broadcast_to(mix.alone(partners)[:, tf.newaxis], tf.shape(labels)[:2])
        labels = box_ops.marked_absent(labels, alone)
        boxes, labels = mix.both(own, examples.box_labels, others, labels)
        return examples._replace(boxes=boxes, box_labels=labels)

    def label_dtype(self, dtype: Any) -> tf.DType:
        """Return the dtype of mixed labels: their own, where they are floats."""
        dtype = tf.as_dtype(dtype)
        return dtype if dtype.is_floating else tf.as_dtype(self.compute_dtype)

    def _refuse_ids(self, labels: tf.Tensor) -> None:
        one_each = labels.shape.rank == 1 or labels.shape[-1] == 1
        if labels.dtype == tf.string or (one_each and not labels.dtype.is_floating):
            check.refuse(
                self.title,
                f"class ids cannot be mixed, but `labels` are {labels.dtype.name} of shape "
                f"{labels.shape}; one-hot encode them, or cast them to floats.",
            )

    def rest(self, examples: ImageBatch) -> ImageBatch:
        labels = examples.labels
        if labels is not None and labels.dtype != tf.string:
            one_hot = labels.shape.rank > 1 and labels.shape[-1] != 1
            dtype = self.label_dtype(labels.dtype) if one_hot else labels.dtype
            examples = examples._replace(labels=tf.cast(labels, dtype))
        return super().rest(examples)

    def compute_output_spec(self, inputs: Any, training: bool | None = None) -> Any:
        spec = super().compute_output_spec(inputs, training)
        if not isinstance(inputs, Mapping):
            return spec
        if "labels" in inputs:
            labels = inputs["labels"]
            spec["labels"] = self.symbolic(labels.shape, self.label_dtype(labels.dtype))
        if "bounding_boxes" in inputs:
            # Twice as many in training.
            axis = len(inputs["images"].shape) - 3
            spec["bounding_boxes"] = {
                key: self.symbolic((*part.shape[:axis], None, *part.shape[axis + 1 :]), part.dtype)
                for key, part in inputs["bounding_boxes"].items()
            }
        return spec
