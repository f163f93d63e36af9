"""The inverse of layers with an argument `invert`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prelayer._core.tensors import is_symbolic
from prelayer.layers.base.layer import Layer


def apply_inverse(layer: Layer, inputs: Any, change: Callable[[Any, bool], Any]) -> Any:
    """Return the numbers that a layer maps to `inputs`, in data or in a model.

    Args:
        layer: a layer with an argument `invert`.
        inputs: outputs of the layer.
        change: returns numbers transformed in one of the two directions.
    """
    inputs = layer.prepare(inputs)
    if not getattr(layer, "is_fitted", True):
        layer._refuse_unfitted()
    invert = not layer.invert
    if not is_symbolic(inputs):
        return change(inputs, invert)
    config = {**layer.get_config(), "invert": invert, "name": f"{layer.name}_inverse"}
    return type(layer).from_config(config)(inputs)
