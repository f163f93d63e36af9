"""The description of a model for a web page: its inputs and outputs, and known values of both."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer.export.class_names import OUTPUT, ClassNames
from prelayer.export.date_inputs import date_layer, date_unit, unit_text
from prelayer.export.first_layers import first_layers
from prelayer.export.portable_model import PortableInput, portable_inputs
from prelayer.export.signature_names import output_names
from prelayer.export.web_json import to_json
from prelayer.layers.base.layer import flatten
from prelayer.layers.categorical.integer_lookup import IntegerLookup
from prelayer.layers.categorical.string_lookup import StringLookup
from prelayer.layers.numeric.normalization import Normalization

_MOST_CHOICES = 500
_CHANNELS = (1, 3, 4)
_DTYPES = {
    "string": "text",
    "bool": "boolean",
    "float32": "number",
    "float64": "number",
    **{f"{sign}int{bits}": "integer" for sign in ("", "u") for bits in (8, 16, 32, 64)},
}


def describe_inputs(model: keras.Model) -> list[dict[str, Any]]:
    """Return the name, dtype, shape, kind and known values of each input.

    Raises:
        ValueError: if JavaScript has no numbers of the dtype of an input.
    """
    layers = first_layers(model)
    return [_describe_input(one, layers.get(one.name, [])) for one in portable_inputs(model)]


def describe_outputs(model: keras.Model) -> list[dict[str, Any]]:
    """Return the name, dtype and shape of each output, and the class names that belong to it.

    Raises:
        ValueError: if JavaScript has no numbers of the dtype of an output.
    """
    classes = [layer for layer in flatten(model) if isinstance(layer, ClassNames)]
    outputs = model.outputs[0] if isinstance(model, keras.Sequential) else model.output
    described = []
    for name, tensor in zip(output_names(model, outputs), keras.tree.flatten(outputs)):
        dtype = tf.as_dtype(tensor.dtype).name
        if dtype not in _DTYPES:
            raise _unknown_dtype("output", name, dtype)
        one = {"name": name, "dtype": dtype, "shape": list(tensor.shape[1:])}
        if classes and name != OUTPUT:
            one["classNames"] = list(classes[0].class_names)
        described.append(one)
    return described


def _describe_input(one: PortableInput, layers: list[Any]) -> dict[str, Any]:
    if one.dtype not in _DTYPES:
        raise _unknown_dtype("input", one.name, one.dtype)
    shape, kind = list(one.shape[1:]), _DTYPES[one.dtype]
    holds_pixels = kind in ("number", "integer") and one.dtype != "int8"
    if len(shape) == 3 and shape[2] in _CHANNELS and holds_pixels:
        kind = "image"
    described: dict[str, Any] = {"name": one.name, "dtype": one.dtype, "shape": shape, "kind": kind}
    choices = _choices(layers) if shape in ([], [1]) else []
    if choices:
        return {**described, "choices": choices, "example": choices[0]}
    dates = _of_dates(one.dtype, layers)
    if dates:
        return {**described, **dates}
    example = _example(kind, shape, layers)
    return described if example is None else {**described, "example": example}


def _choices(layers: list[Any]) -> list[Any]:
    """Return the known values, if a lookup of not too many is all that takes the input."""
    if len(layers) != 1 or not isinstance(layers[0], (StringLookup, IntegerLookup)):
        return []
    tokens = layers[0].get_vocabulary(include_special_tokens=False)
    values = [to_json(token) for token in tokens]
    return values if len(values) <= _MOST_CHOICES else []


def _of_dates(dtype: str, layers: list[Any]) -> dict[str, Any]:
    """Return unit and description of an input of dates, and the earliest date if it is known."""
    layer, unit = date_layer(layers), date_unit(layers, dtype)
    if layer is None or unit is None:
        return {}
    described, origin = {"dates": unit, "description": unit_text(unit)}, layer.origin
    # Fields of browsers have years from 1 on.
    if origin is None or not "0001" <= origin[:4] <= "9999":
        return described
    time = f"{origin}T00:00" if len(origin) == len("2024-02-29") else origin
    return {**described, "example": time[: len("2024-02-29T13:45:30")]}


def _example(kind: str, shape: list[int | None], layers: list[Any]) -> Any:
    """Return numbers to begin with: the means, rounded, if a layer has them; else 0 for one number.

    None for other inputs.
    """
    if kind not in ("number", "integer") or len(shape) > 1:
        return None
    size = shape[0] if shape else 1
    means = [_means(layer) for layer in layers if kind == "number"]
    fitting = [values for values in means if len(values) == size]
    values = fitting[0] if fitting else [0]
    if size == 1:
        return values[0]
    return values if fitting else None


def _means(layer: Any) -> list[float]:
    if not isinstance(layer, Normalization) or not layer.is_fitted:
        return []
    means = np.ravel(np.asarray(layer.mean))
    return [float(f"{mean:.3g}") for mean in means.tolist()] if np.isfinite(means).all() else []


def _unknown_dtype(kind: str, name: str, dtype: str) -> errors.PrelayerError:
    return errors.problem(
        "the {kind} '{name}' has the dtype {dtype!r}, of which JavaScript has no numbers. Convert "
        'it to "float32".',
        kind=kind,
        name=name,
        dtype=dtype,
    )
