"""MixUp: against hand-worked cases, a reference by the definition, and what it promises."""

from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
import references_mix
from prelayer import MixUp
from prelayer.ops.image.keyed_random import Key

CASES = cases.load("mix_up")
IMAGES = np.random.default_rng(2).integers(0, 256, (5, 4, 3, 2)).astype("uint8")
LABELS = np.eye(5, dtype="float32")
KEY = Key([3, 4])


def reference(layer, count=5):
    """Return the weights and partners that the layer draws for images from the key."""
    draws = layer.parameters_for(tf.zeros([count, 4, 3, 2]), KEY)
    partners = references_mix.partners(draws["partner"].numpy())
    return draws["weight"].numpy().astype("float64"), partners


def mixed(layer, **data):
    """Return what the layer gives for a dict of images and labels by draws from the key."""
    return layer.augment(layer.prepare({"images": IMAGES, **data}), KEY)


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


@pytest.mark.parametrize("per", ["image", "batch"])
@pytest.mark.parametrize("alpha", [0.2, 1, 3])
def test_averages_images_and_labels_with_one_weight(alpha, per):
    layer = MixUp(alpha, per=per)
    weights, partners = reference(layer)
    result = mixed(layer, labels=LABELS)
    expected = references_mix.blended(IMAGES, partners, weights)
    np.testing.assert_allclose(result["images"], expected, atol=1e-3)
    expected = references_mix.blended(LABELS, partners, weights)
    np.testing.assert_allclose(result["labels"], expected, atol=1e-6)
    np.testing.assert_allclose(tf.reduce_sum(result["labels"], axis=1), 1, atol=1e-6)


def test_masks_and_points_are_those_of_the_heavier_image():
    layer = MixUp(1)
    weights, partners = reference(layer)
    points = np.arange(30, dtype="float32").reshape(5, 2, 3)
    result = mixed(layer, segmentation_masks=IMAGES[..., 0], keypoints=points)
    heavier = [p if w < 0.5 else i for i, (w, p) in enumerate(zip(weights, partners))]
    assert 0 < sum(heavy != i for i, heavy in enumerate(heavier)) < 5
    np.testing.assert_array_equal(result["segmentation_masks"], IMAGES[heavier, ..., 0])
    np.testing.assert_array_equal(result["keypoints"], points[heavier])
    assert result["segmentation_masks"].dtype == tf.uint8


def test_boxes_are_those_of_both_images():
    boxes = np.tile(np.float32([[0, 0, 2, 3], [-1, -1, -1, -1]]), (5, 1, 1))
    boxes[:, 0, 2] += np.arange(5) / 10
    labels = np.array([[i, -1] for i in range(5)])
    layer = MixUp(1, bounding_box_format="xyxy")
    _, partners = reference(layer)
    result = mixed(layer, bounding_boxes={"boxes": boxes, "labels": labels})["bounding_boxes"]
    np.testing.assert_allclose(
        result["boxes"], np.concatenate([boxes, boxes[partners]], axis=1), atol=1e-6
    )
    np.testing.assert_array_equal(
        result["labels"], np.concatenate([labels, labels[partners]], axis=1)
    )


def test_an_image_without_another_one_keeps_its_labels_and_boxes():
    layer = MixUp(1, bounding_box_format="xyxy")
    data = {
        "images": IMAGES[0],
        "labels": np.float32([0.25, 0.75]),
        "bounding_boxes": {"boxes": np.float32([[0, 0, 2, 3]]), "labels": np.array([3])},
    }
    result = layer(data)
    np.testing.assert_array_equal(result["images"], IMAGES[0])
    np.testing.assert_array_equal(result["labels"], [0.25, 0.75])
    np.testing.assert_array_equal(result["bounding_boxes"]["boxes"], [[0, 0, 2, 3], [-1] * 4])
    np.testing.assert_array_equal(result["bounding_boxes"]["labels"], [3, -1])


def test_every_other_image_is_as_likely():
    for count in (2, 3, 7):
        draws = MixUp().parameters_for(tf.zeros([7000 * count, 1, 1, 1]), KEY)
        shifts = np.floor(draws["partner"].numpy() * (count - 1)) + 1
        hits = np.bincount(shifts.astype(int), minlength=count)
        expected = 7000 * count / (count - 1)
        assert hits[0] == 0
        assert np.abs(hits[1:] - expected).max() < 5 * np.sqrt(expected)


def test_images_of_a_batch_share_one_draw_where_asked():
    draws = MixUp(1, per="batch").parameters_for(tf.zeros([5, 4, 3, 2]), KEY)
    assert len(np.unique(draws["weight"])) == len(np.unique(draws["partner"])) == 1
    draws = MixUp(1).parameters_for(tf.zeros([5, 4, 3, 2]), KEY)
    assert len(np.unique(draws["weight"])) == len(np.unique(draws["partner"])) == 5


@pytest.mark.parametrize("labels", [np.arange(5), np.arange(5)[:, None], np.array(list("abcde"))])
def test_refuses_class_ids(labels):
    with pytest.raises(ValueError, match=r"^MixUp: class ids cannot be mixed, but `labels` are "):
        MixUp()({"images": IMAGES, "labels": labels})
    rested = MixUp()({"images": IMAGES, "labels": labels}, training=False)["labels"]
    np.testing.assert_array_equal(rested, labels.astype("S") if labels.dtype == "U1" else labels)


@pytest.mark.parametrize("dtype", ["int64", "bool", "float16", "float64"])
def test_one_hot_labels_of_any_dtype_become_floats(dtype):
    layer = MixUp(1)
    weights, partners = reference(layer)
    labels = LABELS.astype(dtype)
    result = mixed(layer, labels=labels)["labels"]
    assert result.dtype == (dtype if "float" in dtype else "float32")
    expected = references_mix.blended(labels, partners, weights)
    np.testing.assert_allclose(result, expected, atol=1e-3)
    rested = layer({"images": IMAGES, "labels": labels}, training=False)["labels"]
    assert rested.dtype == result.dtype


def test_numbers_to_predict_are_averaged():
    layer = MixUp(1)
    weights, partners = reference(layer)
    numbers = np.float32([1, 2, 4, 8, 16])
    expected = references_mix.blended(numbers, partners, weights)
    np.testing.assert_allclose(mixed(layer, labels=numbers)["labels"], expected, atol=1e-5)


def test_acts_in_a_dataset_of_pairs_and_trains_a_model():
    pairs = tf.data.Dataset.from_tensor_slices((IMAGES, LABELS)).batch(5)
    layer = MixUp(1, seed=3)

    def mix(images, labels):
        both = layer({"images": images, "labels": labels})
        return both["images"], both["labels"]

    dataset = pairs.map(mix)
    images, labels = next(iter(dataset))
    assert np.abs(images - IMAGES).max() > 1
    assert np.abs(labels - LABELS).max() > 0.01
    model = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(5, "softmax")])
    model.compile(loss="categorical_crossentropy")
    assert np.isfinite(model.fit(dataset, verbose=0).history["loss"][0])


def test_compiles_with_labels_of_every_kind():
    layer = MixUp(1, bounding_box_format="xyxy")
    data = {
        "images": tf.constant(IMAGES),
        "labels": tf.constant(LABELS),
        "segmentation_masks": tf.constant(IMAGES[..., :1]),
        "keypoints": tf.ones([5, 2, 2]),
        "bounding_boxes": {"boxes": tf.ones([5, 2, 4]), "labels": tf.ones([5, 2], tf.int32)},
    }
    expected = layer.augment(layer.prepare(data), KEY)
    compiled = tf.function(lambda data: layer.augment(data, KEY), jit_compile=True)(data)
    tf.nest.map_structure(
        lambda a, b: np.testing.assert_allclose(a, b, atol=1e-3), compiled, expected
    )


def test_names_the_shapes_of_a_dict_in_a_model():
    inputs = {
        "images": keras.Input((4, 3, 2)),
        "labels": keras.Input((5,), dtype="int32"),
        "bounding_boxes": {"boxes": keras.Input((3, 4)), "labels": keras.Input((3,))},
    }
    outputs = MixUp(bounding_box_format="xyxy")(inputs)
    assert outputs["labels"].dtype == "float32"
    assert outputs["bounding_boxes"]["boxes"].shape == (None, None, 4)
