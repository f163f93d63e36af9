"""ImageDataGenerator."""

import inspect
import re

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras.src.legacy.preprocessing import image as legacy

from generator_images import IMAGES, LABELS, collected
from prelayer import ImageDataGenerator, Rescaling
from prelayer.ops.image.keyed_random import Key
from prelayer.pipeline.image_data_generator.generator_layers import (
    RandomExposure,
    RandomShift,
    RandomSlant,
)
from references_whitening import whitened


def test_takes_the_arguments_of_keras_image_data_generator():
    ours, theirs = (
        [(p.name, p.default) for p in inspect.signature(made).parameters.values()]
        for made in (ImageDataGenerator, legacy.ImageDataGenerator)
    )
    assert ours[: len(theirs)] == theirs
    assert [name for name, _ in ours[len(theirs) :]] == ["value_range"]


STANDARDIZATIONS = [
    {},
    {"rescale": 1 / 255},
    {"samplewise_center": True},
    {"samplewise_center": True, "samplewise_std_normalization": True, "rescale": 0.5},
    {"featurewise_center": True},
    {"featurewise_center": True, "featurewise_std_normalization": True},
    {"featurewise_center": True, "featurewise_std_normalization": True, "rescale": 1 / 255},
    {"preprocessing_function": lambda image: image[..., ::-1] * 2 - 1, "rescale": 0.1},
]


@pytest.mark.parametrize("options", STANDARDIZATIONS, ids=", ".join)
@pytest.mark.parametrize("data_format", ["channels_last", "channels_first"])
def test_standardizes_as_keras_does(options, data_format):
    images = IMAGES.transpose(0, 3, 1, 2) if data_format == "channels_first" else IMAGES
    old = legacy.ImageDataGenerator(**options, data_format=data_format)
    new = ImageDataGenerator(**options, data_format=data_format)
    old.fit(images)
    new.fit(images)
    expected = np.stack([old.standardize(image.copy()) for image in images])
    np.testing.assert_allclose(new.standardize(images), expected, atol=1e-3)
    np.testing.assert_allclose(new.standardize(images[0]), expected[0], atol=1e-3)
    (found,) = collected(new.flow(images, shuffle=False))
    np.testing.assert_allclose(found, expected, atol=1e-3)


def test_whitens_by_what_fit_learned():
    generator = ImageDataGenerator(zca_whitening=True, zca_epsilon=0.1, rescale=1 / 255)
    report = generator.fit(IMAGES)
    assert (report.rows, report.passes) == (24, 1)
    expected = whitened(IMAGES / 255, IMAGES / 255, 0.1)
    np.testing.assert_allclose(generator.standardize(IMAGES), expected, atol=1e-3)


def test_is_made_of_the_layers_of_the_table():
    generator = ImageDataGenerator(
        rotation_range=18, width_shift_range=0.1, zoom_range=(0.8, 1.1), vertical_flip=True,
        channel_shift_range=51, samplewise_center=True, rescale=0.5, fill_mode="wrap", cval=9,
    )  # fmt: skip
    common = "fill_mode='wrap', fill_value=9.0, data_format='channels_last')"
    calls = [re.sub(r"\n +", " ", repr(layer)) for layer in generator.augmentation.layers]
    assert calls == [
        f"RandomRotation(factor=0.05, {common}",
        "RandomTranslation(height_factor=0.0, width_factor=0.1, fill_mode='wrap', fill_value=9.0, "
        "data_format='channels_last')",
        "RandomZoom(height_factor=(-0.2, 0.1), width_factor=(-0.2, 0.1), " + common,
        "RandomFlip(mode='vertical', data_format='channels_last')",
        "RandomChannelShift(factor=0.2, data_format='channels_last')",
    ]
    assert list(map(repr, generator.standardization)) == [
        "Rescaling(scale=0.5)",
        "SamplewiseNormalization(scale=False, data_format='channels_last')",
    ]


def test_the_layers_of_a_model_do_what_the_generator_does(tmp_path):
    generator = ImageDataGenerator(
        featurewise_std_normalization=True, rotation_range=20, height_shift_range=[1, 2],
        shear_range=10, brightness_range=(0.5, 1.5),
    )  # fmt: skip
    generator.fit(IMAGES)
    inputs = keras.Input((8, 8, 3))
    outputs = generator.augmentation(inputs)
    for layer in generator.standardization:
        outputs = layer(outputs)
    model = keras.Model(inputs, outputs)
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras")
    expected = generator.standardize(IMAGES)
    for either in (model, loaded):
        np.testing.assert_allclose(either.predict(IMAGES, verbose=0), expected, atol=1e-4)
    kinds = [type(layer) for layer in loaded.layers[1].layers[1:]]
    assert kinds == [RandomShift, RandomSlant, RandomExposure]
    key = Key([5, 6])
    np.testing.assert_array_equal(
        loaded.layers[1].augment(tf.constant(IMAGES), key),
        generator.augmentation.augment(tf.constant(IMAGES), key),
    )


def test_learns_from_what_comes_before_and_from_augmented_images():
    generator = ImageDataGenerator(
        featurewise_center=True,
        preprocessing_function=lambda image: image + 1,
        rescale=2,
        brightness_range=(0.5, 0.5),
    )
    for data in (IMAGES, tf.data.Dataset.from_tensor_slices((IMAGES, LABELS)).batch(5)):
        assert generator.fit(data).rows == 24
        mean = generator.standardization[-1].mean
        np.testing.assert_allclose(mean, 2 * (IMAGES.mean(axis=(0, 1, 2)) + 1), rtol=1e-5)
    assert generator.fit(IMAGES, augment=True, rounds=3, seed=1).rows == 72
    mean = generator.standardization[-1].mean
    np.testing.assert_allclose(mean, 2 * (IMAGES.mean(axis=(0, 1, 2)) / 2 + 1), rtol=1e-5)
    assert ImageDataGenerator(rescale=2).fit(IMAGES) is None


@pytest.mark.parametrize("option", ["featurewise_center", "zca_whitening"])
def test_refuses_to_flow_before_it_has_learned(option):
    generator = ImageDataGenerator(**{option: True})
    for use in (generator.flow, generator.standardize):
        with pytest.raises(ValueError) as caught:
            use(IMAGES)
        assert str(caught.value) == (
            f"ImageDataGenerator: `{option}` needs statistics. Call `fit()` with some images first."
        )


def test_a_function_gets_each_image_after_augmenting():
    seen = []

    def in_numpy(image):
        seen.append((type(image), image.shape))
        return image - image.min()

    traced = tf.function(lambda image: image - tf.reduce_min(image))
    results = [
        collected(
            ImageDataGenerator(
                preprocessing_function=function, rescale=0.5, brightness_range=(0.5, 0.5)
            ).flow(IMAGES, shuffle=False)
        )[0]
        for function in (in_numpy, traced)
    ]
    expected = (IMAGES - IMAGES.min(axis=(1, 2, 3), keepdims=True)) / 4
    for result in results:
        np.testing.assert_allclose(result, expected, atol=1e-3)
    assert set(seen) == {(np.ndarray, (8, 8, 3))}
    with_layer = ImageDataGenerator(preprocessing_function=Rescaling(0.5)).standardize(IMAGES)
    np.testing.assert_allclose(with_layer, IMAGES / 2, atol=1e-4)
    smaller = ImageDataGenerator(preprocessing_function=lambda image: image[:2])
    with pytest.raises(tf.errors.InvalidArgumentError, match="must keep the shape of an image"):
        collected(smaller.flow(IMAGES))


REFUSED = [
    ({"rotation_range": -1}, "`rotation_range` must be a number from 0 to 360, not -1"),
    ({"shear_range": "a"}, "`shear_range` must be a number from 0 to 90, not 'a'"),
    ({"width_shift_range": -0.1}, "`width_shift_range` must be a number of at least 0"),
    ({"height_shift_range": []}, "`height_shift_range` must be a number, or a list of at least"),
    ({"zoom_range": 1}, "`zoom_range` must be a number from 0 to below 1, or a pair of numbers"),
    ({"zoom_range": (0.5, 3)}, "above 0 and at most 2, not \\(0.5, 3\\)"),
    ({"brightness_range": 0.5}, "`brightness_range` must be two numbers of at least 0"),
    ({"channel_shift_range": -2}, "`channel_shift_range` must be a number of at least 0"),
    ({"fill_mode": "mirror"}, '`fill_mode` must be "reflect", "wrap", "constant" or "nearest"'),
    ({"cval": None}, "`cval` must be a number, not None"),
    ({"interpolation_order": 3}, "must be 0 \\(nearest\\) or 1 \\(bilinear\\), not 3"),
    ({"horizontal_flip": 1}, "`horizontal_flip` must be True or False, not 1"),
    ({"samplewise_center": "yes"}, "`samplewise_center` must be True or False, not 'yes'"),
    ({"rescale": "1/255"}, "`rescale` must be a number, not '1/255'"),
    ({"preprocessing_function": 5}, "must be a function of one image, a tf.function or a layer"),
    ({"data_format": "first"}, '`data_format` must be "channels_last", "channels_first" or None'),
    ({"validation_split": 1}, "`validation_split` must be from 0 to below 1, not 1"),
    ({"dtype": "uint8"}, "`dtype` must be the name of floats, as float32, not 'uint8'"),
    ({"value_range": (1, 0)}, "`value_range` must be two numbers, the smaller one first"),
    ({"zca_whitening": True, "zca_epsilon": 0}, "`epsilon` must be above 0, not 0"),
]


@pytest.mark.parametrize(("options", "sentence"), REFUSED, ids=[str(row[0]) for row in REFUSED])
def test_refuses_arguments_in_one_sentence(options, sentence):
    with pytest.raises(ValueError, match=sentence):
        ImageDataGenerator(**options)
