"""MaxNumBoundingBoxes: pads or truncates boxes to a fixed number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from prelayer._core import check
from prelayer._core.types import Option, Structure
from prelayer.layers.base.layer import symbolic
from prelayer.layers.image import image_batch, image_spec
from prelayer.layers.image.image_batch import ImageBatch
from prelayer.layers.image.image_layer import ImageLayer, Parameters
from prelayer.ops.image import boxes


class MaxNumBoundingBoxes(ImageLayer):
    """Pads or truncates the bounding boxes of each image to `max_number`, so that batches stack.

    Present boxes come first, in their order; those beyond `max_number` are dropped. All other
    entries become `fill_value`, including those of boxes marked as absent by the label -1. Masks,
    key points, labels and pixel values stay unchanged. The layer is active in training and at
    inference.

    See also: `convert_bounding_boxes`, `compute_iou`, `plot_images`.

    Args:
        max_number: the number of boxes of each image in the result, at least 1.
        fill_value: the whole number for the entries of absent boxes and their labels. Other layers
            here recognize absent boxes by the label -1.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        bounding_box_format: format of the bounding boxes, which stays the same; optional.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        The input, with float images in the layer's compute dtype; in a dict, boxes (batch,
        max_number, 4) and labels (batch, max_number) with unchanged dtypes.

    Raises:
        ValueError: if a number is not whole, or `max_number` is below 1.

    Examples:
        >>> import tensorflow as tf
        >>> from prelayer import MaxNumBoundingBoxes
        >>> boxes = {"boxes": [[[0, 0, 2, 2], [1, 1, 3, 3]]], "labels": [[5, 7]]}
        >>> data = {"images": tf.zeros((1, 4, 4, 3)), "bounding_boxes": boxes}
        >>> MaxNumBoundingBoxes(3)(data)["bounding_boxes"]["labels"].numpy()
        array([[ 5,  7, -1]], dtype=int32)
    """

    keeps_integers = True
    changed_fields = ("boxes", "box_labels")
    compiles = False

    def __init__(
        self,
        max_number: int,
        fill_value: int = -1,
        *,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.max_number = check.whole("max_number", max_number, minimum=1)
        self.fill_value = check.whole("fill_value", fill_value)

    def prepare(self, inputs: Structure) -> Structure:
        if not isinstance(inputs, Mapping):
            return super().prepare(inputs)
        prepared = image_batch.to_tensors(inputs, True, self.data_format)
        image_spec.check_images(prepared["images"])
        return prepared

    def _box_format(self) -> None:
        """Return None, so that boxes are not converted."""

    def transform_all(self, parameters: Parameters, examples: ImageBatch) -> ImageBatch:
        if examples.boxes is None:
            return examples
        kept, labels = boxes.to_number(
            examples.boxes, examples.box_labels, self.max_number, self.fill_value
        )
        return examples._replace(boxes=kept, box_labels=labels)

    def compute_output_spec(self, inputs: Structure, training: bool | None = None) -> Structure:
        spec = super().compute_output_spec(inputs, training)
        if isinstance(inputs, Mapping) and "bounding_boxes" in inputs:
            # A batch has one more axis than an image.
            axis = len(inputs["images"].shape) - 3
            spec["bounding_boxes"] = {
                key: symbolic(
                    (*part.shape[:axis], self.max_number, *part.shape[axis + 1 :]), part.dtype
                )
                for key, part in inputs["bounding_boxes"].items()
            }
        return spec
