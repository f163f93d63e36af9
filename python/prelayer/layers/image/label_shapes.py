"""Checks that the shapes of labels, boxes, masks and key points fit the images."""

from __future__ import annotations

from typing import Any

from prelayer._core import errors
from prelayer.ops.image import layout


def check_shapes(data: dict[str, Any], rank: int) -> None:
    """Raise an error for boxes or key points whose shape does not fit the images."""
    single = rank < 4
    parts = {"keypoints": data.get("keypoints")}
    parts["boxes"] = data.get("bounding_boxes", {}).get("boxes")
    for name, part in parts.items():
        expected = (
            "" if single else "batch, "
        ) + f"{name}, {4 if name == 'boxes' else '2 or more'}"
        if part is None:
            continue
        last = part.shape[-1] if len(part.shape) else None
        wide = last is None or (last == 4 if name == "boxes" else last >= 2)
        if len(part.shape) != (2 if single else 3) or not wide:
            raise errors.problem(
                "{name} must have shape ({expected}), but their shape is {shape!s}.",
                name=name,
                expected=expected,
                shape=part.shape,
            )


def check_counts(data: dict[str, Any], rank: int) -> None:
    """Raise an error for parts that are not one for each image, or labels one for each box."""
    boxes = data.get("bounding_boxes", {})
    of_images = tuple(data["images"].shape)[:1] if rank == 4 else ()
    parts = [(name, data.get(name), of_images, "image") for name in ("labels", "keypoints")]
    parts.append(("boxes", boxes.get("boxes"), of_images, "image"))
    if boxes:
        of_boxes = tuple(boxes["boxes"].shape)[:-1]
        parts.append(("the labels of boxes", boxes["labels"], of_boxes, "box"))
    for name, part, first, one in parts:
        # Tensors in a dataset may have an unknown rank.
        if part is None or getattr(part.shape, "rank", 1) is None:
            continue
        given = tuple(part.shape)[: len(first)]
        if len(given) < len(first) or any(
            a != b for a, b in zip(given, first) if a is not None and b is not None
        ):
            raise errors.problem(
                "the shape of {name} must begin with {first!s}, one for each {one}, but it is "
                "{shape!s}.",
                name=name,
                first=first,
                one=one,
                shape=part.shape,
            )


def check_masks(masks: Any, images: Any, data_format: str) -> None:
    image, mask = tuple(images.shape), tuple(masks.shape)
    # The number of images, the height and the width, without the channels.
    expected = layout.batch_shape(image, data_format)[:3]
    if len(mask) == len(image):
        given = layout.batch_shape(mask, data_format)[:3]
    else:
        given = (1, *mask) if len(mask) == 2 else mask
    known = [(a, b) for a, b in zip(expected, given) if a is not None and b is not None]
    missing_channels = len(image) - len(mask)
    if missing_channels not in (0, 1) or any(a != b for a, b in known):
        raise errors.problem(
            "segmentation masks must have the size of the images, with or without a channel, "
            "but their shape is {shape!s} and that of the images {of_images!s}.",
            shape=masks.shape,
            of_images=images.shape,
        )
