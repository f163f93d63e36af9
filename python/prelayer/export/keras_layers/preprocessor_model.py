"""A Preprocessor as a functional model of Keras's layers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import keras

from prelayer.export.keras_layers.input_like import input_like
from prelayer.export.keras_layers.rebuilt import Rebuilt
from prelayer.pipeline.preprocessor.preprocessor import Preprocessor


def preprocessor_model(layer: Preprocessor, inputs: Mapping[str, Any], rebuilt: Rebuilt) -> Any:
    """Return a model of the columns of a preprocessor, with the layers of its features replaced.

    Args:
        layer: the preprocessor.
        inputs: its symbolic columns by name.
        rebuilt: replaces layers.
    """
    columns = {name: input_like(inputs[name], name) for name in layer.columns}
    taken: dict[str, Any] = dict.fromkeys((*columns, *layer._joined.groups))
    outputs = {}
    for name, feature in layer.features.items():
        with rebuilt.of_feature(name):
            _, outputs[name] = rebuilt.chain(feature.layers, feature.input_of(columns), taken)
    return keras.Model(columns, _joined(layer, outputs), name=layer.name)


def _joined(layer: Preprocessor, outputs: dict[str, Any]) -> Any:
    output = layer._joined
    if output.is_dict:
        return outputs
    joined = {}
    for group, names in output.groups.items():
        parts = [keras.ops.cast(outputs[name], layer.compute_dtype) for name in names]
        joined[group] = keras.layers.Concatenate(name=group)(parts) if len(parts) > 1 else parts[0]
    return joined["concat"] if output.is_matrix else joined
