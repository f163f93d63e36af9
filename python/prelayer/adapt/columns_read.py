"""The columns that layers to fit read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras

from prelayer.adapt.layer_binding import LayerBinding
from prelayer.adapt.model_inputs import column_names


def columns_read(layers: Any, bindings: Sequence[LayerBinding]) -> list[str]:
    """Return the names of the columns that layers read; empty if they do not tell.

    Args:
        layers: the model or structure of layers.
        bindings: those of them that are fitted.
    """
    if isinstance(layers, keras.Model):
        return column_names(layers)
    named = [binding.columns or binding.path[:1] for binding in bindings]
    return sorted({str(name) for names in named for name in names}) if all(named) else []
