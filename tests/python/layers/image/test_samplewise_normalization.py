"""SamplewiseNormalization."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras.src.legacy.preprocessing.image import ImageDataGenerator

import cases
from image_layers import picture
from prelayer import SamplewiseNormalization
from references_whitening import samplewise

PIXELS = picture(3)


@pytest.mark.parametrize("case", cases.load("samplewise_normalization"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("center", [True, False])
@pytest.mark.parametrize("scale", [True, False])
@pytest.mark.parametrize("offset", [0, 1000])
def test_equals_numpy(center, scale, offset):
    images = PIXELS + np.float32(offset)
    images[0, 2, 3, 1] = np.nan
    found = SamplewiseNormalization(center, scale)(images)
    expected = np.stack([samplewise(image, center, scale) for image in images])
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-4)


@pytest.mark.parametrize("scale", [True, False])
def test_gives_what_keras_image_data_generator_gives(scale):
    old = ImageDataGenerator(samplewise_center=True, samplewise_std_normalization=scale)
    expected = np.stack([old.standardize(image.copy()) for image in PIXELS])
    np.testing.assert_allclose(SamplewiseNormalization(scale=scale)(PIXELS), expected, atol=1e-4)


def test_images_of_different_exposure_come_out_alike():
    light = SamplewiseNormalization()(PIXELS).numpy()
    dark = SamplewiseNormalization()(PIXELS / 4 + 20).numpy()
    np.testing.assert_allclose(light, dark, atol=1e-5)
    np.testing.assert_allclose(light.mean(axis=(1, 2, 3)), 0, atol=1e-5)
    np.testing.assert_allclose(light.std(axis=(1, 2, 3)), 1, atol=1e-5)


def test_skips_missing_pixels_and_keeps_them():
    image = np.array([[1, np.nan], [3, np.nan]], "float32")
    np.testing.assert_allclose(
        SamplewiseNormalization()(image), [[-1, np.nan], [1, np.nan]], atol=1e-5
    )
    assert np.isnan(SamplewiseNormalization()(np.full((2, 2), np.nan))).all()


def test_computes_half_floats_in_full_width():
    layer = SamplewiseNormalization(dtype="mixed_float16")
    found = layer(PIXELS.astype("float16"))
    assert found.dtype == tf.float16
    np.testing.assert_allclose(found, SamplewiseNormalization()(PIXELS), atol=2e-3)


def test_acts_in_a_model_whether_it_trains_or_not():
    inputs = keras.Input(PIXELS.shape[1:])
    model = keras.Model(inputs, SamplewiseNormalization()(inputs))
    expected = SamplewiseNormalization()(PIXELS)
    np.testing.assert_allclose(model.predict(PIXELS, verbose=0), expected, atol=1e-5)
    np.testing.assert_allclose(model(PIXELS, training=True), expected, atol=1e-5)
