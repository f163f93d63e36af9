"""convert_bounding_boxes."""

import itertools

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
from prelayer import convert_bounding_boxes, utils

FORMATS = ["xyxy", "yxyx", "xywh", "center_xywh", "center_yxhw"]
FORMATS += ["rel_xyxy", "rel_yxyx", "rel_xywh", "rel_center_xywh"]
BOXES = np.random.default_rng(1).uniform(1, 5, size=(2, 3, 4))


@pytest.mark.parametrize("case", cases.load("convert_bounding_boxes"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("source", FORMATS)
def test_equals_keras(source):
    for target in FORMATS:
        theirs = keras.utils.bounding_boxes.convert_format(BOXES, source, target, 7, 11)
        found = utils.bounding_boxes.convert_format(BOXES, source, target, 7, 11)
        assert found.dtype == theirs.dtype
        np.testing.assert_allclose(found, theirs, rtol=1e-5, atol=1e-5)


def test_there_and_back_is_the_same():
    for source, target in itertools.product(FORMATS, FORMATS):
        there = convert_bounding_boxes(BOXES, source, target, 7, 11, "float64")
        back = convert_bounding_boxes(there, target, source, 7, 11, "float64")
        np.testing.assert_allclose(back, BOXES, rtol=1e-12)


def test_a_dict_is_copied():
    labeled = {"boxes": BOXES, "labels": np.array([[1, 2, 3]])}
    found = convert_bounding_boxes(labeled, "xyxy", "xywh")
    assert labeled["boxes"] is BOXES
    assert found["labels"] is labeled["labels"]
    np.testing.assert_allclose(found["boxes"][..., 2], BOXES[..., 2] - BOXES[..., 0], rtol=1e-6)
    with pytest.raises(ValueError, match='a dict of boxes must have the key "boxes"'):
        convert_bounding_boxes({"box": BOXES}, "xyxy", "xywh")


def test_sizes_may_be_tensors_of_a_dataset():
    def convert(image):
        sides = tf.shape(image)
        return convert_bounding_boxes([[0, 0, 5.0, 3]], "xyxy", "rel_xyxy", sides[0], sides[1])

    mapped = tf.data.Dataset.from_tensors(np.zeros((6, 10, 3))).map(convert)
    np.testing.assert_allclose(next(iter(mapped)), [[0, 0, 0.5, 0.5]])


def test_rejects_sizes_that_are_not_above_0():
    with pytest.raises(ValueError, match="`height` must be a number above 0, not 0"):
        convert_bounding_boxes(BOXES, "xyxy", "rel_xyxy", 0, 1)
