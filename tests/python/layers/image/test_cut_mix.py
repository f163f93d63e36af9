"""CutMix: against hand-worked cases, a reference by the definition, and what it promises."""

from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
import references_mix
from prelayer import CutMix
from prelayer.ops.image import patch
from prelayer.ops.image.keyed_random import Key, uniform

CASES = cases.load("cut_mix")
COUNT, HEIGHT, WIDTH = 6, 7, 9
IMAGES = np.random.default_rng(2).integers(0, 256, (COUNT, HEIGHT, WIDTH, 2)).astype("uint8")
LABELS = np.eye(COUNT, dtype="float32")
KEY = Key([3, 9])
LAYER = CutMix(bounding_box_format="xyxy")


def reference(layer=LAYER):
    """Return the patches and partners that the layer draws for images from the key."""
    draws = layer.parameters_for(tf.zeros([COUNT, HEIGHT, WIDTH, 2]), KEY)
    return draws["patch"].numpy(), references_mix.partners(draws["partner"].numpy())


def mixed(layer=LAYER, **data):
    """Return what the layer gives for a dict of images and labels by draws from the key."""
    return layer.augment(layer.prepare({"images": IMAGES, **data}), KEY)


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


@pytest.mark.parametrize("options", [{}, {"per": "batch"}, {"factor": 0.2}, {"factor": (1, 1)}])
def test_pastes_patches_and_mixes_labels_by_their_area(options):
    layer = CutMix(**options)
    patches, partners = reference(layer)
    result = mixed(layer, labels=LABELS, segmentation_masks=IMAGES[..., 0])
    expected = references_mix.pasted(IMAGES, partners, patches)
    np.testing.assert_array_equal(result["images"], expected)
    np.testing.assert_array_equal(result["segmentation_masks"], expected[..., 0])
    kept = (expected == IMAGES).all(axis=-1).mean(axis=(1, 2))
    expected = references_mix.blended(LABELS, partners, kept)
    np.testing.assert_allclose(result["labels"], expected, atol=1e-6)


def test_boxes_are_what_is_seen_of_both_images():
    draws = np.random.default_rng(4)
    starts = draws.integers(0, [WIDTH - 2, HEIGHT - 2], (COUNT, 5, 2))
    boxes = np.concatenate([starts, starts + draws.integers(1, 6, (COUNT, 5, 2))], axis=-1)
    boxes = np.minimum(boxes, [WIDTH, HEIGHT, WIDTH, HEIGHT]).astype("float32")
    labels = np.tile(np.arange(5), (COUNT, 1))
    labels[:, 3], boxes[:, 3] = -1, -1
    patches, partners = reference()
    result = mixed(bounding_boxes={"boxes": boxes, "labels": labels})["bounding_boxes"]
    shapes = set()
    for i in range(COUNT):
        own = [references_mix.seen(box, patches[i]) for box in boxes[i]]
        others = [references_mix.within(box, patches[i]) for box in boxes[partners[i]]]
        parts = [None if j % 5 == 3 else box for j, box in enumerate(own + others)]
        expected = [[-1] * 4 if part is None else part for part in parts]
        np.testing.assert_array_equal(result["boxes"][i], expected)
        ids = [-1 if part is None else j % 5 for j, part in enumerate(parts)]
        np.testing.assert_array_equal(result["labels"][i], ids)
        shapes |= {tuple(part is None for part in parts)}
    assert len(shapes) > 1


@pytest.mark.parametrize(
    ("box", "left"),
    [
        ([0, 0, 2, 2], [0, 0, 2, 2]),  # beside the patch
        ([4, 3, 9, 5], [6, 3, 9, 5]),  # its left part is covered
        ([0, 3, 5, 5], [0, 3, 3, 5]),  # its right part
        ([3, 0, 5, 4], [3, 0, 5, 2]),  # its lower part
        ([4, 5, 5, 7], [4, 6, 5, 7]),  # its upper part
        ([2, 3, 8, 5], [2, 3, 8, 5]),  # cut in two
        ([4, 3, 9, 7], [4, 3, 9, 7]),  # a corner
    ],
)
def test_a_box_is_drawn_around_what_a_patch_leaves(box, left):
    patches = tf.constant([[3.0, 2, 6, 6]])
    rest = patch.boxes_around_the_rest(tf.constant([[box]], tf.float32), patches)
    np.testing.assert_array_equal(rest[0, 0], left)
    assert references_mix.seen(box, [3, 2, 6, 6]) == left


def test_points_are_those_that_lie_in_the_patch_or_the_own_ones():
    places = np.random.default_rng(5).uniform(-1, 8, (COUNT, 9, 3)).astype("float32")
    patches, partners = reference()
    result = mixed(keypoints=places)["keypoints"].numpy()
    pasted = 0
    for i, (left, top, right, bottom) in enumerate(patches):
        for j in range(9):
            x, y, _ = places[partners[i], j] + 0.5
            inside = left <= x < right and top <= y < bottom
            np.testing.assert_array_equal(result[i, j], places[partners[i] if inside else i, j])
            pasted += inside
    assert 0 < pasted < COUNT * 9


def test_an_image_without_another_one_keeps_its_labels_and_boxes():
    data = {
        "images": IMAGES[0],
        "labels": np.float32([0.25, 0.75]),
        "keypoints": np.float32([[1, 2]]),
        "bounding_boxes": {"boxes": np.float32([[0, 0, 2, 3]]), "labels": np.array([3])},
    }
    for _ in range(5):
        result = LAYER(data)
        np.testing.assert_array_equal(result["images"], IMAGES[0])
        np.testing.assert_array_equal(result["labels"], [0.25, 0.75])
        np.testing.assert_array_equal(result["keypoints"], [[1, 2]])
        np.testing.assert_array_equal(result["bounding_boxes"]["boxes"], [[0, 0, 2, 3], [-1] * 4])
        np.testing.assert_array_equal(result["bounding_boxes"]["labels"], [3, -1])


def test_patches_lie_in_the_image_with_its_proportions():
    layer = CutMix((1, 1))
    left, top, right, bottom = (
        layer.parameters_for(tf.zeros([20_000, 20, 40, 1]), KEY)["patch"].numpy().T
    )
    assert min(left.min(), top.min()) == 0
    assert (right.max(), bottom.max()) == (40, 20)
    assert np.abs((right - left) - 2 * (bottom - top)).max() <= 1
    # The kept share of Beta(1, 1) is even; sides are rounded to pixels.
    kept = 1 - (right - left) * (bottom - top) / 800
    np.testing.assert_allclose(kept.mean(), 0.5, atol=0.01)
    np.testing.assert_allclose(np.quantile(kept, [0.2, 0.8]), [0.2, 0.8], atol=0.04)
    free = 20 - (bottom - top)
    np.testing.assert_allclose((top / np.maximum(free, 1))[free >= 8].mean(), 0.5, atol=0.01)


def test_shares_are_those_of_numpy_for_a_range_of_factors():
    draws = np.random.default_rng(6)
    shapes = draws.uniform(0.2, 0.9, 200_000)
    expected = draws.beta(shapes, shapes)
    patches = CutMix((0.2, 0.9)).sample_parameters(uniform(KEY, 100_000, 4), 1000, 1000)["patch"]
    kept = 1 - patch.area_shares(patches, 1000, 1000).numpy()
    for edge in np.linspace(0.05, 0.95, 10):
        assert abs((kept < edge).mean() - (expected < edge).mean()) < 0.008


@pytest.mark.parametrize("labels", [np.arange(COUNT), np.arange(COUNT)[:, None]])
def test_refuses_class_ids(labels):
    with pytest.raises(ValueError, match=r"^CutMix: class ids cannot be mixed, but `labels` are "):
        mixed(labels=labels)


@pytest.mark.parametrize("dtype", ["uint8", "int64", "float16", "float64"])
def test_keeps_the_dtype_of_integers(dtype):
    images = IMAGES.astype(dtype)
    expected = "float32" if "float" in dtype else dtype
    assert LAYER(images).dtype == expected
    assert LAYER(images, training=False).dtype == expected


def test_compiles_with_labels_of_every_kind():
    data = {
        "images": tf.constant(IMAGES),
        "labels": tf.constant(LABELS),
        "segmentation_masks": tf.constant(IMAGES[..., :1]),
        "keypoints": tf.ones([COUNT, 2, 2]),
        "bounding_boxes": {"boxes": tf.ones([COUNT, 2, 4]), "labels": tf.ones([COUNT, 2])},
    }
    expected = LAYER.augment(LAYER.prepare(data), KEY)
    compiled = tf.function(lambda data: LAYER.augment(data, KEY), jit_compile=True)(data)
    tf.nest.map_structure(
        lambda a, b: np.testing.assert_allclose(a, b, atol=1e-5), compiled, expected
    )


def test_names_the_shapes_of_a_dict_in_a_model():
    inputs = {"images": keras.Input((4, 3, 2), dtype="uint8"), "labels": keras.Input((5,))}
    outputs = CutMix()(inputs)
    assert (outputs["images"].dtype, outputs["labels"].dtype) == ("uint8", "float32")
    assert outputs["images"].shape == (None, 4, 3, 2)
