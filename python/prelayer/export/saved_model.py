"""export_model: writes a model with its preprocessing as a SavedModel."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import keras
import tensorflow as tf

from prelayer._core import atomic_write, check
from prelayer.adapt.model_inputs import inputs_of
from prelayer.export.serve import input_specs, serve_function
from prelayer.export.signature import NAME, name_inputs, signature_function
from prelayer.layers.base import keras_backend
from prelayer.layers.base.layer import flatten

# What is in the folder of a SavedModel, also in one of Keras 2. One of the first is in each.
_MODELS = {"saved_model.pb", "saved_model.pbtxt"}
_FILES = {*_MODELS, "fingerprint.pb", "keras_metadata.pb"}
_FOLDERS = {"variables", "assets", "assets.extra", "debug"}


def export_model(model: keras.Model, path: str | Path, overwrite: bool = False) -> Path:
    """Write a model with its preprocessing as a SavedModel that TensorFlow alone can load.

    The signature "serving_default" takes the model's inputs by name (those of a dict by its keys),
    in their own dtypes: strings stay strings, bytes of pixels stay uint8. It returns a dict:
    outputs that the model returns as a dict by their keys, others by the names of their layers,
    made unique by "_1", "_2" ... where a layer is shared. It runs the model as in `predict`: random
    layers rest and leave no trace.

    The function `serve` takes the inputs by position, in the structure of the model's inputs, as
    a dict by name or as keyword arguments, and returns outputs as the model does. Any name can be
    in a dict and in the signature, as in `serve({"petal length (cm)": x})`. As arguments of
    Python functions, and in `structured_input_signature`, names have an underscore for each
    character that is neither letter nor digit, and after a word of Python, as in `class_`.

    Args:
        model: a Keras model that knows its inputs.
        path: the folder to write; a leading "~" is the home folder.
        overwrite: whether to replace an exported model, once the new one is complete. A folder
            that holds anything else is never replaced.

    Returns:
        The path of the folder, with the home folder in place of "~".

    Raises:
        ValueError: if `model` is no Keras model or does not know its inputs, if Keras's backend is
            not TensorFlow, or if `path` exists or cannot be written. What was there stays then,
            and no new folder does.

    Example:
        >>> import keras, tempfile
        >>> import tensorflow as tf
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
    if not keras_backend.is_tensorflow():
        check.refuse(
            "export_model",
            "a SavedModel needs Keras's TensorFlow backend, but the backend is "
            f"{keras.config.backend()!r}. Save the model by `model.save()`, and load and export it "
            'in a process where the environment variable KERAS_BACKEND is "tensorflow".',
        )
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
    place = _place(path, check.flag("export_model", "overwrite", overwrite))
    module = _module(model)
    try:
        with atomic_write.new_parents(place):
            atomic_write.replace(place, lambda folder: _save(module, model, folder))
    except OSError as error:
        rule = "a folder that can be written"
        check.fail("export_model", "path", rule, str(path), f"{error.strerror}.")
    return Path(path).expanduser()


def _place(path: Any, overwrite: bool) -> Path:
    """Return the folder to write, if nothing else is lost by that."""
    if not isinstance(path, (str, Path)):
        check.fail("export_model", "path", "the path of a folder", path)
    place = Path(os.path.realpath(os.path.expanduser(path)))
    if not os.path.lexists(place):
        return place
    others = _others(place) if place.is_dir() else [place.name]
    if not overwrite:
        remedy = "" if others else "Pass `overwrite=True` to replace it."
        check.fail("export_model", "path", "a folder that does not exist yet", str(path), remedy)
    if others:
        rule = "a new folder or that of an exported model"
        remedy = f"'{others[0]}' would be lost." if place.is_dir() else ""
        check.fail("export_model", "path", rule, str(path), remedy)
    return place


def _others(folder: Path) -> list[str]:
    """Return what in a folder is no part of an exported model, in order."""
    content = set(os.listdir(folder))
    holds_model = any((folder / name).is_file() for name in _MODELS)
    return sorted(content - _FILES - _FOLDERS if holds_model else content)


def _module(model: keras.Model) -> tf.Module:
    names = [f"input_{position}" for position in range(len(model.inputs))]

    @tf.function(input_signature=input_specs(model, names))
    def predict(*inputs: tf.Tensor) -> Any:
        return model(keras.tree.pack_sequence_as(inputs_of(model), inputs), training=False)

    # One trace of the model, which every form of `serve` and the signature call.
    run = predict.get_concrete_function()
    module = tf.Module()
    module.state = _state(model)
    module.serve = serve_function(model, run)
    module.signature = signature_function(model, run)
    return module


def _save(module: tf.Module, model: keras.Model, folder: Path) -> None:
    try:
        tf.saved_model.save(module, str(folder), signatures={NAME: module.signature})
    except tf.errors.OpError as error:
        # Where TensorFlow cannot write a file, it names the file, and then the system's reason.
        _, found, reason = error.message.rpartition(str(folder))
        if not found:
            raise
        reason = reason.rpartition("; ")[2].partition(" [Op:")[0]
        raise OSError(errno.EIO, reason) from error
    name_inputs(model, folder)


def _state(model: keras.Model) -> list[Any]:
    """Return the variables and tables that the model's functions read."""
    variables = [variable.value for variable in model.variables]
    attributes = [value for layer in flatten(model) for value in vars(layer).values()]
    return variables + [value for value in attributes if hasattr(value, "resource_handle")]
