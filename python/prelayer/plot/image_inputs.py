"""Images and their annotations from arrays, dicts and datasets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import keras
import tensorflow as tf

from prelayer._core import check
from prelayer._core.tensors import as_numbers
from prelayer.layers.image import image_batch
from prelayer.layers.image.image_batch import ImageBatch
from prelayer.layers.image.image_layer import DATA_FORMATS
from prelayer.ops.image.boxes import FORMATS
from prelayer.plot.pixel_display import CHANNELS

_RANKS = (2, 3, 4)


class Layout(NamedTuple):
    """How images and boxes are written."""

    data_format: str
    box_format: str


class Given(NamedTuple):
    """What a user gave, taken apart: a dict as image layers take it, its labels, class names."""

    data: dict[str, Any]
    labels: Any = None
    class_names: Any = None
    boxes_have_labels: bool = True


def layout_of(data_format: Any, box_format: Any, owner: str) -> Layout:
    """Return how images and boxes are written, if it is one of the ways."""
    check.one_of(owner, "data_format", data_format, (*DATA_FORMATS, None))
    check.one_of(owner, "bounding_box_format", box_format, FORMATS)
    return Layout(data_format or keras.config.image_data_format(), box_format)


def is_album(images: Any) -> bool:
    """Return whether images come one by one, each perhaps of a size of its own."""
    several = isinstance(images, (list, tuple)) and len(images) > 0
    return several and all(len(getattr(image, "shape", ())) in (2, 3) for image in images)


def split_inputs(images: Any, owner: str, **parts: Any) -> Given:
    """Return images, a dict of them or a dataset's first batch, with parts that came beside it."""
    names = None
    labels = None
    if isinstance(images, tf.data.Dataset):
        names = getattr(images, "class_names", None)
        images = next(iter(images.take(1)), None)
        if images is None:
            check.refuse(owner, "the dataset must have a batch to show, but it is empty.")
        if isinstance(images, tuple):
            images, labels = images[0], (images[1] if len(images) > 1 else None)
    data = dict(images) if isinstance(images, Mapping) else {"images": images}
    data |= {key: part for key, part in parts.items() if part is not None}
    labels = data.pop("labels", labels)
    if isinstance(labels, Mapping):
        labels = None  # a target of several parts is no title
    boxes = data.get("bounding_boxes")
    bare = boxes is not None and not isinstance(boxes, Mapping)
    if bare:
        corners = as_numbers(boxes, owner)
        alike = tf.zeros_like(corners[..., 0], tf.int32)
        data["bounding_boxes"] = {"boxes": corners, "labels": alike}
    return Given(data, labels, names, not bare)


def batches_of(given: Given, layout: Layout, owner: str) -> list[ImageBatch]:
    """Return images as a batch of them, or one batch for each image of a list."""
    images = given.data.get("images")
    if images is None or not is_album(images):
        if images is not None:
            given.data["images"] = _with_channel(images, layout.data_format, owner)
        return [to_image_batch(given.data, layout, owner)]
    if len(given.data) > 1:
        check.refuse(owner, "what belongs to images goes with a tensor of them, not with a list.")
    return [to_image_batch({"images": image}, layout, owner) for image in images]


def to_image_batch(data: Mapping[str, Any], layout: Layout, owner: str) -> ImageBatch:
    """Return a dict of images as a batch, channels last, boxes as left, top, right and bottom."""
    prepared = image_batch.to_tensors(data, owner, True, layout.data_format)
    images = prepared["images"]
    if not isinstance(images, tf.Tensor) or len(images.shape) not in _RANKS:
        check.refuse(
            owner,
            "images must have shape (height, width), (height, width, channels) or "
            f"(batch, height, width, channels), but their shape is {images.shape}.",
        )
    return image_batch.to_batch(prepared, *layout, owner)


def _with_channel(images: Any, data_format: str, owner: str) -> Any:
    """Return images with an axis of channels, where three axes are a batch of gray ones.

    They are one image where its axis of channels has 1, 3 or 4 entries.
    """
    tensor = as_numbers(images, owner)
    if len(tensor.shape) != 3 or not isinstance(tensor, tf.Tensor):
        return tensor
    last = data_format == "channels_last"
    if tensor.shape[-1 if last else 0] in CHANNELS:
        return tensor
    return tf.expand_dims(tensor, -1 if last else 1)
