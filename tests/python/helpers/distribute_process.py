"""What layers compute under each strategy, for a process of its own that has two devices."""

from __future__ import annotations

import pickle
import tempfile
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf

import prelayer
from make_saved_layers import called, made
from saved_layer_rows import Row, rows
from saved_layers import BATCHES

STRATEGIES = {
    "none": tf.distribute.get_strategy,
    "mirrored, one device": lambda: tf.distribute.MirroredStrategy(["CPU:0"]),
    "mirrored, two devices": lambda: tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"]),
    "one device": lambda: tf.distribute.OneDeviceStrategy("CPU:0"),
}
NUMBERS = {
    name: np.resize(batch, (4, *batch.shape[1:]))
    for name, batch in BATCHES.items()
    if batch.dtype != object
}


def matrix() -> list[Row]:
    """Return a row of each layer that takes numbers and returns them."""
    found = {
        row.layer: row
        for row in reversed(rows())
        if row.origin in ("plain", "adapted")
        and row.args == row.kind.options[0]
        and set(row.kind.inputs) <= NUMBERS.keys()
    }
    return [row for row in found.values() if row.layer != "StringLookup"]


class Mean(keras.layers.Layer):
    """The mean of the finite numbers of each example, (N, 1)."""

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        """Return the means."""
        numbers = tf.reshape(tf.cast(inputs, tf.float32), (tf.shape(inputs)[0], -1))
        finite = tf.where(tf.math.is_finite(numbers), numbers, 0.0)
        return tf.reduce_mean(finite, axis=1, keepdims=True)

    def compute_output_shape(self, input_shape: Any) -> tuple[int | None, int]:
        """Return the shape."""
        return (input_shape[0], 1)


def trained(strategy: tf.distribute.Strategy, folder: Path) -> dict[str, Any]:
    """Return what a model computes that has all layers and was trained under a strategy."""
    with strategy.scope():
        inputs = {
            name: keras.Input(batch.shape[1:], dtype=batch.dtype.name, name=name)
            for name, batch in NUMBERS.items()
        }
        outputs = {row.name: called(row, made(row, folder), inputs) for row in matrix()}
        cuts = inputs["cuts"]
        outputs["hashed_crossing"] = prelayer.HashedCrossing(5)([cuts, cuts])
        means = keras.layers.Concatenate()([Mean()(output) for output in outputs.values()])
        model = keras.Model(inputs, {**outputs, "line": keras.layers.Dense(1)(means)})
        model.compile("sgd", {"line": "mse"})
    examples = tf.data.Dataset.from_tensor_slices((NUMBERS, {"line": np.zeros((4, 1))}))
    model.fit(examples.batch(2), verbose=0)
    found = model.predict(NUMBERS, batch_size=2, verbose=0)
    return {name: found[name] for name in outputs}


def text_loss(strategy: tf.distribute.Strategy) -> float:
    """Return the loss of a model whose text is looked up in the dataset."""
    lookup = prelayer.StringLookup(vocabulary=["a", "b"], output_mode="one_hot")
    words = tf.data.Dataset.from_tensor_slices((["a", "b", "c", "a"], [0.0, 1.0, 1.0, 0.0]))
    with strategy.scope():
        model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
        model.compile("sgd", "mse")
    dataset = words.batch(2).map(lambda text, y: (lookup(text), y))
    return model.fit(dataset, verbose=0).history["loss"][0]


def draws(strategy: tf.distribute.Strategy) -> np.ndarray:
    """Return what replicas of a random layer, made under a strategy, draw for equal images."""
    with strategy.scope():
        layer = prelayer.RandomBrightness(0.4, seed=3)
    images = tf.fill((2, 3, 3, 1), 127.0)
    call = tf.function(lambda: strategy.run(layer, (images,)))
    batches = [part for _ in range(2) for part in strategy.experimental_local_results(call())]
    return np.concatenate([batch[:, 0, 0, 0] for batch in batches])


def main(path: str) -> None:
    """Write all results into a file."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, make in STRATEGIES.items():
            strategy = make()
            found[name] = {
                "outputs": trained(strategy, Path(folder)),
                "text": text_loss(strategy),
                "draws": draws(strategy),
            }
    Path(path).write_bytes(pickle.dumps(found))
