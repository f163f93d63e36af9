"""Image batches: images with bounding boxes, masks, key points and labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import tensorflow as tf

from prelayer._core import errors
from prelayer._core.tensors import as_images, as_numbers, as_tensor
from prelayer.layers.image import label_shapes
from prelayer.ops.image import boxes as box_ops
from prelayer.ops.image import layout
from prelayer.ops.image.sizes import Size, height_and_width

# The fields that a layer changes: the images only, all fields with positions, or labels too.
PIXELS = ("images",)
PLACES = ("images", "masks", "boxes", "box_labels", "points")

KEYS = ("images", "labels", "bounding_boxes", "segmentation_masks", "keypoints")
_BOX_KEYS = ("boxes", "labels")


class ImageBatch(NamedTuple):
    """A batch of images (N, H, W, C) with boxes, masks, key points and labels, or None for each."""

    images: tf.Tensor
    masks: tf.Tensor | None = None  # (N, H, W, C), labels of pixels
    boxes: tf.Tensor | None = None  # (N, B, 4), left, top, right, bottom in pixels
    box_labels: tf.Tensor | None = None  # (N, B) or (N, B, classes); -1 where there is no box
    points: tf.Tensor | None = None  # (N, P, 2 or more), x, y and further values of a point
    labels: tf.Tensor | None = None  # (N, ...)


def to_tensors(
    data: Mapping[str, Any], boxes_have_format: bool, data_format: str
) -> dict[str, Any]:
    """Return a dict of images and labels as tensors.

    Raises:
        ValueError: if a key is unknown or missing, boxes lack a part or a format, or shapes do not
            fit the images.
    """
    for key in data:
        if key not in KEYS:
            raise errors.problem(
                "the keys of a {dict} must be {names!o}, but one is {key!r}.", names=KEYS, key=key
            )
    if "images" not in data:
        raise errors.problem('a {dict} must have the key "images", but it is missing.')
    prepared: dict[str, Any] = {"images": as_images(data["images"])}
    rank = _rank(prepared["images"])
    for key in ("segmentation_masks", "keypoints"):
        if key in data:
            prepared[key] = as_numbers(data[key])
    if "labels" in data:
        prepared["labels"] = as_tensor(data["labels"])
    if "bounding_boxes" in data:
        if not boxes_have_format:
            raise errors.problem(
                "`bounding_box_format` is needed, because there are bounding boxes; for "
                'example "xyxy".'
            )
        prepared["bounding_boxes"] = _boxes(data["bounding_boxes"], rank)
    if "segmentation_masks" in prepared:
        label_shapes.check_masks(prepared["segmentation_masks"], prepared["images"], data_format)
    label_shapes.check_shapes(prepared, rank)
    label_shapes.check_counts(prepared, rank)
    return prepared


def _boxes(boxes: Any, image_rank: int) -> dict[str, Any]:
    if not isinstance(boxes, Mapping) or set(boxes) != set(_BOX_KEYS):
        raise errors.invalid("bounding_boxes", 'a {dict} with the keys "boxes" and "labels"', boxes)
    given = {key: as_numbers(boxes[key]) for key in _BOX_KEYS}
    kind = tf.as_dtype(given["labels"].dtype)
    if kind.is_unsigned:
        raise errors.problem(
            "labels of boxes must be able to be -1, for boxes that are absent, but they are "
            "{name}; int32 will do.",
            name=kind.name,
        )
    ragged = [isinstance(part, tf.RaggedTensor) for part in given.values()]
    if any(ragged):
        if not all(ragged) or image_rank != 4:
            raise errors.problem(
                "boxes and their labels must both be ragged, in a batch of images."
            )
        # Images with fewer boxes than others are padded with absent ones.
        shapes = {"boxes": (None, None, 4), "labels": None}
        given = {
            key: part.to_tensor(tf.constant(-1, part.dtype), shape=shapes[key])
            for key, part in given.items()
        }
    return given


def _rank(tensor: Any) -> int:
    return len(tensor.shape)


def to_batch(inputs: Any, data_format: str, box_format: str | None) -> ImageBatch:
    """Return a tensor of images, or a prepared dict, as a batch in channels-last layout.

    Args:
        inputs: images, or a dict returned by `prepare`.
        data_format: the data format of images and masks.
        box_format: the format of the boxes; None: they are not converted.
    """
    if not isinstance(inputs, Mapping):
        return ImageBatch(layout.to_batch(inputs, data_format))
    single = _rank(inputs["images"]) < 4
    images = layout.to_batch(inputs["images"], data_format)
    masks = inputs.get("segmentation_masks")
    if masks is not None:
        masks = _mask_batch(masks, inputs["images"], data_format)
    boxes = inputs.get("bounding_boxes", {})
    given = (boxes.get("boxes"), boxes.get("labels"), inputs.get("keypoints"), inputs.get("labels"))
    parts = (part[tf.newaxis] if single and part is not None else part for part in given)
    examples = ImageBatch(images, masks, *parts)
    if examples.boxes is None or box_format is None:
        return examples
    corners = box_ops.to_xyxy(examples.boxes, box_format, *height_and_width(images))
    corners = box_ops.refused_if_reversed(corners, examples.box_labels)
    return examples._replace(boxes=corners)


def from_batch(examples: ImageBatch, inputs: Any, data_format: str, box_format: str | None) -> Any:
    """Return a batch in the structure and layout of the inputs from which it was created."""
    if not isinstance(inputs, Mapping):
        return layout.from_batch(examples.images, _rank(inputs), data_format)
    rank = _rank(inputs["images"])

    def part(tensor: tf.Tensor) -> tf.Tensor:
        return tensor[0] if rank < 4 else tensor

    result: dict[str, Any] = {}
    for key in inputs:
        if key == "images":
            result[key] = layout.from_batch(examples.images, rank, data_format)
        elif key == "segmentation_masks":
            result[key] = _mask_like(examples.masks, inputs[key], rank, data_format)
        elif key == "bounding_boxes":
            boxes = _written(examples, box_format)
            result[key] = {"boxes": part(boxes), "labels": part(examples.box_labels)}
        else:
            result[key] = part(examples.points if key == "keypoints" else examples.labels)
    return result


def _written(examples: ImageBatch, box_format: str | None) -> tf.Tensor:
    if box_format is None:
        return examples.boxes
    size = height_and_width(examples.images)
    written = box_ops.from_xyxy(examples.boxes, box_format, *size)
    return box_ops.marked_absent(written, box_ops.is_absent(examples.box_labels))


def with_places_moved(
    examples: ImageBatch,
    move: Callable[[tf.Tensor], tf.Tensor],
    new_size: tuple[Size, Size],
    points_an_edge: int = 2,
) -> ImageBatch:
    """Return a batch with key points and boxes moved to the new positions of their pixels.

    A box becomes the axis-aligned bounds of its transformed edges, clipped at the image. A box
    without remaining area becomes absent. Points may lie outside the image.

    Args:
        examples: the batch.
        move: maps points (N, K, 2), x and y from the center of the first pixel, to new positions.
        new_size: height and width of the images after the transform.
        points_an_edge: the number of transformed points per edge of a box; 2 if edges stay
            straight.
    """
    if examples.points is not None:
        xy, others = examples.points[..., :2], examples.points[..., 2:]
        moved = move(tf.cast(xy, tf.float32))
        examples = examples._replace(points=tf.concat([moved, tf.cast(others, moved.dtype)], -1))
    if examples.boxes is not None:
        moved = move(box_ops.outlines(examples.boxes, points_an_edge))
        boxes = box_ops.clip(box_ops.around(moved, tf.shape(examples.boxes)[1]), *new_size)
        absent = box_ops.is_absent(examples.box_labels) | box_ops.is_empty(boxes)
        labels = box_ops.marked_absent(examples.box_labels, absent)
        examples = examples._replace(boxes=boxes, box_labels=labels)
    return examples


def _mask_batch(masks: tf.Tensor, images: tf.Tensor, data_format: str) -> tf.Tensor:
    if _rank(masks) == _rank(images):
        return layout.to_batch(masks, data_format)
    return masks[..., tf.newaxis] if _rank(masks) == 3 else masks[tf.newaxis, ..., tf.newaxis]


def _mask_like(masks: tf.Tensor, given: tf.Tensor, rank: int, data_format: str) -> tf.Tensor:
    if _rank(given) == rank:
        return layout.from_batch(masks, rank, data_format)
    return masks[..., 0] if _rank(given) == 3 else masks[0, ..., 0]
