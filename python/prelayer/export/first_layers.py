"""The layers that take the inputs of a model."""

from __future__ import annotations

from typing import Any

import keras

from prelayer.adapt.layer_chain import is_chain
from prelayer.export.portable_model import portable_inputs
from prelayer.pipeline.preprocessor.preprocessor import Preprocessor


def first_layers(model: keras.Model) -> dict[str, list[Any]]:
    """Return the layers that take each input directly, by name; none for a subclassed model."""
    inputs = {id(tensor): one.name for tensor, one in zip(model.inputs, portable_inputs(model))}
    found: dict[str, list[Any]] = {name: [] for name in inputs.values()}
    if isinstance(model, keras.Sequential):
        found[next(iter(found))] += _first_of(model.layers)
        return found
    for operation in getattr(model, "operations", ()):  # only functional models have them
        for node in operation._inbound_nodes:
            if isinstance(operation, Preprocessor):
                _add_features(found, operation, node, inputs)
                continue
            for tensor in node.input_tensors:
                if id(tensor) in inputs:
                    found[inputs[id(tensor)]] += _first_of([operation])
    # A layer that is called twice counts once.
    return {name: list({id(one): one for one in found[name]}.values()) for name in found}


def _add_features(found: dict[str, list[Any]], layer: Preprocessor, node: Any, inputs: Any) -> None:
    (columns, *_) = node.arguments.args
    for feature in layer.features.values():
        for column in feature.columns:
            name = inputs.get(id(columns[column]))
            if name is not None:
                found[name] += _first_of(feature.layers)


def _first_of(layers: Any) -> list[Any]:
    """Return the first layer of a chain, without the layers that only hold others."""
    layers = [layer for layer in layers if not isinstance(layer, keras.layers.InputLayer)]
    if layers and (is_chain(layers[0]) or isinstance(layers[0], keras.Sequential)):
        return _first_of(layers[0].layers)
    return list(layers[:1])
