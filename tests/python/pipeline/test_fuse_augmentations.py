"""fuse_augmentations(): the runs of image layers in a model become pipelines."""

from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf

import graphs
from image_layers import picture
from prelayer import (
    AugmentationPipeline,
    RandomFlip,
    RandomRotation,
    RandomZoom,
    Rescaling,
    export_model,
    fuse_augmentations,
)

IMAGES = picture(4)


def kinds(model):
    return [type(layer).__name__ for layer in model.layers]


def test_fuses_the_runs_of_a_functional_model():
    inputs = keras.Input((12, 10, 3))
    x = RandomRotation(0.1)(RandomFlip()(Rescaling(1 / 255)(inputs)))
    x = keras.layers.Conv2D(2, 3)(x)
    model = keras.Model(inputs, RandomZoom(0.1)(x))
    fused = fuse_augmentations(model)
    assert kinds(fused) == ["InputLayer", "AugmentationPipeline", "Conv2D", "RandomZoom"]
    assert fused.layers[1].layers == model.layers[1:4]
    assert fused.layers[2] is model.layers[4]
    expected = model.predict(IMAGES, verbose=0)
    np.testing.assert_allclose(fused.predict(IMAGES, verbose=0), expected, atol=1e-5)
    assert kinds(model)[1:4] == ["Rescaling", "RandomFlip", "RandomRotation"]


def test_fuses_the_runs_of_a_sequential_model():
    layers = [RandomFlip(seed=3), RandomRotation(0.1), keras.layers.Dense(2), RandomZoom(0.1)]
    fused = fuse_augmentations(keras.Sequential(layers))
    assert kinds(fused) == ["AugmentationPipeline", "Dense", "RandomZoom"]
    assert fused.layers[0].seed == 3
    built = fuse_augmentations(keras.Sequential([keras.Input((12, 10, 3)), *layers]))
    assert built.output_shape == (None, 12, 10, 2)


def test_fuses_models_within_models():
    augmentation = keras.Sequential([RandomFlip(), RandomRotation(0.1)])
    inputs = keras.Input((12, 10, 3))
    model = keras.Model(inputs, keras.layers.Dense(1)(augmentation(inputs)))
    fused = fuse_augmentations(model)
    assert kinds(fused.layers[1]) == ["AugmentationPipeline"]
    np.testing.assert_allclose(fused(IMAGES), model(IMAGES), atol=1e-5)


def test_leaves_what_is_taken_twice():
    inputs = keras.Input((12, 10, 3))
    flipped = RandomFlip()(inputs)
    turned = RandomRotation(0.1)(flipped)
    model = keras.Model(inputs, keras.layers.Add()([flipped, turned]))
    assert kinds(fuse_augmentations(model)) == kinds(model)
    outputs = keras.Model(inputs, [flipped, turned])
    assert kinds(fuse_augmentations(outputs)) == kinds(outputs)
    shared = RandomFlip()
    twice = keras.Model(inputs, shared(shared(inputs)))
    assert "AugmentationPipeline" not in kinds(fuse_augmentations(twice))


def test_leaves_runs_without_a_random_layer():
    model = keras.Sequential([Rescaling(2), Rescaling(3)])
    assert kinds(fuse_augmentations(model)) == ["Rescaling", "Rescaling"]


def test_the_fused_model_trains_and_exports_without_a_random_operation(tmp_path):
    inputs = keras.Input((12, 10, 3))
    x = RandomRotation(0.1)(RandomFlip()(inputs))
    x = keras.layers.Dense(1)(keras.layers.Flatten()(Rescaling(1 / 255)(x)))
    model = fuse_augmentations(keras.Model(inputs, x))
    assert isinstance(model.layers[1], AugmentationPipeline)
    model.compile("sgd", "mse")
    history = model.fit(IMAGES, np.zeros(4), epochs=2, verbose=0)
    assert np.isfinite(history.history["loss"]).all()
    export_model(model, tmp_path / "served")
    served = tf.saved_model.load(str(tmp_path / "served"))
    names = graphs.operations(
        lambda images: served.serve(images), tf.TensorSpec((None, 12, 10, 3), tf.float32)
    )
    assert not [name for name in names if "Random" in name or "Stateless" in name]
    expected = model.predict(IMAGES, verbose=0)
    np.testing.assert_allclose(served.serve(tf.constant(IMAGES)), expected, rtol=1e-4, atol=1e-5)


def test_reports_bad_arguments_in_one_sentence():
    with pytest.raises(ValueError) as caught:
        fuse_augmentations(RandomFlip())
    assert str(caught.value).startswith(
        "fuse_augmentations: `model` must be a Sequential or functional model, not"
    )
