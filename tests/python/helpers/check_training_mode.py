"""When random layers act: in datasets and in training, and after a file was read as before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf


def check_dataset(layer: Any, images: np.ndarray) -> None:
    """Map a layer over a dataset of images: every epoch is another one."""
    dataset = tf.data.Dataset.from_tensors(images).map(layer)
    first, second = (next(iter(dataset)).numpy() for _ in range(2))
    unlike = first.shape != images.shape or np.abs(first - images).max() > 0.01
    assert unlike
    assert first.shape != second.shape or np.abs(first - second).max() > 0.01


def check_training(layer: Any, images: np.ndarray) -> None:
    """Put a layer into a model that does more than preprocess: it acts in training alone."""
    inputs = keras.Input(images.shape[1:])
    model = keras.Model(inputs, keras.layers.Activation("linear")(layer(inputs)))
    np.testing.assert_array_equal(model.predict(images, verbose=0), images)
    np.testing.assert_array_equal(model(images), images)
    acted = model(images, training=True).numpy()
    assert acted.shape != images.shape or np.abs(acted - images).max() > 0.01


def check_saving(layer: Any, images: np.ndarray, folder: Path) -> None:
    """Save a layer that has a seed, and load it: it draws and computes the same."""
    model = keras.Sequential([keras.Input(images.shape[1:]), layer])
    model.save(folder / "model.keras")
    loaded = keras.models.load_model(folder / "model.keras")
    assert loaded.layers[0].get_config() == layer.get_config()
    np.testing.assert_array_equal(loaded(images, training=True), model(images, training=True))
