"""Layers that no single layer of Keras replaces, as models of its layers and operations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras

from prelayer.export.keras_layers.input_like import input_like

# Takes the layer and its symbolic input, and returns the symbolic output.
Compose = Callable[[Any, Any], Any]

_functions: dict[type, Compose] = {}


def composes(*classes: type) -> Callable[[Compose], Compose]:
    """Return a decorator that registers a function for layers of some classes."""

    def register(function: Compose) -> Compose:
        _functions.update(dict.fromkeys(classes, function))
        return function

    return register


def is_composed(layer: Any) -> bool:
    """Return whether `composed` replaces a layer."""
    return type(layer) in _functions


def composed(layer: Any, inputs: Any) -> Any:
    """Return the model that replaces a layer, which has its name.

    Raises:
        NotReplaceable: if an option or the input has no equivalent.
    """
    given = input_like(inputs, f"{layer.name}_input")
    return keras.Model(given, _functions[type(layer)](layer, given), name=layer.name)
