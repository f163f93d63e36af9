"""Run in a process of its own, with a Keras backend: writes what every layer computes there.

Usage: KERAS_BACKEND=... python backend_process.py FILE
"""

from __future__ import annotations

import pickle
import sys
import tempfile
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf

import prelayer
from assert_bitwise_equal import arrays
from make_saved_layers import made
from saved_layer_rows import Row, rows
from saved_layers import BATCHES


def matrix() -> list[Row]:
    """Return rows of every layer: the first options of each kind, and each dtype policy."""
    return [
        row
        for row in rows()
        if row.origin in ("plain", "adapted", "given")
        and (row.args == row.kind.options[0] or "dtype" in row.args)
    ]


def outputs(row: Row, folder: Path) -> dict[str, list[np.ndarray]]:
    """Return what a row's layer computes from arrays, in a dataset, and when it is read again."""
    layer, again = made(row, folder), made(row, folder)
    data = tuple(BATCHES[name] for name in row.kind.inputs)
    batch = data if len(data) > 1 else data[0]

    def call(layer: Any) -> list[np.ndarray]:
        return arrays(layer(list(batch) if len(data) > 1 else batch))

    batches = tf.data.Dataset.from_tensors(batch).repeat(2)
    mapped = batches.map(lambda *parts: again(list(parts) if len(data) > 1 else parts[0]))
    weights = layer.get_weights()
    layer.set_weights(weights)
    return {
        "arrays": call(layer) + call(layer),
        "dataset": [part for output in mapped for part in arrays(output)],
        "weights": weights,
        "pickle": call(pickle.loads(pickle.dumps(again))),
        "config": call(type(layer).from_config(layer.get_config())),
    }


def sentence(function: Any) -> str:
    """Return the error of a function; the empty string where it raises none."""
    try:
        function()
    except ValueError as error:
        return str(error)
    return ""


class Subclassed(keras.Model):
    """A model that calls a layer."""

    def __init__(self) -> None:
        super().__init__()
        self.rescale = prelayer.Rescaling(0.5)

    def call(self, inputs: Any) -> Any:
        """Return the inputs rescaled."""
        return self.rescale(inputs)


def refusals() -> list[str]:
    """Return the errors of layers inside models."""
    ones = np.ones((2, 3), np.float32)
    return [
        sentence(lambda: prelayer.Rescaling(0.5)(keras.Input((3,)))),
        sentence(lambda: keras.Sequential([prelayer.Rescaling(0.5)])(ones)),
        sentence(lambda: Subclassed()(ones)),
    ]


def refusal_to_export() -> str:
    """Return the error of exporting a model that the backend runs."""
    inputs = keras.Input((3,))
    model = keras.Model(inputs, keras.layers.Dense(2)(inputs))
    with tempfile.TemporaryDirectory() as folder:
        return sentence(lambda: prelayer.export_model(model, Path(folder) / "model"))


def others() -> dict[str, list[np.ndarray]]:
    """Return results that no row of the matrix has."""
    scaler = prelayer.Normalization()
    scaler.update_state(keras.ops.convert_to_tensor([[1.0], [3.0]]))
    scaler.finalize_state()
    merged = prelayer.Normalization()
    merged.adapt(tf.data.Dataset.from_tensor_slices([[1.0], [3.0]]).batch(1))
    merged.merge(scaler.state())
    chain = keras.layers.Pipeline([prelayer.Resizing(3, 4), prelayer.Rescaling(0.5)])
    images = BATCHES["pixels"]
    keyed = prelayer.augment(
        tf.data.Dataset.from_tensors(images).repeat(2), prelayer.RandomRotation(0.2), seed=3
    )
    keras.utils.set_random_seed(1)
    unseeded = prelayer.RandomRotation(0.2)
    return {
        "a tensor of the backend": arrays(scaler(keras.ops.convert_to_tensor([[2.0], [5.0]]))),
        "merged": [merged.mean.numpy(), merged.variance.numpy()],
        "pipeline": arrays(tf.convert_to_tensor(chain(images))),
        "pipeline in a dataset": [
            image.numpy() for image in tf.data.Dataset.from_tensors(images).map(chain)
        ],
        "augment": [image.numpy() for image in keyed],
        "set_random_seed": arrays(unseeded(images)) + arrays(unseeded(images)),
    }


def main(path: Path) -> None:
    """Write all results into a file."""
    with tempfile.TemporaryDirectory() as folder:
        found = {row.name: outputs(row, Path(folder)) for row in matrix()}
    results = {**found, "others": others()}
    refused = {"refusals": refusals(), "export": refusal_to_export()}
    path.write_bytes(pickle.dumps({"results": results, **refused}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
