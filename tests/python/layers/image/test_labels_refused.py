"""Labels of images that do not fit are refused in one sentence."""

import numpy as np
import pytest
import tensorflow as tf

import prelayer

IMAGE = np.zeros((4, 5, 3), "float32")
BOXES = {"boxes": np.float32([[0, 0, 1, 1]]), "labels": [0]}
REFUSED = {
    "an unknown key": (
        {"images": IMAGE, "label": 1},
        'the keys of a dict must be "images", "labels", "bounding_boxes", "segmentation_masks" or '
        "\"keypoints\", but one is 'label'.",
    ),
    "no images": ({"labels": 1}, 'a dict must have the key "images", but it is missing.'),
    "masks of another size": (
        {"images": IMAGE, "segmentation_masks": np.zeros((5, 4))},
        "segmentation masks must have the size of the images, with or without a channel, but their "
        "shape is (5, 4) and that of the images (4, 5, 3).",
    ),
    "points without a y": (
        {"images": IMAGE, "keypoints": np.zeros((3, 1))},
        "keypoints must have shape (keypoints, 2 or more), but their shape is (3, 1).",
    ),
    "boxes of three numbers": (
        {"images": IMAGE, "bounding_boxes": {"boxes": np.zeros((2, 3)), "labels": [0, 1]}},
        "boxes must have shape (boxes, 4), but their shape is (2, 3).",
    ),
    "boxes of a batch for one image": (
        {"images": IMAGE, "bounding_boxes": {"boxes": np.zeros((1, 2, 4)), "labels": [[0, 1]]}},
        "boxes must have shape (boxes, 4), but their shape is (1, 2, 4).",
    ),
    "labels that cannot be -1": (
        {"images": IMAGE, "bounding_boxes": {**BOXES, "labels": np.uint8([0])}},
        "labels of boxes must be able to be -1, for boxes that are absent, but they are uint8; "
        "int32 will do.",
    ),
    "labels of three images for four": (
        {"images": np.zeros((4, 4, 5, 3)), "labels": np.eye(3)},
        "the shape of labels must begin with (4,), one for each image, but it is (3, 3).",
    ),
    "points of three images for four": (
        {"images": np.zeros((4, 4, 5, 3)), "keypoints": np.zeros((3, 1, 2))},
        "the shape of keypoints must begin with (4,), one for each image, but it is (3, 1, 2).",
    ),
    "boxes of three images for four": (
        {
            "images": np.zeros((4, 4, 5, 3)),
            "bounding_boxes": {"boxes": np.zeros((3, 1, 4)), "labels": np.zeros((3, 1))},
        },
        "the shape of boxes must begin with (4,), one for each image, but it is (3, 1, 4).",
    ),
    "one label for two boxes": (
        {"images": IMAGE, "bounding_boxes": {"boxes": np.zeros((2, 4)), "labels": [0]}},
        "the shape of the labels of boxes must begin with (2,), one for each box, but it is (1,).",
    ),
    "boxes without labels": (
        {"images": IMAGE, "bounding_boxes": {"boxes": [1]}},
        '`bounding_boxes` must be a dict with the keys "boxes" and "labels", not {\'boxes\': [1]}.',
    ),
}


@pytest.mark.parametrize("why", REFUSED)
def test_refuses_labels_that_do_not_fit_in_one_sentence(why):
    inputs, sentence = REFUSED[why]
    with pytest.raises(ValueError) as caught:
        prelayer.RandomFlip(bounding_box_format="xyxy")(inputs)
    assert str(caught.value) == f"RandomFlip: {sentence}"


def test_refuses_boxes_without_a_format():
    with pytest.raises(ValueError) as caught:
        prelayer.RandomFlip()({"images": IMAGE, "bounding_boxes": BOXES})
    assert str(caught.value) == (
        "RandomFlip: `bounding_box_format` is needed, because there are bounding boxes; for "
        'example "xyxy".'
    )


@pytest.mark.parametrize(
    ("box_format", "box"),
    [
        ("xyxy", [3, 0, 1, 2]),
        ("yxyx", [0, 3, 2, 1]),
        ("xywh", [3, 0, -2, 2]),
        ("rel_xyxy", [0.6, 0, 0.2, 0.5]),
    ],
)
def test_refuses_boxes_whose_sides_are_reversed(box_format, box):
    layer = prelayer.RandomFlip(bounding_box_format=box_format)
    boxes = np.float32([[[0, 0, 1, 1]], [box]])
    inputs = {"images": np.zeros((2, 4, 5, 3), "float32")}
    inputs["bounding_boxes"] = {"boxes": boxes, "labels": np.zeros((2, 1))}
    with pytest.raises(ValueError) as caught:
        layer(inputs)
    assert str(caught.value) == (
        "RandomFlip: bounding boxes must not end before they begin, but box 0 of image 1 is from "
        "x = 3 to 1 and from y = 0 to 2."
    )
    traced = tf.function(layer)
    with pytest.raises(tf.errors.InvalidArgumentError, match="must not end before they begin"):
        traced(tf.nest.map_structure(tf.constant, inputs))
    absent = {"boxes": boxes, "labels": np.float32([[0], [-1]])}
    result = layer({**inputs, "bounding_boxes": absent})
    assert (result["bounding_boxes"]["boxes"][1] == -1).numpy().all()
