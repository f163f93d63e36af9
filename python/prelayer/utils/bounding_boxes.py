"""Bounding boxes: conversion between formats, and overlap. The names of Keras are aliases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.owner import public
from prelayer._core.types import ArrayLike, DTypeLike, Structure, Tensor
from prelayer.ops.image import boxes as box_ops
from prelayer.ops.numeric.value_checks import as_exact_numbers

_FLOATS = ("float16", "bfloat16", "float32", "float64")


@public
def convert_bounding_boxes(
    boxes: Structure,
    source: str,
    target: str,
    height: float | None = None,
    width: float | None = None,
    dtype: DTypeLike = "float32",
) -> Structure:
    """Convert bounding boxes from one format to another, as Keras's `convert_format` does.

    Formats are "xyxy" (left, top, right, bottom), "yxyx", "xywh" (left, top, width, height),
    "center_xywh" (of the center), "center_yxhw", and the first three and "center_xywh" with the
    prefix "rel_": relative to the size of the image, from 0 to 1. Upper and lower case are equal.

    See also: `compute_iou`, `plot_images`, `MaxNumBoundingBoxes`.

    Args:
        boxes: boxes (..., 4), or a dict with such `boxes`, of which a copy is returned.
        source: the format of the boxes.
        target: the format of the result.
        height: the height of the image in pixels, to convert from or to a relative format.
        width: the width of the image in pixels, to convert from or to a relative format.
        dtype: a float dtype.

    Returns:
        A tensor of the shape of `boxes`, or the dict with it.

    Raises:
        ValueError: if a format is unknown, the size of the image is missing, or a box does not have
            four numbers.

    Examples:
        >>> from prelayer import convert_bounding_boxes
        >>> boxes = [[10, 20, 30, 60]]
        >>> convert_bounding_boxes(boxes, "xyxy", "center_xywh").numpy()
        array([[20., 40., 20., 40.]], dtype=float32)
    """
    source, target = _format("source", source), _format("target", target)
    dtype = tf.as_dtype(dtype)
    check.one_of("dtype", dtype.name, _FLOATS)
    if isinstance(boxes, Mapping):
        if "boxes" not in boxes:
            raise errors.problem('a {dict} of boxes must have the key "boxes".')
        found = _converted(boxes["boxes"], source, target, height, width, dtype)
        return {**boxes, "boxes": found}
    return _converted(boxes, source, target, height, width, dtype)


@public
def compute_iou(
    boxes1: ArrayLike,
    boxes2: ArrayLike,
    bounding_box_format: str,
    use_masking: bool = False,
    mask_val: float = -1,
    image_shape: Sequence[int] | None = None,
) -> Tensor:
    """Compute the overlap of all pairs of boxes: their intersection over union (IoU).

    See also: `convert_bounding_boxes`, `plot_images`.

    Args:
        boxes1: boxes (boxes, 4) or (batch, boxes, 4).
        boxes2: boxes (boxes, 4) or (batch, boxes, 4).
        bounding_box_format: the format of the boxes, see `convert_bounding_boxes`.
        use_masking: whether the overlap with a box whose edges are all negative, as those of boxes
            that only pad a batch, is `mask_val`.
        mask_val: the overlap with such a box.
        image_shape: height, width and channels of the image, for relative formats; None for a
            square image, as the overlap does not depend on it.

    Returns:
        Numbers from 0 to 1, float32: (boxes1, boxes2), or (batch, boxes1, boxes2). Boxes without
        area have no overlap.

    Raises:
        ValueError: if boxes have other shapes, or the format is unknown.

    Examples:
        >>> from prelayer import compute_iou
        >>> boxes = [[0, 0, 2, 2], [1, 0, 3, 2], [5, 5, 6, 6]]
        >>> compute_iou(boxes[:1], boxes, "xyxy").numpy().round(3)
        array([[1.   , 0.333, 0.   ]], dtype=float32)
    """
    check.flag("use_masking", use_masking)
    box_format = _format("bounding_box_format", bounding_box_format)
    height, width = _sides(image_shape)
    first, second = (
        box_ops.to_xyxy(_checked_rank(argument, boxes), box_format, height, width)
        for argument, boxes in (("boxes1", boxes1), ("boxes2", boxes2))
    )
    overlap = box_ops.intersection_over_union(first, second)
    if not use_masking:
        return overlap
    outside = [tf.reduce_max(boxes, -1) < 0 for boxes in (first, second)]
    masked = outside[0][..., :, tf.newaxis] | outside[1][..., tf.newaxis, :]
    return tf.where(masked, tf.cast(check.number("mask_val", mask_val), overlap.dtype), overlap)


convert_format = convert_bounding_boxes


def _converted(
    boxes: Any, source: str, target: str, height: Any, width: Any, dtype: tf.DType
) -> tf.Tensor:
    boxes = _four_numbers("boxes", boxes)
    relative = [name.startswith("rel_") for name in (source, target)]
    if relative[0] != relative[1]:
        if height is None or width is None:
            raise errors.problem(
                "`height` and `width` of the image must be given to convert boxes from "
                '"{source}" to "{target}".',
                source=source,
                target=target,
            )
        height, width = _size("height", height), _size("width", width)
    else:
        height = width = 1
    wide = tf.float64 if dtype == tf.float64 else tf.float32
    edges = box_ops.to_xyxy(boxes, source, height, width, wide)
    if source == target:
        return tf.cast(boxes, dtype)
    return tf.cast(box_ops.from_xyxy(edges, target, height, width), dtype)


def _format(argument: str, name: Any) -> str:
    lower = name.lower() if isinstance(name, str) else name
    return check.one_of(argument, lower, box_ops.FORMATS)


def _size(argument: str, value: Any) -> Any:
    return value if tf.is_tensor(value) else check.above_zero(argument, value)


def _sides(image_shape: Sequence[int] | None) -> tuple[float, float]:
    if image_shape is None:
        return 1.0, 1.0
    is_shape = hasattr(image_shape, "__len__") and not isinstance(image_shape, (str, bytes))
    if not is_shape or len(image_shape) not in (2, 3):
        raise errors.invalid("image_shape", "the height, width and channels", image_shape)
    height, width = (check.above_zero("image_shape", side) for side in image_shape[:2])
    return height, width


def _four_numbers(argument: str, boxes: Any) -> tf.Tensor:
    found = as_exact_numbers(boxes)
    if not isinstance(found, tf.Tensor) or found.shape.rank == 0 or found.shape[-1] != 4:
        shape = getattr(found, "shape", None)
        raise errors.problem(
            "`{argument}` must have four numbers per box along the last axis, but the shape is "
            "{shape!s}.",
            argument=argument,
            shape=shape,
        )
    return found


def _checked_rank(argument: str, boxes: Any) -> tf.Tensor:
    found = _four_numbers(argument, boxes)
    if found.shape.rank not in (2, 3):
        raise errors.problem(
            "`{argument}` must have the shape (boxes, 4) or (batch, boxes, 4), not {shape!s}.",
            argument=argument,
            shape=found.shape,
        )
    return found
