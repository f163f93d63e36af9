"""MaxNumBoundingBoxes: against hand-worked boxes, Keras, and what its documentation promises."""

from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
from prelayer import MaxNumBoundingBoxes

CASES = cases.load("max_num_bounding_boxes")
IMAGES = np.arange(2 * 4 * 4 * 3, dtype="uint8").reshape(2, 4, 4, 3)
FIRST, SECOND, THIRD = [0, 0, 2, 2], [1, 1, 3, 3], [0.5, 0, 4, 1]
GONE = [-1, -1, -1, -1]


def counted(boxes, labels, **options):
    """Return boxes and labels that the layer gives for a batch, and check what is untouched."""
    data = {"images": IMAGES, "bounding_boxes": {"boxes": boxes, "labels": labels}}
    result = MaxNumBoundingBoxes(**options)(data)
    np.testing.assert_array_equal(result["images"], IMAGES)
    assert result["images"].dtype == tf.uint8
    return result["bounding_boxes"]["boxes"].numpy(), result["bounding_boxes"]["labels"].numpy()


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def test_pads_and_cuts_boxes():
    boxes = np.array([[FIRST, SECOND, THIRD], [THIRD, FIRST, SECOND]], "float32")
    labels = np.array([[5, 6, 7], [7, 5, 6]])
    padded, padded_labels = counted(boxes, labels, max_number=4)
    np.testing.assert_array_equal(padded, [[*part, GONE] for part in boxes.tolist()])
    np.testing.assert_array_equal(padded_labels, [[5, 6, 7, -1], [7, 5, 6, -1]])
    cut, cut_labels = counted(boxes, labels, max_number=2)
    np.testing.assert_array_equal(cut, boxes[:, :2])
    np.testing.assert_array_equal(cut_labels, [[5, 6], [7, 5]])


def test_absent_boxes_make_room_for_others():
    boxes = np.array([[GONE, FIRST, SECOND], [FIRST, GONE, GONE]], "float32")
    labels = np.array([[-1, 5, 6], [5, -1, -1]])
    kept, kept_labels = counted(boxes, labels, max_number=2, fill_value=0)
    np.testing.assert_array_equal(kept, [[FIRST, SECOND], [FIRST, [0, 0, 0, 0]]])
    np.testing.assert_array_equal(kept_labels, [[5, 6], [5, 0]])


def test_keeps_the_dtypes_and_the_format_of_boxes():
    boxes = np.array([[[1, 2, 3, 4]], [[5, 6, 7, 8]]], "int64")
    labels = np.eye(3, dtype="float32")[[[1], [2]]]
    for box_format in (None, "xywh", "rel_yxyx"):
        options = {"max_number": 2, "bounding_box_format": box_format}
        kept, kept_labels = counted(boxes, labels, **options)
        assert (kept.dtype, kept_labels.dtype) == ("int64", "float32")
        np.testing.assert_array_equal(kept, [[[1, 2, 3, 4], GONE], [[5, 6, 7, 8], GONE]])
        np.testing.assert_array_equal(
            kept_labels, [[[0, 1, 0], [-1, -1, -1]], [[0, 0, 1], [-1, -1, -1]]]
        )


def test_takes_ragged_boxes():
    boxes = tf.ragged.constant([[FIRST, SECOND], [THIRD]], ragged_rank=1, dtype=tf.float32)
    labels = tf.ragged.constant([[5, 6], [7]])
    kept, kept_labels = counted(boxes, labels, max_number=1)
    np.testing.assert_array_equal(kept, [[FIRST], [THIRD]])
    np.testing.assert_array_equal(kept_labels, [[5], [7]])
    kept, kept_labels = counted(boxes, labels, max_number=3)
    np.testing.assert_array_equal(kept, [[FIRST, SECOND, GONE], [THIRD, GONE, GONE]])
    np.testing.assert_array_equal(kept_labels, [[5, 6, -1], [7, -1, -1]])


def test_takes_a_single_image_and_its_boxes():
    layer = MaxNumBoundingBoxes(2)
    boxes = {"boxes": np.array([FIRST], "float32"), "labels": [3]}
    result = layer({"images": IMAGES[0], "bounding_boxes": boxes})["bounding_boxes"]
    np.testing.assert_array_equal(result["boxes"], [FIRST, GONE])
    np.testing.assert_array_equal(result["labels"], [3, -1])


@pytest.mark.parametrize("max_number", [1, 3, 5])
def test_gives_what_keras_gives(max_number):
    boxes = np.random.default_rng(1).uniform(0, 4, (2, 3, 4)).astype("float32")
    labels = np.array([[1, 2, 3], [3, 1, 2]])
    keras_layer = keras.layers.MaxNumBoundingBoxes(max_number, bounding_box_format="xyxy")
    boxes_and_labels = {"boxes": boxes, "labels": labels}
    expected = keras_layer({"images": IMAGES, "bounding_boxes": boxes_and_labels})
    kept, kept_labels = counted(boxes, labels, max_number=max_number)
    np.testing.assert_array_equal(kept, expected["bounding_boxes"]["boxes"])
    np.testing.assert_array_equal(kept_labels, expected["bounding_boxes"]["labels"])


def test_makes_boxes_of_a_dataset_stack():
    examples = {
        "images": IMAGES,
        "bounding_boxes": {
            "boxes": tf.ragged.constant([[FIRST, SECOND], [THIRD]], ragged_rank=1),
            "labels": tf.ragged.constant([[5, 6], [7]]),
        },
    }
    one_by_one = tf.data.Dataset.from_tensor_slices(examples).batch(1)
    dataset = one_by_one.map(MaxNumBoundingBoxes(2)).unbatch().batch(2, drop_remainder=True)
    assert dataset.element_spec["bounding_boxes"]["boxes"].shape == (2, 2, 4)
    assert dataset.element_spec["bounding_boxes"]["labels"].shape == (2, 2)
    boxes = next(iter(dataset))["bounding_boxes"]
    np.testing.assert_array_equal(boxes["labels"], [[5, 6], [7, -1]])


def test_names_the_shape_of_boxes_in_a_model():
    inputs = {
        "images": keras.Input((4, 4, 3)),
        "bounding_boxes": {"boxes": keras.Input((None, 4)), "labels": keras.Input((None,))},
    }
    outputs = MaxNumBoundingBoxes(7)(inputs)
    assert outputs["bounding_boxes"]["boxes"].shape == (None, 7, 4)
    assert outputs["bounding_boxes"]["labels"].shape == (None, 7)


def test_compiles():
    layer = MaxNumBoundingBoxes(2)
    boxes = {"boxes": tf.constant([[GONE, FIRST]] * 2, tf.float32), "labels": [[-1, 5]] * 2}
    run = tf.function(layer, jit_compile=True)
    result = run({"images": tf.constant(IMAGES), "bounding_boxes": boxes})["bounding_boxes"]
    np.testing.assert_array_equal(result["boxes"], [[FIRST, GONE]] * 2)
    np.testing.assert_array_equal(result["labels"], [[5, -1]] * 2)
