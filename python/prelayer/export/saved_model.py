"""export_model: writes a model with its preprocessing as a SavedModel."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import keras
import tensorflow as tf

from prelayer._core import atomic_write, check, errors
from prelayer._core.owner import public
from prelayer.adapt.model_inputs import inputs_of
from prelayer.export.serve import input_specs, serve_function
from prelayer.export.signature import NAME, name_inputs, signature_function
from prelayer.layers.base import keras_backend
from prelayer.layers.base.layer import flatten

# Contents of the folder of a SavedModel, including those of Keras 2. Each has one of `_MODELS`.
_MODELS = {"saved_model.pb", "saved_model.pbtxt"}
_FILES = {*_MODELS, "fingerprint.pb", "keras_metadata.pb"}
_FOLDERS = {"variables", "assets", "assets.extra", "debug"}


@public
def export_model(model: keras.Model, path: str | Path, overwrite: bool = False) -> Path:
    """Export a model with its preprocessing as a SavedModel that TensorFlow loads without prelayer.

    The signature "serving_default" takes the inputs of the model by name (those of a dict by key),
    in their own dtypes: strings stay strings, uint8 pixels stay uint8. It returns a dict: outputs
    that the model returns as a dict by their keys, other outputs by the names of their layers, made
    unique by "_1", "_2" ... if a layer is shared. The model runs in inference mode, as in
    `predict`: random layers are inactive and not part of the exported graph.

    The function `serve` takes the inputs by position, in the structure of the inputs of the model,
    as a dict by name or as keyword arguments, and returns outputs in the structure of the model.
    Dicts and the signature accept any name, as in `serve({"petal length (cm)": x})`. In arguments
    of Python functions, and in `structured_input_signature`, each character that is neither letter
    nor digit is replaced by an underscore, and Python keywords end in one, as in `class_`.

    Args:
        model: a Keras model whose inputs are defined.
        path: the folder to write; a leading "~" is the home folder.
        overwrite: whether to replace an exported model, after the new one is complete. A folder
            with any other content is never replaced.

    Returns:
        The path of the folder, with the home folder instead of "~".

    Raises:
        ValueError: if `model` is not a Keras model or has no defined inputs, if Keras's backend is
            not TensorFlow, or if `path` exists or cannot be written. An existing folder then stays
            unchanged, and no new folder is created.

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
        raise errors.invalid("model", "a Keras model", model)
    if not keras_backend.is_tensorflow():
        raise errors.problem(
            "a SavedModel needs Keras's TensorFlow backend, but the backend is {backend!r}. "
            "Save the model by `model.save()`, and load and export it in a process where the "
            'environment variable KERAS_BACKEND is "tensorflow".',
            backend=keras.config.backend(),
        )
    if not getattr(model, "inputs", None):
        raise errors.problem(
            "the model '{name}' does not know its inputs. Build it from `{keras.Input}`, as a "
            "functional or Sequential model.",
            name=model.name,
        )
    if any(tensor.sparse or tensor.ragged for tensor in model.inputs):
        raise errors.problem(
            "the inputs of the model '{name}' must be dense, but one is sparse or ragged.",
            name=model.name,
        )
    place = _place(path, check.flag("overwrite", overwrite))
    module = _module(model)
    try:
        with atomic_write.new_parents(place):
            atomic_write.replace(place, lambda folder: _save(module, model, folder))
    except OSError as error:
        rule = "a folder that can be written"
        raise errors.invalid(
            "path", rule, str(path), "{strerror}.", strerror=error.strerror
        ) from error
    return Path(path).expanduser()


def _place(path: Any, overwrite: bool) -> Path:
    """Return the folder to write; raise if that would delete anything but an exported model."""
    if not isinstance(path, (str, Path)):
        raise errors.invalid("path", "the path of a folder", path)
    place = Path(os.path.realpath(os.path.expanduser(path)))
    if not os.path.lexists(place):
        return place
    others = _others(place) if place.is_dir() else [place.name]
    if not overwrite:
        remedy = "" if others else "Pass `{overwrite=True}` to replace it."
        raise errors.invalid("path", "a folder that does not exist yet", str(path), remedy)
    if others:
        rule = "a new folder or that of an exported model"
        remedy = "'{other}' would be lost." if place.is_dir() else ""
        raise errors.invalid("path", rule, str(path), remedy, other=others[0])
    return place


def _others(folder: Path) -> list[str]:
    """Return the names in a folder that are not part of an exported model, in order."""
    content = set(os.listdir(folder))
    holds_model = any((folder / name).is_file() for name in _MODELS)
    return sorted(content - _FILES - _FOLDERS if holds_model else content)


def _module(model: keras.Model) -> tf.Module:
    names = [f"input_{position}" for position in range(len(model.inputs))]

    @tf.function(input_signature=input_specs(model, names))
    def predict(*inputs: tf.Tensor) -> Any:
        return model(keras.tree.pack_sequence_as(inputs_of(model), inputs), training=False)

    # Trace the model once; every form of `serve` and the signature call this trace.
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
        # The message of TensorFlow has the path of the file, followed by the system's reason.
        _, found, reason = error.message.rpartition(str(folder))
        if not found:
            raise
        reason = reason.rpartition("; ")[2].partition(" [Op:")[0]
        raise OSError(errno.EIO, reason) from error
    name_inputs(model, folder)


def _state(model: keras.Model) -> list[Any]:
    """Return the variables and tables that the functions of the model read."""
    variables = [variable.value for variable in model.variables]
    attributes = [value for layer in flatten(model) for value in vars(layer).values()]
    return variables + [value for value in attributes if hasattr(value, "resource_handle")]
