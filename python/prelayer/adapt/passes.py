"""The passes that layers need: which layers are fitted in each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import keras

from prelayer.adapt.layer_binding import LayerBinding, StagedLayers
from prelayer.adapt.layer_chain import staged_bindings
from prelayer.adapt.stages import stages


def passes_of(layers: Any, data: Any) -> Iterator[list[LayerBinding]]:
    """Yield the layers to fit in each pass, bound to their part of the data.

    A pass requires that the layers of the previous ones are fitted.

    Args:
        layers: layers as for `adapt`.
        data: the data, whose columns a `Preprocessor` checks.
    """
    if isinstance(layers, keras.Model):
        return ([LayerBinding(layer, feed=feed) for feed, layer in pair] for pair in stages(layers))
    if isinstance(layers, StagedLayers):
        return iter(layers.binding_stages(data))
    return staged_bindings(layers)
