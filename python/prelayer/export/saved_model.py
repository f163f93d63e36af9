"""Writes a model with its preprocessing as a SavedModel."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import keras
import tensorflow as tf

from prelayer.adapt.model_inputs import inputs_of
from prelayer.export.date_inputs import date_descriptions
from prelayer.export.portable_model import portable_inputs
from prelayer.export.serve import input_specs, serve_function
from prelayer.export.signature import NAME, name_inputs, signature_function
from prelayer.layers.base.layer import flatten

# Contents of the folder of a SavedModel, including those of Keras 2. Each has one of `_MODELS`.
_MODELS = {"saved_model.pb", "saved_model.pbtxt"}
_FILES = {*_MODELS, "fingerprint.pb", "keras_metadata.pb"}
_EXTRA = "assets.extra"
_FOLDERS = {"variables", "assets", _EXTRA, "debug"}


def write_saved_model(model: keras.Model, folder: Path) -> None:
    """Write a model as a SavedModel to a new folder.

    Raises:
        OSError: if the folder cannot be written.
    """
    _save(_module(model), model, folder)
    _describe_dates(model, folder)


def _describe_dates(model: keras.Model, folder: Path) -> None:
    """Write what the inputs of dates are, which a signature does not say; nothing without dates."""
    descriptions = date_descriptions(model)
    if not descriptions:
        return
    dtypes = {one.name: one.dtype for one in portable_inputs(model)}
    content = {
        name: {"dtype": dtypes[name], "description": text} for name, text in descriptions.items()
    }
    (folder / _EXTRA).mkdir()
    text = json.dumps(content, ensure_ascii=False, indent=2)
    (folder / _EXTRA / "inputs.json").write_text(f"{text}\n", encoding="utf-8")


def other_files(folder: Path) -> list[str]:
    """Return the names in a folder that are not part of a SavedModel, in order."""
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
