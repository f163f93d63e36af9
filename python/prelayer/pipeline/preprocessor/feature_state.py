"""The learned state of features: whether they have it, and how it is merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from prelayer._core import errors
from prelayer._core.message import Message
from prelayer._core.owner import place
from prelayer.adapt.layer_binding import learns
from prelayer.layers.base.stateful_layer import StatefulLayer
from prelayer.pipeline.preprocessor.feature import Feature
from prelayer.stats.serialization import pack, unpack

_TITLE = "Preprocessor"


def is_fitted(feature: Feature) -> bool:
    """Return whether all layers of a feature have the state that they need."""
    return all(getattr(layer, "is_fitted", True) for layer in feature.layers)


def packed_state(features: Mapping[str, Feature]) -> bytes:
    """Return the accumulators of all layers that learn, as bytes."""
    layers = dict(_learners(features))
    states = {
        f"state_{number}": np.frombuffer(layer.state(), np.uint8)
        for number, layer in enumerate(layers.values())
    }
    return pack(_TITLE, names=np.array(list(layers)), **states)


def merge_state(features: Mapping[str, Feature], state: bytes) -> None:
    """Add the data that other layers were fitted to; all layers change, or none.

    Raises:
        ValueError: if the state is damaged, or of other features or options.
    """
    parts = unpack(_TITLE, state)
    layers, names = dict(_learners(features)), parts["names"].tolist()
    if set(names) != set(layers):
        raise errors.problem(
            "the state is of the features {there}, but those that learn here are {here}. Merge "
            "states of preprocessors that were made alike.",
            there=sorted(names),
            here=sorted(layers),
        )
    merged = {}
    for number, name in enumerate(names):
        with place(Message("feature {name!r}", name=name)):
            merged[name] = layers[name]._merged(parts[f"state_{number}"].tobytes())
    for name, found in merged.items():
        layers[name]._set_merged(*found)


def _learners(features: Mapping[str, Feature]) -> Iterator[tuple[str, Any]]:
    """Yield the layers that learn by feature; raise if their states cannot be merged."""
    for name, feature in features.items():
        layers = [layer for layer in feature.layers if learns(layer)]
        if len(layers) > 1:
            raise errors.problem(
                "the feature {name!r} has several layers that learn, each from the output of the "
                "one before, which cannot be merged. Adapt to all data at once.",
                name=name,
            )
        for layer in layers:
            if not isinstance(layer, StatefulLayer):
                raise errors.problem(
                    "the feature {name!r} has the layer {layer!r} of Keras, whose state cannot be "
                    "merged. Take the layer of prelayer with the same name.",
                    name=name,
                    layer=layer,
                )
            yield name, layer
        for layer in feature.layers:
            if getattr(layer, "takes_columns", False):
                yield from _learners(
                    {f"{name}${key}": part for key, part in layer.features.items()}
                )
