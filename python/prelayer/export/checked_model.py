"""Checks that a model can be exported."""

from __future__ import annotations

from typing import Any

import keras

from prelayer._core import errors
from prelayer.layers.base import keras_backend


def checked_model(model: Any) -> keras.Model:
    """Return a model with defined, dense inputs, on Keras's TensorFlow backend.

    Raises:
        ValueError: if it is not one.
    """
    if not isinstance(model, keras.Model):
        raise errors.invalid("model", "a Keras model", model, _remedy(model))
    if not keras_backend.is_tensorflow():
        raise errors.problem(
            "an exported model needs Keras's TensorFlow backend, but the backend is {backend!r}. "
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
    return model


def _remedy(found: Any) -> str:
    if getattr(found, "takes_columns", False):
        return "`{Preprocessor.attach}()` makes one of a preprocessor and the model after it."
    if isinstance(found, keras.layers.Layer):
        return "Apply the layer to `{keras.Input}`, and make a model of both."
    return ""
