"""Base class of layers that mix the images of a batch and their labels."""

from __future__ import annotations

from collections.abc import Mapping

import tensorflow as tf

from prelayer._core import errors
from prelayer._core.types import DTypeLike, Structure
from prelayer.layers.base.layer import symbolic
from prelayer.layers.image.image_batch import PLACES, ImageBatch
from prelayer.layers.image.image_layer import ImageLayer
from prelayer.ops.image import boxes as box_ops
from prelayer.ops.image import mix


class MixingLayer(ImageLayer):
    """Base class of random layers that mix each image with a partner, another one of the batch."""

    changed_fields = (*PLACES, "labels")

    def mixed_labels(self, labels: tf.Tensor, partners: tf.Tensor, weights: tf.Tensor) -> tf.Tensor:
        """Return the weighted averages of labels and the labels of the partners.

        Args:
            labels: (N, ...), floats, or one-hot whole numbers.
            partners: (N,), positions in the batch.
            weights: (N,), the weights of the images' own labels.
        """
        self._refuse_ids(labels)
        return mix.blend(labels, partners, weights, self.label_dtype(labels.dtype))

    def both_boxes(
        self, examples: ImageBatch, own: tf.Tensor, others: tf.Tensor, partners: tf.Tensor
    ) -> ImageBatch:
        """Return a batch whose images have their own boxes, followed by those of their partners.

        Args:
            examples: the batch.
            own: (N, B, 4), the remaining parts of the images' own boxes.
            others: (N, B, 4), the remaining parts of the partners' boxes.
            partners: (N,), positions in the batch.
        """
        labels = tf.gather(examples.box_labels, partners)
        alone = tf.broadcast_to(mix.alone(partners)[:, tf.newaxis], tf.shape(labels)[:2])
        labels = box_ops.marked_absent(labels, alone)
        boxes, labels = mix.both(own, examples.box_labels, others, labels)
        return examples._replace(boxes=boxes, box_labels=labels)

    def label_dtype(self, dtype: DTypeLike) -> tf.DType:
        """Return the dtype of mixed labels, which float labels keep."""
        dtype = tf.as_dtype(dtype)
        return dtype if dtype.is_floating else tf.as_dtype(self.compute_dtype)

    def _refuse_ids(self, labels: tf.Tensor) -> None:
        one_each = labels.shape.rank == 1 or labels.shape[-1] == 1
        if labels.dtype == tf.string or (one_each and not labels.dtype.is_floating):
            raise errors.problem(
                "class ids cannot be mixed, but `labels` are {name} of shape {shape!s}; one-hot "
                "encode them, or cast them to floats.",
                name=labels.dtype.name,
                shape=labels.shape,
            )

    def at_inference(self, examples: ImageBatch) -> ImageBatch:
        labels = examples.labels
        if labels is not None and labels.dtype != tf.string:
            one_hot = labels.shape.rank > 1 and labels.shape[-1] != 1
            dtype = self.label_dtype(labels.dtype) if one_hot else labels.dtype
            examples = examples._replace(labels=tf.cast(labels, dtype))
        return super().at_inference(examples)

    def compute_output_spec(self, inputs: Structure, training: bool | None = None) -> Structure:
        spec = super().compute_output_spec(inputs, training)
        if not isinstance(inputs, Mapping):
            return spec
        if "labels" in inputs:
            labels = inputs["labels"]
            spec["labels"] = symbolic(labels.shape, self.label_dtype(labels.dtype))
        if "bounding_boxes" in inputs:
            # In training there are twice as many.
            axis = len(inputs["images"].shape) - 3
            spec["bounding_boxes"] = {
                key: symbolic((*part.shape[:axis], None, *part.shape[axis + 1 :]), part.dtype)
                for key, part in inputs["bounding_boxes"].items()
            }
        return spec
