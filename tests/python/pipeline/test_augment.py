"""augment(): draws keyed by seed, epoch and the place of an image."""

from __future__ import annotations

import numpy as np
import pytest
import tensorflow as tf

from image_layers import picture
from prelayer import AugmentationPipeline, RandomFlip, RandomRotation, RandomZoom, augment

IMAGES = picture(10)
LABELS = np.arange(10)
PIPELINE = AugmentationPipeline([RandomFlip(), RandomRotation(0.2), RandomZoom(0.3)])


def dataset(*parts):
    return tf.data.Dataset.from_tensor_slices(parts if len(parts) > 1 else parts[0])


def epochs(dataset, count=1):
    """Return the images of several epochs, (N, H, W, C) each."""
    return [
        np.concatenate([np.reshape(images, (-1, *images.shape[-3:])) for images in dataset])
        for _ in range(count)
    ]


def test_gives_the_same_for_any_parallelism_and_batch():
    images = dataset(IMAGES)
    expected = epochs(augment(images.batch(4), PIPELINE, seed=7), 2)
    assert np.abs(expected[0] - expected[1]).max() > 1
    for calls, batches in [
        (None, images.batch(3)),
        (1, images.batch(4)),
        (8, images),
        (8, images.batch(3)),
        (tf.data.AUTOTUNE, images),
    ]:
        result = epochs(augment(batches, PIPELINE, seed=7, num_parallel_calls=calls), 2)
        np.testing.assert_allclose(result, expected, atol=1e-3)


def test_each_epoch_has_other_draws_and_can_be_resumed():
    images = dataset(IMAGES).batch(4)
    first, second, third = epochs(augment(images, PIPELINE, seed=7), 3)
    assert np.abs(second - first).max() > 1
    np.testing.assert_array_equal(epochs(augment(images, PIPELINE, seed=7, epoch=2))[0], third)
    repeated = epochs(augment(images, PIPELINE, seed=7).repeat(3))[0]
    np.testing.assert_array_equal(repeated, np.concatenate([first, second, third]))
    assert np.abs(epochs(augment(images, PIPELINE, seed=8))[0] - first).max() > 1


def test_is_the_same_one_by_one_by_hand():
    from prelayer.ops.image.keyed_random import Key

    layer = RandomRotation(0.3)
    expected = [
        layer.augment(tf.constant(IMAGES[i : i + 1]), Key(tf.constant([7, 1], tf.int64), i))
        for i in range(10)
    ]
    result = epochs(augment(dataset(IMAGES).batch(4), layer, seed=7, epoch=1))[0]
    np.testing.assert_allclose(result, np.concatenate(expected), atol=1e-3)


def test_keeps_the_structure_and_moves_what_belongs_to_images():
    masks = (IMAGES[..., 0] > 99).astype("uint8")
    flip = RandomFlip("horizontal")
    weights = np.ones(10)
    for elements in (
        ({"images": IMAGES, "segmentation_masks": masks, "id": LABELS},),
        (IMAGES, {"segmentation_masks": masks, "other": LABELS}),
        (IMAGES, {"segmentation_masks": masks}, weights),
    ):
        augmented = augment(dataset(*elements).batch(5), flip, seed=1)
        assert augmented.element_spec == dataset(*elements).batch(5).element_spec
        assert len(augmented) == 2
        for element in augmented:
            parts = {}
            for part in element if isinstance(element, tuple) else (element,):
                parts |= part if isinstance(part, dict) else {}
            images = parts["images"] if "images" in parts else element[0]
            expected = images.numpy()[..., 0] > 99
            np.testing.assert_array_equal(parts["segmentation_masks"], expected)


def test_labels_stay_with_their_images():
    x, y = next(iter(augment(dataset(IMAGES, LABELS).batch(10), RandomFlip(), seed=1)))
    np.testing.assert_array_equal(y, LABELS)
    assert sorted(np.sort(x.numpy().ravel())) == sorted(np.sort(IMAGES.ravel()))


def test_takes_a_list_of_layers_or_a_model_of_them():
    import keras

    layers = [RandomFlip(), RandomRotation(0.2)]
    images = dataset(IMAGES).batch(5)
    expected = epochs(augment(images, AugmentationPipeline(layers), seed=1))
    np.testing.assert_array_equal(epochs(augment(images, layers, seed=1)), expected)
    model = keras.Sequential(layers)
    np.testing.assert_array_equal(epochs(augment(images, model, seed=1)), expected)


def test_a_dataset_without_end_stays_so():
    endless = augment(dataset(IMAGES).batch(5).repeat(), RandomFlip(), seed=1)
    assert endless.cardinality() == tf.data.INFINITE_CARDINALITY
    unknown = augment(dataset(IMAGES).filter(lambda x: True).batch(5), RandomFlip(), seed=1)
    assert len(list(unknown)) == 2


def test_reports_bad_arguments_in_one_sentence():
    images = dataset(IMAGES)
    bad = [
        (lambda: augment(IMAGES, PIPELINE, seed=1), "`dataset` must be a tf.data.Dataset"),
        (lambda: augment(images, "flip", seed=1), "`layer` must be an image layer, a pipeline"),
        (lambda: augment(images, PIPELINE, seed=1.5), "`seed` must be a whole number"),
        (lambda: augment(images, PIPELINE, seed=1, epoch=-1), "`epoch` must be a whole number"),
        (
            lambda: augment(images.map(lambda x: {"image": x}), PIPELINE, seed=1),
            'a dict must have the key "images", but its keys are',
        ),
    ]
    for call, sentence in bad:
        with pytest.raises(ValueError) as caught:
            call()
        assert str(caught.value).startswith(f"augment: {sentence}"), caught.value
