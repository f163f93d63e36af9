"""compute_iou."""

import keras
import numpy as np
import pytest

import cases
from prelayer import compute_iou, utils

_RANDOM = np.random.default_rng(6)


def boxes(*shape):
    corner = _RANDOM.uniform(0, 5, size=(*shape, 2))
    return np.concatenate([corner, corner + _RANDOM.uniform(0.5, 5, size=(*shape, 2))], -1)


FIRST, SECOND = boxes(2, 3), boxes(2, 4)
PAIRS = [(FIRST, SECOND), (FIRST[0], SECOND[0]), (FIRST, SECOND[0]), (FIRST[1], SECOND)]


@pytest.mark.parametrize("case", cases.load("compute_iou"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


def overlap(one, other):
    width = max(0, min(one[2], other[2]) - max(one[0], other[0]))
    height = max(0, min(one[3], other[3]) - max(one[1], other[1]))
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return width * height / (sum(areas) - width * height)


def test_equals_numpy():
    expected = [[overlap(one, other) for other in SECOND[0]] for one in FIRST[0]]
    np.testing.assert_allclose(compute_iou(FIRST[0], SECOND[0], "xyxy"), expected, rtol=1e-5)


@pytest.mark.parametrize("pair", range(len(PAIRS)))
def test_equals_keras(pair):
    reference = keras.utils.bounding_boxes.compute_iou
    found = utils.bounding_boxes.compute_iou(*PAIRS[pair], "xyxy")
    np.testing.assert_allclose(found, reference(*PAIRS[pair], "xyxy"), atol=1e-5)
    relative = {"bounding_box_format": "rel_xywh", "image_shape": (5, 6, 3)}
    found = compute_iou(*PAIRS[pair], **relative)
    np.testing.assert_allclose(found, reference(*PAIRS[pair], **relative), atol=1e-5)
    np.testing.assert_allclose(found, compute_iou(*PAIRS[pair], "rel_xywh"), atol=1e-5)


def test_masks_as_keras_does():
    padded = np.concatenate([FIRST, np.full((2, 1, 4), -1.0)], axis=1)
    reference = keras.utils.bounding_boxes.compute_iou(padded, SECOND, "xyxy", True, -3)
    np.testing.assert_allclose(compute_iou(padded, SECOND, "xyxy", True, -3), reference, atol=1e-5)
    mixed = compute_iou(padded, SECOND[0], "xyxy", True)
    assert (mixed.numpy()[:, 3] == -1).all()
    assert (mixed.numpy()[:, :3] >= 0).all()
