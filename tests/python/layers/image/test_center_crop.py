"""CenterCrop: against hand-worked cases and Keras."""

from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st

import cases
import graphs
from prelayer import CenterCrop, Rescaling

CASES = cases.load("center_crop")
IMAGES = np.random.default_rng(5).random((2, 17, 10, 3)).astype("float32")
SIZES = [(6, 7), (17, 10), (20, 4), (5, 30), (40, 50), (1, 1)]
SIDES = st.tuples(st.integers(1, 12), st.integers(1, 12))


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


@pytest.mark.parametrize("size", SIZES)
def test_gives_what_keras_gives(size):
    for images in (IMAGES, IMAGES[:, :16, :9], IMAGES[0]):
        expected = keras.layers.CenterCrop(*size)(images)
        np.testing.assert_allclose(CenterCrop(*size)(images), expected, atol=1e-5)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(image=SIDES, target=SIDES)
def test_gives_what_keras_gives_for_any_sizes(image, target):
    images = np.random.default_rng(0).random((*image, 1)).astype("float32")
    expected = keras.layers.CenterCrop(*target)(images)
    np.testing.assert_allclose(CenterCrop(*target)(images), expected, atol=1e-5)


@pytest.mark.parametrize("dtype", ["uint8", "int64", "float16", "float64", "bool"])
@pytest.mark.parametrize("unknown", [False, True])
def test_keeps_the_dtype_of_integers_large_and_small(dtype, unknown):
    images = (IMAGES * 2).astype(dtype)
    shape = (None, None, None, 3) if unknown else images.shape
    for size in [(6, 7), (40, 50)]:
        layer = CenterCrop(*size)
        traced = tf.function(layer, input_signature=[tf.TensorSpec(shape, dtype)])
        assert traced(images).dtype == ("float32" if "float" in dtype else dtype)
        np.testing.assert_array_equal(traced(images), layer(images))


def test_keeps_whole_numbers_that_no_float_holds():
    images = np.full((1, 3, 3, 1), 2**24 + 1, "int32")
    traced = tf.function(
        CenterCrop(2, 2), input_signature=[tf.TensorSpec((None, None, None, 1), "int32")]
    )
    assert set(traced(images).numpy().reshape(-1)) == {2**24 + 1}


def test_crops_and_enlarges_images_of_unknown_size():
    layer = CenterCrop(8, 8)
    images = [IMAGES[0], IMAGES[1, :5], IMAGES[0, :7, :3]]
    dataset = tf.data.Dataset.from_generator(
        lambda: iter(images), output_signature=tf.TensorSpec((None, None, 3), tf.float32)
    ).map(layer)
    assert dataset.element_spec.shape == (8, 8, 3)
    for result, image in zip(dataset, images, strict=True):
        expected = keras.layers.CenterCrop(8, 8)(image)
        np.testing.assert_allclose(result, expected, atol=1e-5)


def test_crops_then_rescales():
    pixels = np.random.default_rng(0).integers(0, 256, (4, 200, 200, 3)).astype("float32")
    output = Rescaling(scale=1.0 / 255)(CenterCrop(height=150, width=150)(pixels))
    assert output.shape == (4, 150, 150, 3)
    np.testing.assert_allclose(output, pixels[:, 25:175, 25:175] / 255, atol=1e-6)
    assert (np.min(output), np.max(output)) == (0, 1)


def test_fits_into_a_model_of_any_image_size():
    inputs = keras.Input((None, None, 3))
    x = CenterCrop(height=8, width=8)(inputs)
    assert x.shape == (None, 8, 8, 3)
    x = Rescaling(scale=2.0)(x)
    outputs = keras.layers.GlobalAveragePooling2D()(x)
    model = keras.Model(inputs, outputs)
    for images in (IMAGES, IMAGES[:, :5]):
        expected = 2 * np.mean(keras.layers.CenterCrop(8, 8)(images), axis=(1, 2))
        np.testing.assert_allclose(model.predict(images, verbose=0), expected, atol=1e-5)


def test_names_its_output_shape_and_dtype():
    assert CenterCrop(6, 7).compute_output_shape((None, 17, None, 3)) == (None, 6, 7, 3)
    first = CenterCrop(6, 7, data_format="channels_first")
    assert first.compute_output_shape((3, None, 10)) == (3, 6, 7)
    assert CenterCrop(6, 7)(keras.Input((None, None, 3), dtype="uint8")).dtype == "uint8"


@pytest.mark.parametrize("size", [(6, 7), (20, 4)])
@pytest.mark.parametrize("shape", [(None, 17, 10, 3), (None, None, None, 3)])
def test_compiles(shape, size):
    layer = CenterCrop(*size)
    signature = tf.TensorSpec(shape, tf.float32)
    compiled = tf.function(layer, input_signature=[signature], jit_compile=True)
    np.testing.assert_allclose(compiled(IMAGES), layer(IMAGES), atol=1e-5)
    assert not graphs.operations(layer, signature) & graphs.LOOPS
