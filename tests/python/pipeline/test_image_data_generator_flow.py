"""ImageDataGenerator on arrays: what an epoch of them is."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from generator_images import IMAGES, LABELS, collected, marked
from prelayer import ImageDataGenerator


def test_flow_gives_every_row_once_an_epoch_with_what_belongs_to_it():
    images, rows = marked()
    weights = rows / 100
    dataset = ImageDataGenerator(dtype="float64").flow(images, rows, 7, True, weights, seed=2)
    orders = []
    for _ in range(2):
        found, labels, weighed = collected(dataset)
        assert found.dtype == np.float64
        assert sorted(labels) == list(rows)
        np.testing.assert_array_equal(found[:, 0, 0, 0], labels)
        np.testing.assert_allclose(weighed, labels / 100)
        orders.append(labels)
    assert (orders[0] != orders[1]).any()
    assert [len(batch[0]) for batch in dataset] == [7, 7, 7, 3]
    (in_order,) = collected(ImageDataGenerator().flow(images, shuffle=False))
    np.testing.assert_array_equal(in_order, images)


def test_repeats_by_its_seed_and_augments_anew_each_epoch():
    generator = ImageDataGenerator(rotation_range=30, channel_shift_range=20)
    first, again = (generator.flow(IMAGES, LABELS, 8, seed=3) for _ in range(2))
    epochs = [collected(first) for _ in range(2)]
    for epoch in epochs:
        for ours, theirs in zip(epoch, collected(again)):
            np.testing.assert_array_equal(ours, theirs)
    assert np.abs(epochs[0][0] - epochs[1][0]).max() > 1
    constant = generator.flow(IMAGES, shuffle=False, seed=3)
    ones = [collected(constant)[0] for _ in range(2)]
    assert (np.abs(ones[0] - ones[1]).max(axis=(1, 2, 3)) > 0.5).all()


def test_validation_images_are_others_and_are_not_augmented():
    images, rows = marked()
    generator = ImageDataGenerator(
        validation_split=0.25, channel_shift_range=50, rotation_range=40, rescale=0.5
    )
    parts = {
        subset: collected(
            generator.flow(images, rows, subset=subset, ignore_class_split=True, seed=1)
        )
        for subset in ("training", "validation")
    }
    assert sorted(parts["validation"][1]) == list(range(6))
    assert sorted(parts["training"][1]) == list(range(6, 24))
    found, labels = parts["validation"]
    np.testing.assert_array_equal(found[:, 0, 0, 0], labels / 2)
    found, labels = parts["training"]
    assert np.abs(found[:, 0, 0, 0] - labels / 2).max() > 1


def test_trains_a_model():
    generator = ImageDataGenerator(
        rescale=1 / 255, horizontal_flip=True, rotation_range=10, validation_split=0.25
    )
    model = keras.Sequential(
        [keras.Input((8, 8, 3)), keras.layers.Flatten(), keras.layers.Dense(3)]
    )
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    history = model.fit(
        generator.flow(IMAGES, LABELS, 8, subset="training"),
        validation_data=generator.flow(IMAGES, LABELS, 8, subset="validation"),
        epochs=2,
        verbose=0,
    )
    assert np.isfinite(history.history["val_loss"]).all()


def test_refuses_data_that_does_not_fit():
    generator = ImageDataGenerator(validation_split=0.25, channel_shift_range=20)
    without = ImageDataGenerator()
    refused = [
        (lambda: generator.flow(IMAGES[0]), "images must have shape \\(batch, height, width"),
        (
            lambda: generator.flow(IMAGES, LABELS[:5]),
            "one row an image, but it has 5 for 24",
        ),
        (lambda: generator.flow(IMAGES, sample_weight=LABELS), "goes with `y` only"),
        (
            lambda: generator.flow(IMAGES, subset="test"),
            '`subset` must be "training", "validation"',
        ),
        (lambda: generator.flow(IMAGES, batch_size=0), "`batch_size` must be a whole number of at"),
        (lambda: generator.flow(IMAGES, np.sort(LABELS), subset="training"), "different labels"),
        (lambda: generator.flow(IMAGES[:3], subset="training"), "leaves one part empty"),
        (
            lambda: without.flow(IMAGES, subset="training"),
            "needs a `validation_split`",
        ),
    ]
    for call, sentence in refused:
        with pytest.raises(ValueError, match=sentence):
            call()
    with pytest.raises(tf.errors.InvalidArgumentError, match="`value_range` is \\(0, 255\\), but"):
        collected(generator.flow(IMAGES * 2))
    with pytest.warns(UserWarning, match="^ImageDataGenerator: `value_range` is \\(0, 255\\), but"):
        batches = generator.flow(IMAGES / 255)
    assert len(list(batches)) == len(list(generator.flow(IMAGES)))
