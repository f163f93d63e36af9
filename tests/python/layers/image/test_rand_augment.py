"""RandAugment: against hand-worked cases, a reference by the definition, and what it promises."""

from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
import references
import references_policy
from prelayer import AugmentationPipeline, RandAugment
from prelayer.ops.image import augmentation_policy
from prelayer.ops.image.keyed_random import Key

CASES = cases.load("rand_augment")
IMAGES = np.random.default_rng(2).integers(5, 250, (24, 9, 8, 3)).astype("uint8")
KEY = Key([7, 4])
# A level that is one but for rounding may become its neighbor; equalization makes more of it.
CLOSE, SHARE = 1.0, 0.97


def drawn(layer):
    """Return the names and strengths of the changes that the layer draws, for each image."""
    draws = layer.parameters_for(tf.constant(IMAGES), KEY)
    names = np.array(augmentation_policy.CHANGES)[draws["change"].numpy()]
    return names.tolist(), draws["strength"].numpy().tolist(), draws["matrix"].numpy()


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


@pytest.mark.parametrize("options", [{}, {"num_ops": 3, "factor": (0.2, 0.6)}, {"per": "batch"}])
def test_changes_colors_in_the_order_drawn_and_then_places(options):
    layer = RandAugment(**options)
    names, strengths, matrices = drawn(layer)
    expected = []
    for image, own_names, own_strengths in zip(IMAGES, names, strengths):
        for name, strength in zip(own_names, own_strengths):
            image = references_policy.toned(image, name, *strength)
        expected.append(image)
    expected = np.stack(list(map(references.resample, expected, matrices)))
    result = layer.augment(tf.constant(IMAGES), KEY).numpy()
    off = np.abs(result - expected)
    assert (off <= CLOSE).mean() >= SHARE
    assert np.median(off) < 0.01
    sequences = len({str(row) for row in names})
    assert sequences == 1 if layer.per == "batch" else sequences > 10


def test_masks_and_points_follow_the_geometry():
    layer = RandAugment(num_ops=3)
    masks = IMAGES[..., :1]
    points = np.float32([[[2, 3], [4, 4]]] * 24)
    data = {"images": IMAGES, "segmentation_masks": masks, "keypoints": points}
    result = layer.augment(layer.prepare(data), KEY)
    matrices = drawn(layer)[2]
    expected = [references.resample(*pair, "nearest") for pair in zip(masks, matrices)]
    np.testing.assert_array_equal(result["segmentation_masks"], expected)
    assert result["segmentation_masks"].dtype == tf.uint8
    homogeneous = np.concatenate([points, np.ones((24, 2, 1))], axis=-1)
    for i in range(24):
        moved = homogeneous[i] @ np.linalg.inv(matrices[i].astype("float64")).T
        np.testing.assert_allclose(result["keypoints"][i], moved[:, :2], rtol=1e-3, atol=0.01)


def test_stays_in_its_range_and_keeps_gray_images_gray():
    for value_range in [(0, 1), (-1, 1)]:
        lower, upper = value_range
        images = np.random.default_rng(3).uniform(lower, upper, (64, 6, 6, 1)).astype("float32")
        result = RandAugment(value_range, num_ops=3, factor=1)(images).numpy()
        assert result.min() >= lower
        assert result.max() <= upper
    gray = np.repeat(IMAGES[..., :1], 3, axis=-1)
    result = RandAugment(num_ops=3)(gray).numpy()
    np.testing.assert_allclose(result, np.repeat(result[..., :1], 3, axis=-1), atol=1e-2)


def test_takes_images_without_colors_but_not_of_two_channels():
    assert RandAugment()(IMAGES[..., :1]).shape == (24, 9, 8, 1)
    with pytest.raises(ValueError, match=r"^RandAugment: images must have 1 channel"):
        RandAugment()(IMAGES[..., :2])


def test_is_a_part_of_a_pipeline():
    layer = RandAugment(num_ops=2)
    alone = layer.augment(tf.constant(IMAGES), KEY).numpy()
    together = AugmentationPipeline([layer]).augment(tf.constant(IMAGES), KEY).numpy()
    assert (np.abs(alone - together) <= CLOSE).mean() >= SHARE


def test_one_function_in_a_graph_serves_all_steps():
    graphs = {}
    for num_ops in (2, 8):
        traced = tf.function(RandAugment(num_ops=num_ops), autograph=False)
        graph = traced.get_concrete_function(tf.TensorSpec((None, 32, 32, 3))).graph.as_graph_def()
        graphs[num_ops] = sum(len(function.node_def) for function in graph.library.function)
    assert graphs[8] < graphs[2] + 50


def test_trains_a_model_from_a_dataset():
    dataset = tf.data.Dataset.from_tensor_slices((IMAGES, np.arange(24) % 2)).batch(8)
    layer = RandAugment((0, 255), seed=3)
    dataset = dataset.map(lambda images, labels: (layer(images), labels))
    model = keras.Sequential(
        [keras.layers.Flatten(), keras.layers.Dense(2, "softmax", kernel_initializer="zeros")]
    )
    model.compile(loss="sparse_categorical_crossentropy")
    assert np.isfinite(model.fit(dataset, verbose=0).history["loss"][0])
