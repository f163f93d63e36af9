"""Applies the chain of layers of a feature, whole or in part, to tensors or to symbolic ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import keras

from prelayer._core.message import Message
from prelayer._core.owner import place
from prelayer.layers.base.layer import symbolic
from prelayer.pipeline.preprocessor.feature import Feature


def run_chain(
    name: str, feature: Feature, columns: Mapping[str, Any], start: int = 0, stop: int | None = None
) -> Any:
    """Return the output of the layers `start` to `stop` of a feature.

    Args:
        name: the name of the feature, for errors.
        feature: the feature.
        columns: the tensors of columns by name; or, where `start` is not 0, of features by name.
        start: the position of the first layer.
        stop: the position after the last layer; None: the end.
    """
    with place(Message("feature {name!r}", name=name)):
        value = feature.input_of(columns) if start == 0 else columns[name]
        for layer in feature.layers[start:stop]:
            value = layer(value)
        return value


def chain_spec(name: str, feature: Feature, columns: Mapping[str, Any]) -> Any:
    """Return the symbolic output of a feature, for the symbolic tensors of columns by name."""
    with place(Message("feature {name!r}", name=name)):
        spec = feature.input_of(columns)
        for layer in feature.layers:
            spec = layer.compute_output_spec(spec)
        # An output of a model must not be one of its inputs.
        return spec if feature.layers else keras.tree.map_structure(_copy, spec)


def _copy(spec: keras.KerasTensor) -> keras.KerasTensor:
    return symbolic(spec.shape, spec.dtype, sparse=spec.sparse, ragged=spec.ragged)
