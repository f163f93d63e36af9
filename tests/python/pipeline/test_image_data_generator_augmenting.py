"""ImageDataGenerator: how images are moved and colored."""

import numpy as np
import pytest
import tensorflow as tf
from keras.src.legacy.preprocessing import image as legacy

import graphs
from generator_images import IMAGES
from image_layers import picture
from prelayer import ImageDataGenerator
from prelayer.layers.image.fusion import transform_run
from prelayer.layers.image.image_batch import ImageBatch
from prelayer.ops.image.keyed_random import Key, uniform
from prelayer.pipeline.image_data_generator.generator_layers import RandomShift


@pytest.mark.filterwarnings("ignore:Please import")  # by Keras, of SciPy
def test_moves_images_as_keras_does():
    generator = ImageDataGenerator(
        rotation_range=30, width_shift_range=3.0, height_shift_range=2.0, shear_range=20,
        zoom_range=0.3,
    )  # fmt: skip
    layers = generator.augmentation.layers
    images = tf.constant(IMAGES)
    draws = generator.augmentation.parameters_for(images, Key([3, 4]))
    found = transform_run(layers, draws, ImageBatch(images)).images
    turn, shift, slant, zoom = ({name: d.numpy() for name, d in draw.items()} for draw in draws)
    for row, image in enumerate(IMAGES):
        parameters = {
            "theta": np.degrees(turn["angle"][row]),
            # Keras's last version shifts along the other axis.
            "tx": -shift["right"][row],
            "ty": -shift["down"][row],
            "shear": np.degrees(slant["angle"][row]),
            "zx": zoom["horizontal"][row],
            "zy": zoom["vertical"][row],
        }
        expected = legacy.ImageDataGenerator().apply_transform(image, parameters)
        np.testing.assert_allclose(found[row], expected, atol=1)


def test_shifts_by_parts_pixels_and_lists():
    numbers = uniform(Key([1, 2]), 4000, 4)
    part = RandomShift(0.25, 3.0).sample_parameters(numbers, 8, 10)
    assert 1.9 < np.abs(part["down"]).max() <= 2
    assert 2.9 < np.abs(part["right"]).max() <= 3
    whole = RandomShift(3, [0.1, 0.2]).sample_parameters(numbers, 8, 10)
    assert sorted(set(np.asarray(whole["down"]) + 0.0)) == [-2, -1, 0, 1, 2]
    assert sorted(set(np.asarray(whole["right"]))) == [-2, -1, 1, 2]
    _, counts = np.unique(whole["right"], return_counts=True)
    assert np.abs(counts - 1000).max() < 150


def test_a_width_shift_moves_images_along_the_width():
    images = picture(8, 6, 6)
    moved = ImageDataGenerator(width_shift_range=[2]).random_transform(images, seed=1).numpy()
    for image, result in zip(images, moved):
        left = np.concatenate([image[:, 2:], np.repeat(image[:, -1:], 2, axis=1)], axis=1)
        right = np.concatenate([np.repeat(image[:, :1], 2, axis=1), image[:, :-2]], axis=1)
        assert min(np.abs(result - left).max(), np.abs(result - right).max()) < 0.01


def test_brightness_multiplies_the_light():
    generator = ImageDataGenerator(brightness_range=(0.5, 0.5))
    np.testing.assert_allclose(generator.random_transform(IMAGES), IMAGES / 2, atol=1e-3)
    brighter = ImageDataGenerator(brightness_range=(2, 2)).random_transform(IMAGES)
    np.testing.assert_allclose(brighter, np.minimum(IMAGES * 2, 255), atol=1e-3)
    old = legacy.apply_brightness_shift(IMAGES[0], 0.5, scale=False)
    np.testing.assert_allclose(generator.random_transform(IMAGES[0]), old, atol=1)


def test_shifts_channels_within_the_range():
    generator = ImageDataGenerator(channel_shift_range=40)
    difference = generator.random_transform(np.full((64, 2, 2, 3), 100.0), seed=1) - 100
    assert 35 < np.abs(difference).max() <= 40
    assert len(np.unique(np.round(difference, 3))) > 64 * 2
    small = ImageDataGenerator(channel_shift_range=40 / 255, value_range=(0, 1))
    moved = small.random_transform(np.full((64, 2, 2, 3), 100 / 255), seed=1)
    np.testing.assert_allclose(moved * 255 - 100, difference, atol=1e-3)


def test_all_that_moves_pixels_is_one_resample_that_compiles():
    generator = ImageDataGenerator(
        rotation_range=20, width_shift_range=2, height_shift_range=0.1, shear_range=10,
        zoom_range=(0.8, 1.1), horizontal_flip=True, vertical_flip=True, channel_shift_range=9,
        brightness_range=(0.9, 1.2), interpolation_order=0,
    )  # fmt: skip
    layer = generator.augmentation
    expected = layer.augment(tf.constant(IMAGES), Key([1, 2]))
    compiled = tf.function(lambda images: layer.augment(images, Key([1, 2])), jit_compile=True)
    np.testing.assert_allclose(compiled(IMAGES), expected, atol=0.05)
    for shape in [(None, 8, 8, 3), (None, None, None, 3)]:
        names = graphs.operations(layer, tf.TensorSpec(shape))
        assert not names & graphs.LOOPS
