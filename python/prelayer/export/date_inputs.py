"""Inputs of exported models that are dates and times: what their numbers mean."""

from __future__ import annotations

from typing import Any

import keras
import tensorflow as tf

from prelayer.export.first_layers import first_layers
from prelayer.export.portable_model import portable_inputs
from prelayer.layers.numeric.datetime_features import DatetimeFeatures
from prelayer.layers.numeric.time_unit import NAMES

TEXT = "text"


def date_layer(layers: list[Any]) -> DatetimeFeatures | None:
    """Return the first layer that takes dates; None if there is none."""
    return next((layer for layer in layers if isinstance(layer, DatetimeFeatures)), None)


def date_unit(layers: list[Any], dtype: str) -> str | None:
    """Return the unit of an input of dates, `TEXT` for texts; None for other inputs.

    Args:
        layers: the layers that take the input; they agree, as all of them have the same numbers.
        dtype: its dtype.
    """
    layer = date_layer(layers)
    if layer is None:
        return None
    return TEXT if tf.as_dtype(dtype) == tf.string else layer.unit


def unit_text(unit: str) -> str:
    """Return what the values of an input of dates are, with how missing ones are written."""
    if unit == TEXT:
        return 'dates and times in ISO 8601, UTC where they have no offset; missing: ""'
    return f"{NAMES[unit]} since 1970-01-01 UTC; missing: -2^63"


def date_descriptions(model: keras.Model) -> dict[str, str]:
    """Return what the values of each input of dates are, by its name."""
    layers = first_layers(model)
    units = {one.name: date_unit(layers[one.name], one.dtype) for one in portable_inputs(model)}
    return {name: unit_text(unit) for name, unit in units.items() if unit is not None}
