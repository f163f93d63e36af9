"""Support for Keras backends other than TensorFlow: layers work on data, not inside models."""

from __future__ import annotations

import inspect
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from keras.src.backend.common import global_state
from keras.src.models.functional import Functional
from keras.src.utils.backend_utils import DynamicBackend
from keras.src.utils.jax_utils import is_in_jax_tracing_scope

from prelayer._core import errors

_TENSORFLOW = DynamicBackend("tensorflow")

# The class of a `keras.Model` of inputs and outputs, which has no public name.
FunctionalModel = Functional


def is_tensorflow() -> bool:
    """Return whether the Keras backend is TensorFlow."""
    return keras.config.backend() == "tensorflow"


def tensorflow_variable(value: np.ndarray, name: str) -> Any:
    """Return a Keras variable backed by a TensorFlow variable, on any Keras backend."""
    with tf.init_scope():  # a layer may be built inside a traced function
        return _TENSORFLOW.Variable(
            lambda *_, **__: tf.constant(value),
            shape=value.shape,
            dtype=value.dtype.name,
            trainable=False,
            autocast=False,
            name=name,
        )


def call_on_data(layer: keras.layers.Layer, inputs: Any, *args: Any, **kwargs: Any) -> Any:
    """Return the output of a layer for data, without calling `keras.layers.Layer.__call__`.

    The latter builds and converts with the backend, whose tensors are not TensorFlow's.

    Args:
        layer: a layer with `prepare`, which converts the inputs.
        inputs: data, tensors of TensorFlow or of the backend, or nested structures of them.
        *args: further positional arguments of `call`.
        **kwargs: further keyword arguments of `call`.

    Raises:
        ValueError: inside a model.
    """
    context = layer._get_call_context()
    try:
        _refuse_inside_models(layer, context.entry_layer, inputs)
        inputs = layer.prepare(keras.tree.map_structure(_as_data, inputs))
        if not layer.built:
            layer.build(keras.tree.map_structure(lambda part: tuple(part.shape), inputs))
        if "training" in inspect.signature(layer.call).parameters:
            if kwargs.get("training") is None:
                kwargs["training"] = getattr(context, "training", None)
            context.training = kwargs["training"]
        return layer.call(inputs, *args, **kwargs)
    finally:
        layer._maybe_reset_call_context()


def entry_layer() -> keras.layers.Layer | None:
    """Return the outermost layer or model that is being called; None outside a call."""
    context = global_state.get_global_attribute("current_call_ctx")
    return None if context is None else context.entry_layer


def _as_data(value: Any) -> Any:
    return keras.ops.convert_to_numpy(value) if keras.ops.is_tensor(value) else value


def _refuse_inside_models(layer: keras.layers.Layer, entry: Any, inputs: Any) -> None:
    symbolic = any(isinstance(part, keras.KerasTensor) for part in keras.tree.flatten(inputs))
    traced = keras.config.backend() == "jax" and is_in_jax_tracing_scope()
    if symbolic or traced or isinstance(entry, keras.Model):
        raise errors.problem(
            "inside a model the layer needs Keras's TensorFlow backend, but the backend is "
            "{backend!r}. Map the layer over a `tf.data.Dataset`, call it on the data, or set "
            'the environment variable KERAS_BACKEND to "tensorflow" first.',
            backend=keras.config.backend(),
        )
