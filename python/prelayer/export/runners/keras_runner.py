"""Runs a `.keras` file: `python keras_runner.py MODEL REQUESTS RESULTS`.

See `serve.py` beside it for the files.
"""

import sys
from typing import Any

import keras
import tensorflow as tf
from serve import serve

import prelayer  # noqa: F401  # registers the layers


def main(path: str) -> None:
    """Serve the requests for a model."""
    model = keras.models.load_model(path)
    structure = model.inputs[0] if isinstance(model, keras.Sequential) else model.input

    def predict(inputs: dict[str, Any]) -> dict[str, Any]:
        # By name, or in their order, for inputs in the order of the model's.
        tensors = [tf.constant(value) for value in inputs.values()]
        outputs = model(keras.tree.pack_sequence_as(structure, tensors), training=False)
        if not isinstance(outputs, dict):
            outputs = {str(place): one for place, one in enumerate(keras.tree.flatten(outputs))}
        return {name: value.numpy() for name, value in outputs.items()}

    serve(predict)


if __name__ == "__main__":
    main(sys.argv[1])
