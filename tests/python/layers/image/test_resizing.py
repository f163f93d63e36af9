"""Resizing: against hand-worked cases, Keras and Pillow."""

from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

import cases
import graphs
from prelayer import Resizing

CASES = cases.load("resizing")
INTERPOLATIONS = ["bilinear", "nearest", "bicubic", "lanczos3", "lanczos5", "area"]
IMAGES = np.random.default_rng(5).random((2, 17, 10, 3)).astype("float32")


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def test_reports_a_dict_of_inputs_in_one_sentence():
    with pytest.raises(ValueError) as caught:
        Resizing(2, 2)({"image": IMAGES})
    assert str(caught.value) == (
        'Resizing: the keys of a dict must be "images", "labels", "bounding_boxes", '
        '"segmentation_masks" or "keypoints", but one is \'image\'.'
    )


@pytest.mark.parametrize("antialias", [False, True])
@pytest.mark.parametrize("interpolation", INTERPOLATIONS)
@pytest.mark.parametrize(
    "shape", [{}, {"crop_to_aspect_ratio": True}, {"pad_to_aspect_ratio": True, "fill_value": 0.5}]
)
def test_gives_what_keras_gives(shape, interpolation, antialias):
    for size in [(6, 7), (25, 4), (5, 30)]:
        options = {"interpolation": interpolation, "antialias": antialias, **shape}
        expected = keras.layers.Resizing(*size, **options)(IMAGES)
        np.testing.assert_allclose(Resizing(*size, **options)(IMAGES), expected, atol=1e-5)


@pytest.mark.parametrize(
    ("interpolation", "method"),
    [
        ("bilinear", Image.Resampling.BILINEAR),
        ("bicubic", Image.Resampling.BICUBIC),
        ("lanczos3", Image.Resampling.LANCZOS),
    ],
)
def test_antialiases_as_pillow_does(interpolation, method):
    plane = IMAGES[0, :, :, 0]
    for height, width in [(6, 7), (5, 3), (30, 25)]:
        expected = np.asarray(Image.fromarray(plane).resize((width, height), method))
        result = Resizing(height, width, interpolation, antialias=True)(plane)
        np.testing.assert_allclose(result, expected, atol=1 / 255)


@pytest.mark.parametrize("dtype", ["uint8", "int32", "int64", "float16", "float32", "float64"])
@pytest.mark.parametrize("interpolation", INTERPOLATIONS)
def test_gives_floats_for_every_dtype(interpolation, dtype):
    images = (IMAGES * 255).astype(dtype)
    result = Resizing(6, 7, interpolation)(images)
    assert result.dtype == tf.float32
    expected = Resizing(6, 7, interpolation)(images.astype("float32"))
    np.testing.assert_allclose(result, expected, atol=0.3 if dtype == "float16" else 1e-3)
    assert Resizing(6, 7, interpolation, dtype="float16")(images).dtype == tf.float16


@pytest.mark.parametrize(
    "options", [{}, {"crop_to_aspect_ratio": True}, {"pad_to_aspect_ratio": True}]
)
def test_takes_images_of_unknown_size(options):
    layer = Resizing(6, 7, **options)
    dataset = tf.data.Dataset.from_generator(
        lambda: iter([IMAGES[0], IMAGES[1, :5]]),
        output_signature=tf.TensorSpec((None, None, 3), tf.float32),
    ).map(layer)
    assert dataset.element_spec.shape == (6, 7, 3)
    for result, image in zip(dataset, [IMAGES[0], IMAGES[1, :5]], strict=True):
        np.testing.assert_allclose(result, layer(image), atol=1e-6)


def test_fits_into_a_model_of_any_image_size():
    inputs = keras.Input((None, None, 3))
    outputs = Resizing(6, 7)(inputs)
    assert outputs.shape == (None, 6, 7, 3)
    result = keras.Model(inputs, outputs).predict(IMAGES, verbose=0)
    np.testing.assert_allclose(result, Resizing(6, 7)(IMAGES), atol=1e-6)


def test_names_its_output_shape():
    assert Resizing(6, 7).compute_output_shape((None, 17, None, 3)) == (None, 6, 7, 3)
    assert Resizing(6, 7).compute_output_shape((17, 10, 3)) == (6, 7, 3)
    first = Resizing(6, 7, data_format="channels_first")
    assert first.compute_output_shape((None, 3, None, 10)) == (None, 3, 6, 7)


@pytest.mark.parametrize("interpolation", INTERPOLATIONS)
def test_compiles(interpolation):
    layer = Resizing(6, 7, interpolation, antialias=True, pad_to_aspect_ratio=True)
    signature = tf.TensorSpec((None, 17, 10, 3), tf.float32)
    compiled = tf.function(layer, input_signature=[signature], jit_compile=True)
    np.testing.assert_allclose(compiled(IMAGES), layer(IMAGES), atol=1e-3)
    assert not graphs.operations(layer, signature) & graphs.LOOPS


def test_refuses_images_of_different_sizes_in_one_tensor():
    ragged = tf.ragged.constant([[[1.0]], [[1.0], [2.0]]])
    with pytest.raises(ValueError) as caught:
        Resizing(2, 2)(ragged)
    assert str(caught.value) == (
        "Resizing: images must be dense; resize those of different sizes one by one."
    )


def test_writes_the_resolved_data_format_into_its_config():
    assert Resizing(2, 2).get_config()["data_format"] == "channels_last"


def test_rounds_where_integers_are_asked_for():
    image = np.array([[190, 191], [191, 191]], "uint8")[np.newaxis, :, :, np.newaxis]
    assert Resizing(1, 1, dtype="uint8")(image).numpy().ravel().tolist() == [191]
