"""Bounding boxes that move with an image: their formats, numbers and absence."""

from __future__ import annotations

import numpy as np
import pytest
import tensorflow as tf

import prelayer
from painted_images import HEIGHT, WIDTH, layer_of, moved, painted
from prelayer.ops.image.boxes import FORMATS


def written(corners: np.ndarray, box_format: str, height: int, width: int) -> np.ndarray:
    """Return boxes, left, top, right and bottom, in another format, from its definition."""
    left, top, right, bottom = np.moveaxis(corners.astype("float64"), -1, 0)
    if box_format.startswith("rel_"):
        left, top, right, bottom = left / width, top / height, right / width, bottom / height
    wide, high, x, y = right - left, bottom - top, (left + right) / 2, (top + bottom) / 2
    parts = {
        "xyxy": (left, top, right, bottom),
        "yxyx": (top, left, bottom, right),
        "xywh": (left, top, wide, high),
        "center_xywh": (x, y, wide, high),
        "center_yxhw": (y, x, high, wide),
    }
    return np.stack(parts[box_format.removeprefix("rel_")], axis=-1)


@pytest.mark.parametrize("box_format", FORMATS)
@pytest.mark.parametrize(
    "names",
    [["RandomRotation"], ["Resizing"], ["RandomFlip", "RandomRotation"]],
    ids="-".join,
)
def test_every_box_format_gives_the_same_boxes(names, box_format):
    inputs = painted()
    corners = inputs["bounding_boxes"]["boxes"]
    expected = moved(layer_of(names), inputs)["bounding_boxes"]
    boxes = written(corners, box_format, HEIGHT, WIDTH)
    given = {"boxes": boxes, "labels": inputs["bounding_boxes"]["labels"]}
    layer = layer_of(names, bounding_box_format=box_format) if len(names) == 1 else None
    if layer is None:
        layer = prelayer.AugmentationPipeline(
            [layer_of([name]) for name in names], bounding_box_format=box_format
        )
    result = moved(layer, {**inputs, "bounding_boxes": given})
    size = result["images"].shape[1:3]
    there = expected["labels"] != -1
    np.testing.assert_array_equal(result["bounding_boxes"]["labels"], expected["labels"])
    np.testing.assert_allclose(
        result["bounding_boxes"]["boxes"][there],
        written(expected["boxes"], box_format, *size)[there],
        atol=1e-3,
    )


def test_boxes_that_leave_the_image_are_absent():
    to_the_right = prelayer.RandomTranslation(
        0, (0.5, 0.5), fill_mode="constant", bounding_box_format="xyxy"
    )
    boxes = np.float32([[[0, 0, 4, 4], [6, 0, 9, 4], [4, 1, 8, 4], [-1, -1, -1, -1]]])
    for labels in (np.array([[1, 2, 3, -1]]), np.float32([[[0, 1], [1, 0], [1, 1], [-1, -1]]])):
        inputs = {"images": np.zeros((1, 8, 10, 3)), "bounding_boxes": {"boxes": boxes}}
        inputs["bounding_boxes"]["labels"] = labels
        result = moved(to_the_right, inputs)["bounding_boxes"]
        expected = [[5, 0, 9, 4], [-1] * 4, [9, 1, 10, 4], [-1] * 4]
        np.testing.assert_allclose(result["boxes"][0], expected, atol=1e-4)
        gone = np.reshape([0, 1, 0, 1], (1, 4) + (1,) * (labels.ndim - 2))
        np.testing.assert_array_equal(result["labels"], np.where(gone, -1, labels))


def test_images_may_have_different_numbers_of_boxes():
    layer, inputs = layer_of(["RandomTranslation"]), painted()
    two = [[[2, 3, 20, 30], [5, 5, 9, 9]], [[1, 1, 8, 8]], []]
    given = {
        "boxes": tf.ragged.constant(two, ragged_rank=1, inner_shape=(4,), dtype="float32"),
        "labels": tf.ragged.constant([[1, 2], [3], []], dtype="int64"),
    }
    result = moved(layer, {"images": inputs["images"][:3], "bounding_boxes": given})
    dense = {
        "boxes": np.float32([two[0], [two[1][0], [-1] * 4], [[-1] * 4] * 2]),
        "labels": np.array([[1, 2], [3, -1], [-1, -1]]),
    }
    expected = moved(layer, {"images": inputs["images"][:3], "bounding_boxes": dense})
    for key in ("boxes", "labels"):
        np.testing.assert_array_equal(
            result["bounding_boxes"][key], expected["bounding_boxes"][key]
        )
