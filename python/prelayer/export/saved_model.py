"""SavedModel: one folder that takes raw input and needs TensorFlow alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import keras
import tensorflow as tf

from prelayer import check
from prelayer.adapt.model_inputs import inputs_of
from prelayer.export.output_names import output_names
from prelayer.layers.base import flatten


def export_model(model: keras.Model, path: str | Path) -> Path:
    """Write a model with its preprocessing as a SavedModel that TensorFlow alone can load.

    The signature "serving_default" takes the model's inputs by name (those of a dict by its keys),
    in their own dtypes: strings stay strings, bytes of pixels stay uint8. It returns a dict:
    outputs that the model returns as a dict by their keys, others by the names of their layers,
    made unique by "_1", "_2" ... where a layer is shared. The function `serve` takes inputs by
    position, and returns outputs as the model does. Both run the model as in `predict`: random
    layers rest and leave no trace.

    Args:
        model: a Keras model that knows its inputs.
        path: the folder to write; it must not exist yet.

    Returns:
        The path of the folder.

    Raises:
        ValueError: if `model` is no Keras model or does not know its inputs, or if `path` exists.

    Example:
        >>> import keras, tempfile
        >>> from prelayer import TextVectorization, export_model
        >>> text = keras.Input((), dtype="string", name="text")
        >>> model = keras.Model(text, TextVectorization(vocabulary=["hello"])(text))
        >>> path = export_model(model, tempfile.mkdtemp() + "/model")
        >>> served = tf.saved_model.load(path)
        >>> served.serve(tf.constant(["hello world"])).numpy()
        array([[2, 1]])
    """
    if not isinstance(model, keras.Model):
        check.fail("export_model", "model", "a Keras model", model)
    if not getattr(model, "inputs", None):
        check.refuse(
            "export_model",
            f"the model '{model.name}' does not know its inputs. Build it from `keras.Input`, as "
            "a functional or Sequential model.",
        )
    if any(tensor.sparse or tensor.ragged for tensor in model.inputs):
        check.refuse(
            "export_model",
            f"the inputs of the model '{model.name}' must be dense, but one is sparse or ragged.",
        )
    if not isinstance(path, (str, Path)):
        check.fail("export_model", "path", "the path of a folder", path)
    path = Path(path)
    if path.exists():
        check.fail("export_model", "path", "a folder that does not exist yet", str(path))

    module = tf.Module()
    module.state = _state(model)
    module.serve = _by_position(model)
    signature = _by_name(model).get_concrete_function()
    tf.saved_model.save(module, str(path), signatures={"serving_default": signature})
    return path


def _state(model: keras.Model) -> list[Any]:
    """Return the variables and tables that the model's functions read."""
    variables = [variable.value for variable in model.variables]
    attributes = [value for layer in flatten(model) for value in vars(layer).values()]
    return variables + [value for value in attributes if hasattr(value, "resource_handle")]


def _specs(model: keras.Model) -> list[tf.TensorSpec]:
    inputs = inputs_of(model)
    names = [tensor.name for tensor in model.inputs]
    if isinstance(inputs, Mapping) and len(inputs) == len(names):
        # The data has the keys of the dict, from which the names of the tensors may differ.
        names = keras.tree.flatten({key: key for key in inputs})
    return [
        tf.TensorSpec(tensor.shape, tensor.dtype, name) for tensor, name in zip(model.inputs, names)
    ]


def _by_position(model: keras.Model) -> Any:
    @tf.function(input_signature=_specs(model))
    def serve(*inputs: tf.Tensor) -> Any:
        return _predict(model, inputs)

    return serve


def _by_name(model: keras.Model) -> Any:
    @tf.function(input_signature=_specs(model))
    def serving_default(*inputs: tf.Tensor) -> dict[str, tf.Tensor]:
        outputs = _predict(model, inputs)
        return dict(zip(output_names(model, outputs), keras.tree.flatten(outputs)))

    return serving_default


def _predict(model: keras.Model, inputs: tuple[tf.Tensor, ...]) -> Any:
    return model(tf.nest.pack_sequence_as(inputs_of(model), inputs), training=False)
