"""Base class of all layers."""

from __future__ import annotations

import inspect
import os
from types import MappingProxyType
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from keras.src.backend.common import global_state
from keras.src.backend.common.symbolic_scope import in_symbolic_scope as keras_in_symbolic_scope
from keras.src.saving.serialization_lib import in_safe_mode as keras_in_safe_mode

from prelayer._core import errors
from prelayer._core.owner import called, own_methods
from prelayer._core.tensors import as_tensor, is_symbolic
from prelayer._core.types import ConfigValue, Option, Structure
from prelayer.layers.base import keras_backend, layer_text
from prelayer.layers.base.argument_names import argument_names, check_argument_names

PACKAGE = "prelayer"


class Layer(keras.layers.Layer):
    """Base class of preprocessing layers: config and repr follow from the signature of `__init__`.

    `super().__init__(**kwargs)` stores the arguments as attributes; a subclass then checks them.
    Lists, strings, NumPy arrays and data frame columns are converted to tensors before `call`.
    """

    # Arguments that set the learned state: stored as state, not as attributes.
    _state_arguments: tuple[str, ...] = ()

    # The dtype of a column that the layer takes, in a `Preprocessor`.
    _column_dtype: str = "float32"

    # The arguments of `__init__` by name, for config and repr.
    _arguments: MappingProxyType[str, Any]

    # Describes the alternative to `fit`, for an error message.
    _instead_of_fit = "this layer learns nothing, and is called on data"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        own_methods(cls, _title, ["__init__"])
        if cls.__module__.partition(".")[0] == PACKAGE:
            keras.saving.register_keras_serializable(PACKAGE)(cls)

    def __new__(cls, *args: Option, **kwargs: Option) -> Layer:
        layer = super().__new__(cls, *args, **kwargs)
        try:
            bound = inspect.signature(cls.__init__).bind(layer, *args, **kwargs)
        except TypeError:
            return layer  # `__init__`, which Python calls next, raises the error
        bound.apply_defaults()
        own = {name: bound.arguments[name] for name in argument_names(cls)}
        # Keras's attribute tracking would copy every list in a dict, but not in a proxy.
        layer._arguments = MappingProxyType(own)
        return layer

    def __init__(self, **kwargs: Option) -> None:
        check_argument_names(kwargs, self._arguments)
        super().__init__(**kwargs)
        # `__call__` below converts inputs by the same rule for all layers; Keras would cast uint8
        # images to floats and reject strings.
        self._convert_input_args = False
        self._allow_non_tensor_positional_args = True
        for name, value in self._arguments.items():
            if name not in self._state_arguments:
                setattr(self, name, value)

    def __getattr__(self, name: str) -> Any:
        # Not methods: code that checks for `fit` would treat the layer as a model or estimator.
        if name in ("fit", "fit_transform"):
            sentence = f"{self._instead_of_fit}; `fit` trains models."
            raise AttributeError(f"{type(self).__name__}: {sentence}")
        if name == "transform":
            sentence = "a layer is called on data, as in `layer(data)`; there is no `transform`."
            raise AttributeError(f"{type(self).__name__}: {sentence}")
        # Keras layers have a `__getattr__` on some backends only.
        inherited = getattr(super(), "__getattr__", None)
        return inherited(name) if inherited else object.__getattribute__(self, name)

    @tf.autograph.experimental.do_not_convert
    def __call__(self, inputs: Structure, *args: Option, **kwargs: Option) -> Structure:
        with called(self.title):
            if not keras_backend.is_tensorflow():
                return keras_backend.call_on_data(self, inputs, *args, **kwargs)
            # While Keras traces shapes, the input may be a placeholder tensor of any dtype.
            is_placeholder = in_symbolic_scope() and tf.is_tensor(inputs)
            given = inputs if is_placeholder else self.prepare(inputs)
            return super().__call__(given, *args, **kwargs)

    def prepare(self, inputs: Structure) -> Structure:
        """Return user input as the tensor that `call` expects."""
        return as_tensor(inputs)

    @property
    def title(self) -> str:
        """The name of the layer's class, which error messages begin with."""
        return type(self).__name__

    @property
    def _called_directly(self) -> bool:
        """Whether the user called this layer on data, either itself or in a chain of layers.

        A Sequential model without trainable weights, such as one of random layers, is a chain.
        """
        entry = keras_backend.entry_layer()
        if entry is None or entry is self:
            return True
        return isinstance(entry, keras.Sequential) and not entry.trainable_variables

    def _add_state(self, name: str, shape: tuple[int, ...], value: float, dtype: Any = None) -> Any:
        """Return a new weight of this layer, filled with one value until the layer is fitted."""
        if keras_backend.is_tensorflow():
            # Without autocast: a float16 policy rounds the output, not the learned state.
            return self.add_weight(
                name=name,
                shape=shape,
                initializer=keras.initializers.Constant(value),
                dtype=dtype,
                trainable=False,
                autocast=False,
            )
        array = np.full(shape, value, dtype or self.variable_dtype)
        weight = keras_backend.tensorflow_variable(array, name)
        self._track_variable(weight)
        return weight

    def get_config(self) -> dict[str, ConfigValue]:
        """Return the arguments of `__init__` as plain data."""
        own = {name: _to_config(value) for name, value in self._arguments.items()}
        return {**super().get_config(), **own}

    @classmethod
    def from_config(cls, config: dict[str, ConfigValue]) -> Layer:
        """Return the layer described by the result of `get_config`."""
        return cls(**{name: _from_config(value) for name, value in config.items()})

    def _given_arguments(self) -> dict[str, Option]:
        """Return the arguments of `__init__` that differ from their defaults."""
        parameters = inspect.signature(type(self).__init__).parameters
        return {
            name: value
            for name, value in self._arguments.items()
            if not _is_default(value, parameters[name].default)
        }

    __repr__ = layer_text.layer_repr
    _repr_html_ = layer_text.layer_html
    _on_one_line = layer_text.on_one_line
    _learned_text = layer_text.learned_text
    _learned_lines = layer_text.learned_lines
    _r_arguments, _r_parts = layer_text.r_arguments, layer_text.r_parts


def symbolic(shape: Any, dtype: Any, **kind: bool) -> keras.KerasTensor:
    """Return the symbolic output of a layer; `kind` is `sparse` or `ragged`."""
    return keras.KerasTensor(tuple(shape), dtype=tf.as_dtype(dtype).name, **kind)


def symbolic_like(inputs: Any) -> keras.KerasTensor:
    """Return the symbolic tensor of an input, which may be a graph tensor."""
    if is_symbolic(inputs):
        return inputs
    is_ragged = isinstance(inputs, tf.RaggedTensor)
    is_sparse = isinstance(inputs, tf.SparseTensor)
    return symbolic(inputs.shape, inputs.dtype, ragged=is_ragged, sparse=is_sparse)


def traced(spec: keras.KerasTensor) -> Any:
    """Return a graph placeholder with the shape and kind of a symbolic tensor."""
    if spec.sparse:
        return tf.compat.v1.sparse_placeholder(spec.dtype, spec.shape)
    if spec.ragged:
        return tf.compat.v1.ragged.placeholder(spec.dtype, ragged_rank=1)
    return tf.compat.v1.placeholder(spec.dtype, spec.shape)


def _title(layer: Layer) -> str:
    if not isinstance(layer, Layer):
        raise errors.problem(
            "a method is called on the class of a layer. Create the layer first, with `()`."
        )
    return layer.title


own_methods(Layer, _title, ["__init__"])


def being_saved() -> bool:
    """Return whether Keras is writing a file, which stores configs and states separately."""
    return global_state.get_global_attribute("shared_objects/id_to_config_map") is not None


def in_safe_mode() -> bool:
    """Return whether Keras is reading an untrusted file or config."""
    return bool(keras_in_safe_mode())


def in_symbolic_scope() -> bool:
    """Return whether Keras is tracing shapes, without data."""
    return keras_in_symbolic_scope()


def flatten(model: keras.layers.Layer) -> list[keras.layers.Layer]:
    """Return a model, its layers, and their layers."""
    return list(model._flatten_layers())


def _is_default(value: Any, default: Any) -> bool:
    # Other functions than the default are not converted, of which Keras warns.
    if value is default or value is None or default is None or callable(value):
        return value is default
    return bool(_to_config(value) == _to_config(default))


def _to_config(value: Any) -> Any:
    if tf.is_tensor(value):
        value = value.numpy()
    if isinstance(value, os.PathLike):
        value = os.fspath(value)
    if hasattr(value, "to_numpy"):
        value = value.to_numpy()
    if isinstance(value, (np.ndarray, np.generic)):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [_to_config(item) for item in value]
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return keras.saving.serialize_keras_object(value)


def _from_config(value: Any) -> Any:
    if isinstance(value, list):
        return [_from_config(item) for item in value]
    if isinstance(value, dict) and "class_name" in value:
        return keras.saving.deserialize_keras_object(value)
    return value
