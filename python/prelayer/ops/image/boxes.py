"""Bounding boxes: formats, and boxes of transformed images.

Edges are measured from the outer edge of the image, so that a box of the whole image is
(0, 0, width, height); the center of the first pixel is at (0.5, 0.5).
"""

from __future__ import annotations

import tensorflow as tf

from prelayer._core import errors
from prelayer.ops import xla
from prelayer.ops.image.sizes import Size
from prelayer.ops.numeric.value_checks import after

FORMATS = (
    "xyxy",
    "yxyx",
    "xywh",
    "center_xywh",
    "center_yxhw",
    "rel_xyxy",
    "rel_yxyx",
    "rel_xywh",
    "rel_center_xywh",
)
ABSENT = -1


def to_xyxy(
    boxes: tf.Tensor, box_format: str, height: Size, width: Size, dtype: tf.DType = tf.float32
) -> tf.Tensor:
    """Convert boxes (..., 4) of any format to left, top, right and bottom, in pixels."""
    boxes = tf.cast(boxes, dtype)
    if box_format.startswith("rel_"):
        boxes *= _scale(box_format, height, width, dtype)
    kind = box_format.removeprefix("rel_")
    first, second = boxes[..., :2], boxes[..., 2:]
    if kind.startswith("center"):
        first, second = first - second / 2, first + second / 2
    elif kind == "xywh":
        second = first + second
    if _rows_first(kind):
        first, second = first[..., ::-1], second[..., ::-1]
    return tf.concat([first, second], -1)


def from_xyxy(boxes: tf.Tensor, box_format: str, height: Size, width: Size) -> tf.Tensor:
    """Convert boxes (..., 4), left, top, right and bottom in pixels, to any format."""
    kind = box_format.removeprefix("rel_")
    first, second = boxes[..., :2], boxes[..., 2:]
    if _rows_first(kind):
        first, second = first[..., ::-1], second[..., ::-1]
    if kind.startswith("center"):
        first, second = (first + second) / 2, second - first
    elif kind == "xywh":
        second = second - first
    boxes = tf.concat([first, second], -1)
    if not box_format.startswith("rel_"):
        return boxes
    return boxes / _scale(box_format, height, width, boxes.dtype)


def outlines(boxes: tf.Tensor, points_an_edge: int) -> tf.Tensor:
    """Return points on box edges (N, B, 4), as (N, B * P, 2), from the first pixel's center."""
    steps = [step / (points_an_edge - 1) for step in range(points_an_edge)]
    around = [(share, side) for side in (0.0, 1.0) for share in steps]
    around += [(side, share) for side in (0.0, 1.0) for share in steps[1:-1]]
    corner, extent = (
        boxes[..., tf.newaxis, :2],
        boxes[..., tf.newaxis, 2:] - boxes[..., tf.newaxis, :2],
    )
    points = corner + extent * tf.constant(around, boxes.dtype) - 0.5
    return tf.reshape(points, [tf.shape(boxes)[0], -1, 2])


def around(points: tf.Tensor, count: Size) -> tf.Tensor:
    """Return the bounds (N, B, 4) of the transformed points of `outlines`."""
    grouped = tf.reshape(points, [tf.shape(points)[0], count, -1, 2]) + 0.5
    return tf.concat([tf.reduce_min(grouped, axis=2), tf.reduce_max(grouped, axis=2)], -1)


def clip(boxes: tf.Tensor, height: Size, width: Size) -> tf.Tensor:
    """Clip boxes (..., 4), left, top, right and bottom, to the image."""
    limits = tf.cast(tf.stack([width, height, width, height]), boxes.dtype)
    return tf.maximum(tf.minimum(boxes, limits), 0)


def intersection_over_union(first: tf.Tensor, second: tf.Tensor) -> tf.Tensor:
    """Return the overlap (..., M, N) of boxes (..., M, 4) and (..., N, 4).

    Boxes are left, top, right and bottom. The overlap of boxes without area is 0.
    """
    one, other = first[..., :, tf.newaxis, :], second[..., tf.newaxis, :, :]
    starts, ends = (
        tf.maximum(one[..., :2], other[..., :2]),
        tf.minimum(one[..., 2:], other[..., 2:]),
    )
    shared = tf.reduce_prod(tf.maximum(ends - starts, 0), -1)
    areas = [tf.reduce_prod(boxes[..., 2:] - boxes[..., :2], -1) for boxes in (one, other)]
    return tf.math.divide_no_nan(shared, areas[0] + areas[1] - shared)


def is_empty(boxes: tf.Tensor) -> tf.Tensor:
    """Return which boxes (..., 4) have no area."""
    return tf.reduce_any(boxes[..., 2:] <= boxes[..., :2], axis=-1)


def _rows_first(box_format: str) -> bool:
    return box_format.removeprefix("rel_").removeprefix("center_").startswith("yx")


def _scale(box_format: str, height: Size, width: Size, dtype: tf.DType) -> tf.Tensor:
    sides = [height, width] if _rows_first(box_format) else [width, height]
    return tf.stack([tf.cast(side, dtype) for side in sides * 2])


def is_absent(labels: tf.Tensor) -> tf.Tensor:
    """Return which boxes (N, B) are padding, by their labels (N, B) or (N, B, classes)."""
    absent = labels == tf.cast(ABSENT, labels.dtype)
    return tf.reduce_all(absent, axis=-1) if labels.shape.rank == 3 else absent


def marked_absent(values: tf.Tensor, absent: tf.Tensor) -> tf.Tensor:
    """Set boxes or their labels to -1 where a box is absent."""
    if values.shape.rank == 3:
        absent = absent[..., tf.newaxis]
    return tf.where(absent, tf.cast(ABSENT, values.dtype), values)


def through_window(
    points: tf.Tensor,
    size: tuple[Size, Size],
    window: tuple[Size, Size],
    new_size: tuple[Size, Size],
) -> tf.Tensor:
    """Transform points for a central window of an image that is resized to the new image.

    Args:
        points: (N, K, 2), x and y from the center of the first pixel.
        size: height and width of the image.
        window: height and width of the window, which may be larger than the image.
        new_size: height and width of the new image.
    """
    columns = []
    for axis, (side, part, new) in enumerate(zip(size[::-1], window[::-1], new_size[::-1])):
        start = tf.cast((side - part) // 2, points.dtype)
        scale = tf.cast(new, points.dtype) / tf.cast(part, points.dtype)
        columns.append((points[..., axis] + 0.5 - start) * scale - 0.5)
    return tf.stack(columns, axis=-1)


def to_number(
    boxes: tf.Tensor, labels: tf.Tensor, number: int, fill_value: int
) -> tuple[tf.Tensor, tf.Tensor]:
    """Truncate or pad the boxes and labels of each image to `number` boxes.

    Args:
        boxes: (N, B, 4).
        labels: (N, B) or (N, B, classes); -1 where a box is absent.
        number: number of boxes per image in the result.
        fill_value: value of boxes and labels that are absent.
    """
    missing = tf.pad(is_absent(labels), [[0, 0], [0, number]], constant_values=True)
    # Positions in order, with absent boxes after all others.
    count = tf.shape(missing)[1]
    order = tf.range(count) + tf.where(missing, count, 0)
    chosen = tf.math.top_k(-order, number).indices
    absent = tf.gather(missing, chosen, batch_dims=1)

    def picked(part: tf.Tensor) -> tf.Tensor:
        padded = tf.pad(part, [[0, 0], [0, number]] + [[0, 0]] * (part.shape.rank - 2))
        gone = absent[..., tf.newaxis] if part.shape.rank == 3 else absent
        taken = tf.gather(padded, chosen, batch_dims=1)
        return tf.where(gone, tf.cast(fill_value, part.dtype), taken)

    return picked(boxes), picked(labels)


def refused_if_reversed(boxes: tf.Tensor, labels: tf.Tensor) -> tf.Tensor:
    """Return boxes (N, B, 4), left, top, right and bottom; raise if one ends before it begins.

    Raises:
        ValueError: if a box that is not absent is reversed. A graph raises TensorFlow's
            InvalidArgumentError when it runs; graphs compiled by XLA as a whole are not checked.
    """
    if xla.compiling():
        return boxes
    reversed_ = tf.reduce_any(boxes[..., 2:] < boxes[..., :2], axis=-1) & ~is_absent(labels)
    rule = "bounding boxes must not end before they begin"
    if tf.executing_eagerly():
        for image, box in tf.where(reversed_).numpy()[:1].tolist():
            left, top, right, bottom = boxes[image, box].numpy().tolist()
            place = f"x = {left:g} to {right:g} and from y = {top:g} to {bottom:g}"
            raise errors.problem(
                "{rule}, but box {box!p} of image {image!p} is from {place}.",
                rule=rule,
                box=box,
                image=image,
                place=place,
            )
        return boxes
    found = tf.boolean_mask(boxes, reversed_)
    message = errors.assertion(f"{rule}, but left, top, right and bottom are", found)
    with after(tf.debugging.Assert(~tf.reduce_any(reversed_), message)):
        return tf.identity(boxes)
