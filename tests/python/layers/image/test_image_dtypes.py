"""Image layers: float images become the compute dtype, as in Keras; labels keep their dtypes."""

from __future__ import annotations

import inspect
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf

from image_layers import CASES, ImageCase, picture
from prelayer import AugmentationPipeline, CenterCrop, RandomCrop, RandomFlip, RandomRotation
from prelayer.ops.image.keyed_random import Key

PIXELS = picture()
POLICIES = ["float32", "mixed_float16", "float64"]
FLOATS = ["float16", "float32", "float64"]
IN_KERAS = [case for case in CASES if hasattr(keras.layers, case.name)]
KEEPING = [case for case in CASES if case.keeps_integers]


def boxes_and_labels(case: ImageCase) -> dict[str, Any]:
    """Return what belongs to the picture, of the keys that a layer takes."""
    parts = {
        "labels": np.eye(2, dtype="float32"),
        "segmentation_masks": np.arange(240, dtype="uint8").reshape(2, 12, 10),
        "keypoints": np.array([[[1, 2]], [[3, 4]]], "float32"),
        "bounding_boxes": {
            "boxes": np.array([[[1, 2, 7, 9]], [[2, 1, 8, 10]]], "float32"),
            "labels": np.array([[3], [4]], "int32"),
        },
    }
    if not takes_boxes(case):
        del parts["bounding_boxes"]
    return parts


def takes_boxes(case: ImageCase) -> bool:
    return "bounding_box_format" in inspect.signature(type(case.make())).parameters


def result_of_keras(case: ImageCase, images: np.ndarray, policy: str) -> Any:
    """Return images that Keras's layer of the same name gives in training."""
    options = {**case.options, "dtype": policy}
    batch: Any = images
    if case.name == "MaxNumBoundingBoxes":
        options["bounding_box_format"] = "xyxy"
        labels = boxes_and_labels(case)
        batch = {"images": images, **{key: labels[key] for key in ("labels", "bounding_boxes")}}
    elif not case.alone:
        batch = {"images": images, "labels": np.eye(2, dtype="float32")}
    layer = getattr(keras.layers, case.name)(**options)
    result = layer(batch, training=True) if case.random else layer(batch)
    return result["images"] if isinstance(result, dict) else result


POLICY_LAYERS = pytest.mark.slow(
    reason="Keras's layer takes a second a call; fast tests of other layers cover the dtypes."
)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, marks=POLICY_LAYERS if case.name in ("AugMix", "RandAugment") else ())
        for case in IN_KERAS
    ],
    ids=str,
)
def test_floats_get_the_dtype_that_keras_gives(case):
    for policy in POLICIES:
        if case.name == "MixUp" and policy != "float32":
            continue  # Keras's own multiplies floats of two dtypes, which is an error.
        for dtype in FLOATS:
            images = PIXELS.astype(dtype)
            expected = result_of_keras(case, images, policy).dtype
            assert case.make(dtype=policy)(images).dtype == expected, (policy, dtype)


@pytest.mark.parametrize("training", [False, True])
@pytest.mark.parametrize("dtype", ["uint8", "int32", "bool", *FLOATS])
@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("case", KEEPING, ids=str)
def test_only_integers_keep_their_dtype(case, policy, dtype, training):
    layer, images = case.make(dtype=policy), (PIXELS > 99).astype(dtype)
    expected = layer.compute_dtype if dtype in FLOATS else dtype
    result = layer(images, training=training) if case.random else layer(images)
    assert result.dtype == expected
    assert layer.compute_output_spec(keras.KerasTensor(images.shape, dtype)).dtype == expected


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_policy_changes_neither_masks_nor_boxes_nor_labels(case):
    options = {"bounding_box_format": "xyxy"} if takes_boxes(case) else {}
    labels = boxes_and_labels(case)
    results = []
    for policy in ("float32", "mixed_float16"):
        layer = case.make(dtype=policy, **options)
        inputs = layer.prepare({"images": PIXELS, **labels})
        results.append(layer.augment(inputs, Key([5, 1])) if case.random else layer(inputs))
    images = [result.pop("images") for result in results]
    assert [part.dtype for part in images] == ["float32", "float16"]
    for given, *parts in zip(*map(tf.nest.flatten, [labels, *results]), strict=True):
        assert [part.dtype for part in parts] == [given.dtype] * 2
        np.testing.assert_array_equal(*parts)


@pytest.mark.parametrize(
    "layer", [CenterCrop(24, 20), RandomCrop(24, 20)], ids=["center", "random"]
)
def test_float16_is_enlarged_in_the_compute_dtype(layer):
    images = (PIXELS / 255).astype("float16")
    expected = tf.image.resize(images.astype("float32"), (24, 20))
    np.testing.assert_allclose(layer(images), expected, atol=1e-6)


@pytest.mark.parametrize("dtypes", [("float32", "float16"), ("float16", "float32")])
def test_a_pipeline_has_the_dtype_of_its_last_layer(dtypes):
    layers = [RandomRotation((0.25, 0.25), dtype=dtypes[0]), RandomFlip(dtype=dtypes[1])]
    for order in (layers, layers[::-1]):
        pipeline = AugmentationPipeline(order)
        assert pipeline(PIXELS).dtype == order[-1].compute_dtype
        assert pipeline(PIXELS, training=False).dtype == order[-1].compute_dtype
        assert pipeline(keras.Input((12, 10, 3))).dtype == order[-1].compute_dtype
