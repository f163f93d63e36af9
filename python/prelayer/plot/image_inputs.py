"""Images and their annotations from arrays, dicts and datasets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import keras
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.tensors import as_images, as_numbers
from prelayer.layers.image import image_batch
from prelayer.layers.image.image_batch import ImageBatch
from prelayer.layers.image.image_layer import DATA_FORMATS
from prelayer.ops.image.boxes import FORMATS
from prelayer.plot.pixel_display import CHANNELS

_RANKS = (2, 3, 4)


class Layout(NamedTuple):
    """The data format of images and the format of their boxes."""

    data_format: str
    box_format: str


class Given(NamedTuple):
    """The parts of the user's input: a dict as for image layers, its labels, and class names."""

    data: dict[str, Any]
    labels: Any = None
    class_names: Any = None
    boxes_have_labels: bool = True


def layout_of(data_format: Any, box_format: Any) -> Layout:
    """Return the formats of images and boxes; raise if one of them is unknown."""
    check.one_of("data_format", data_format, (*DATA_FORMATS, None))
    check.one_of("bounding_box_format", box_format, FORMATS)
    return Layout(data_format or keras.config.image_data_format(), box_format)


def is_album(images: Any) -> bool:
    """Return whether images are a list of single images, whose sizes may differ."""
    several = isinstance(images, (list, tuple)) and len(images) > 0
    return several and all(len(getattr(image, "shape", ())) in (2, 3) for image in images)


def split_inputs(images: Any, **parts: Any) -> Given:
    """Split images, a dict of images, or the first batch of a dataset into images and `parts`."""
    names = None
    labels = None
    if isinstance(images, tf.data.Dataset):
        names = getattr(images, "class_names", None)
        images = next(iter(images.take(1)), None)
        if images is None:
            raise errors.problem("the dataset must have a batch to show, but it is empty.")
        if isinstance(images, tuple):
            images, labels = images[0], (images[1] if len(images) > 1 else None)
    data = dict(images) if isinstance(images, Mapping) else {"images": images}
    data |= {key: part for key, part in parts.items() if part is not None}
    labels = data.pop("labels", labels)
    if isinstance(labels, Mapping):
        labels = None  # A target with several parts cannot be a title.
    boxes = data.get("bounding_boxes")
    bare = boxes is not None and not isinstance(boxes, Mapping)
    if bare:
        corners = as_numbers(boxes)
        alike = tf.zeros_like(corners[..., 0], tf.int32)
        data["bounding_boxes"] = {"boxes": corners, "labels": alike}
    return Given(data, labels, names, not bare)


def batches_of(given: Given, layout: Layout) -> list[ImageBatch]:
    """Return one batch of images, or one batch per image of a list."""
    images = given.data.get("images")
    if images is None or not is_album(images):
        if images is not None:
            given.data["images"] = _with_channel(images, layout.data_format)
        return [to_image_batch(given.data, layout)]
    other = next((key for key in given.data if key != "images"), None)
    if other is not None:
        raise errors.problem(
            "`{name}` needs a batch of images of one size, not a list of images. Resize the "
            "images, or plot them one by one.",
            name=other,
        )
    return [to_image_batch({"images": image}, layout) for image in images]


def to_image_batch(data: Mapping[str, Any], layout: Layout) -> ImageBatch:
    """Convert a dict of images to a batch: channels last, boxes as left, top, right, bottom."""
    prepared = image_batch.to_tensors(data, True, layout.data_format)
    images = prepared["images"]
    if not isinstance(images, tf.Tensor) or len(images.shape) not in _RANKS:
        raise errors.problem(
            "images must have shape (height, width), (height, width, channels) or (batch, "
            "height, width, channels), but their shape is {shape!s}.",
            shape=images.shape,
        )
    return image_batch.to_batch(prepared, *layout)


def _with_channel(images: Any, data_format: str) -> Any:
    """Add an axis of channels to a batch of gray images, which has three axes.

    Three axes are a single image if the axis of channels has 1, 3 or 4 entries.
    """
    tensor = as_images(images)
    if len(tensor.shape) != 3 or not isinstance(tensor, tf.Tensor):
        return tensor
    last = data_format == "channels_last"
    if tensor.shape[-1 if last else 0] in CHANNELS:
        return tensor
    return tf.expand_dims(tensor, -1 if last else 1)
