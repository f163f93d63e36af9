"""The function `serve` of an exported model, with positional and named inputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import keras
import tensorflow as tf

from prelayer.export.signature_names import input_names, parameter_names


def serve_function(model: keras.Model, run: Callable[..., Any]) -> Any:
    """Return a traced function that runs a model on its inputs, in one of these forms.

    - Each input by position, in the order of `model.inputs`.
    - One argument with the structure of the inputs of the model, as for Keras's `serve`.
    - A dict by the names of the inputs, which may be any text.
    - Each input as a keyword argument.

    Args:
        model: the model.
        run: function that runs the model on inputs in the order of `model.inputs`.
    """
    structure = None if isinstance(model, keras.Sequential) else model.input
    names = input_names(model)
    keys = set(structure) if isinstance(structure, Mapping) else set()
    parameters = parameter_names(names)

    def serve(*args: Any, **kwargs: Any) -> Any:
        if kwargs:
            return run(*[kwargs[parameter] for parameter in parameters])
        given = args[0] if len(args) == 1 else None
        if isinstance(given, Mapping) and set(given) == set(names) != keys:
            return run(*[given[name] for name in names])
        return run(*keras.tree.flatten(args))

    function = tf.function(serve, autograph=False)
    specs = input_specs(model, [f"input_{position}" for position in range(len(names))])
    function.get_concrete_function(*specs)
    if keras.tree.is_nested(structure):
        function.get_concrete_function(keras.tree.pack_sequence_as(structure, specs))
    if set(names) != keys:
        function.get_concrete_function(dict(zip(names, specs)))
    function.get_concrete_function(**dict(zip(parameters, specs)))
    return function


def input_specs(model: keras.Model, names: list[str]) -> list[tf.TensorSpec]:
    """Return the shapes and dtypes of `model.inputs`, with names."""
    return [
        tf.TensorSpec(tensor.shape, tensor.dtype, name) for tensor, name in zip(model.inputs, names)
    ]
