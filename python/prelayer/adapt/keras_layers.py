"""Keras's own preprocessing layers that learn from data."""

from __future__ import annotations

from typing import Any

import keras

from prelayer._core import errors

_LAYERS = (
    keras.layers.Discretization,
    keras.layers.IntegerLookup,
    keras.layers.Normalization,
    keras.layers.StringLookup,
    keras.layers.TextVectorization,
)


def is_keras_layer(layer: Any) -> bool:
    """Return whether a layer is one of Keras's own layers with learned state."""
    return isinstance(layer, _LAYERS)


def check_adaptable(layer: Any) -> None:
    """Raise if the state of a layer of Keras was set by its arguments, not by `adapt()`."""
    if not is_adaptable(layer):
        raise errors.problem(
            "the layer '{name}' of Keras was given what it would learn, so it cannot be adapted.",
            name=layer.name,
        )


def is_adaptable(layer: Any) -> bool:
    """Return whether a layer of Keras is fitted by `adapt()` instead of by its arguments."""
    if isinstance(layer, keras.layers.Normalization):
        return layer.input_mean is None
    if isinstance(layer, keras.layers.Discretization):
        return layer.num_bins is not None
    lookup = layer._lookup_layer if isinstance(layer, keras.layers.TextVectorization) else layer
    return not lookup._has_input_vocabulary


def refuse_to_merge(layer: Any) -> None:
    """Raise if a layer is one of Keras, which `adapt()` fits without statistics to merge."""
    if is_keras_layer(layer):
        raise errors.problem(
            "the layer '{name}' of Keras has no statistics that can be merged. Take the layer of "
            "prelayer with the same name.",
            name=layer.name,
        )
