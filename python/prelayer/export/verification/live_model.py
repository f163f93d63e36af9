"""The outputs of a model in this process, by name."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
import tensorflow as tf

from prelayer._core.errors import PrelayerError
from prelayer.adapt.model_inputs import inputs_of
from prelayer.export.signature_names import input_names, output_names


class LiveModel:
    """Runs a model in inference mode on inputs by name.

    Args:
        model: a Keras model whose inputs are defined.
    """

    def __init__(self, model: keras.Model) -> None:
        self._model, self.names = model, input_names(model)

    def run(self, inputs: dict[str, Any]) -> dict[str, np.ndarray]:
        """Return the outputs by name."""
        tensors = [
            tf.convert_to_tensor(inputs[name], tensor.dtype)
            for name, tensor in zip(self.names, self._model.inputs)
        ]
        outputs = self._model(
            keras.tree.pack_sequence_as(inputs_of(self._model), tensors), training=False
        )
        flat = [_dense(value) for value in keras.tree.flatten(outputs)]
        return dict(zip(output_names(self._model, outputs), flat))

    def accepted(self, inputs: dict[str, Any]) -> dict[str, Any]:
        """Return the rows that the model does not reject, such as integers out of range."""
        if self.run_accepted(inputs) is not None:
            return inputs
        rows = len(next(iter(inputs.values())))
        kept = [row for row in range(rows) if self.run_accepted(rows_of(inputs, [row])) is not None]
        return rows_of(inputs, kept)

    def run_accepted(self, inputs: dict[str, Any]) -> dict[str, np.ndarray] | None:
        """Return the outputs by name; None if the model rejects the inputs."""
        try:
            return self.run(inputs)
        except (PrelayerError, tf.errors.InvalidArgumentError):
            return None


def rows_of(inputs: dict[str, Any], rows: list[int]) -> dict[str, Any]:
    """Return some rows of inputs by name."""
    return {name: value[rows] for name, value in inputs.items()}


def _dense(value: Any) -> np.ndarray:
    if isinstance(value, tf.RaggedTensor):
        value = value.to_tensor()
    if isinstance(value, tf.SparseTensor):
        value = tf.sparse.to_dense(value)
    return np.asarray(value)
