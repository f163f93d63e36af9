"""Descriptions of layers from numbers to numbers."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer.export.lowering.registry import NotPortable
from prelayer.export.specification.description import (
    FLOATS,
    WHOLE,
    Description,
    Value,
    describes,
    output_dtype,
)
from prelayer.export.specification.plain_json import number, plain_list
from prelayer.export.specification.tables import Tables
from prelayer.layers.numeric.imputation import Imputation
from prelayer.layers.numeric.log import Log
from prelayer.layers.numeric.min_max_scaling import MinMaxScaling
from prelayer.layers.numeric.normalization import Normalization
from prelayer.layers.numeric.rescaling import Rescaling
from prelayer.layers.numeric.robust_scaling import RobustScaling
from prelayer.ops.numeric.arithmetic import at_least_float32, working_dtype

NUMBERS = (*FLOATS, *WHOLE)


@describes(Normalization, MinMaxScaling, RobustScaling)
def scaler(layer: Any, value: Value, tables: Tables) -> Description:
    """Describe a layer that scales each column."""
    del tables
    dtype = _dtype(layer, value)
    if layer.invert and layer.missing == "indicator":
        raise NotPortable("the inverse of indicators is not part of the format", "missing")
    learned = {name: part.numpy() for name, part in layer._learned_arrays().items()}
    columns = {name: _by_column(part, layer._features, value) for name, part in learned.items()}
    fill: Any = None
    if not layer.invert and layer.missing != "propagate":
        fill = columns["mean"] if layer._missing.needs_mean else layer.fill_value
    options = {
        "computation": _computation(value, dtype),
        "invert": layer.invert,
        "fill": _filling(fill, value.dtype),
        "indicator": layer.missing == "indicator",
    }
    if isinstance(layer, MinMaxScaling):
        options |= {"feature_range": plain_list(layer.feature_range), "clip": layer.clip}
    state = {name: plain_list(columns[name]) for name in layer._weight_names}
    shape = _with_columns(value, columns[layer._weight_names[0]], options["indicator"])
    return Description(options, state, dtype, shape)


@describes(Imputation)
def imputation(layer: Imputation, value: Value, tables: Tables) -> Description:
    """Describe an Imputation layer."""
    del tables
    dtype = _dtype(layer, value)
    fill = np.array(layer.fill_value)
    if layer.strategy != "constant":
        statistics = layer._store.read()["statistics"].numpy()
        fill = _by_column(statistics, layer._features, value)
    computation = _computation(value, dtype)
    options = {
        "computation": computation,
        "fill": _filling(fill, computation),
        "indicator": layer.add_indicator,
    }
    shape = _with_columns(value, fill.reshape(-1), layer.add_indicator)
    return Description(options, {}, dtype, shape)


@describes(Rescaling)
def rescaling(layer: Rescaling, value: Value, tables: Tables) -> Description:
    """Describe a Rescaling layer."""
    del tables
    dtype = _dtype(layer, value)
    options: dict[str, Any] = {"computation": _computation(value, dtype)}
    for argument in ("scale", "offset"):
        numbers = getattr(layer, argument)
        if numbers.ndim > 1:
            raise NotPortable("it has a number for each channel of an image", argument)
        columns = _fitting(numbers.reshape(-1), value)
        options[argument] = plain_list(columns)
    wider = max((layer.scale, layer.offset), key=np.size)
    shape = _with_columns(value, wider.reshape(-1), False)
    return Description(options, {}, dtype, shape)


@describes(Log)
def log(layer: Log, value: Value, tables: Tables) -> Description:
    """Describe a Log layer."""
    del tables
    dtype = _dtype(layer, value)
    options = {
        "offset": number(layer.offset),
        "log_of_base": number(1.0 if layer.base == math.e else math.log(layer.base)),
        "signed": layer.signed,
        "invert": layer.invert,
    }
    return Description(options, {}, dtype, value.shape)


def _dtype(layer: Any, value: Value) -> str:
    value.of_dtype(NUMBERS, "numbers")
    return output_dtype(layer)


def _computation(value: Value, dtype: str) -> str:
    return working_dtype(tf.as_dtype(value.dtype), dtype)


def _by_column(array: np.ndarray, features: Any, value: Value) -> np.ndarray:
    """Return learned numbers as one number, or one for each column."""
    if len(value.shape) > 1 and 0 in features.kept(value.shape):
        raise NotPortable("it has numbers for each row of a batch", "axis")
    return _fitting(array.reshape(-1), value)


def _fitting(columns: np.ndarray, value: Value) -> np.ndarray:
    width = value.shape[1] if len(value.shape) == 2 else 1
    if columns.size not in (1, width) and width is not None:
        raise NotPortable(f"it has {columns.size} numbers, but its input {width} columns")
    return columns


def _filling(fill: Any, dtype: str) -> list[Any] | None:
    """Return the replacements of missing numbers, rounded to the dtype that they are put into."""
    if fill is None or dtype in WHOLE:
        return None
    return plain_list(np.asarray(fill, np.float64).astype(at_least_float32(dtype)))


def _with_columns(value: Value, columns: np.ndarray, has_indicator: bool) -> tuple[int | None, ...]:
    if len(value.shape) == 1:
        return (*value.shape, 2) if has_indicator else value.shape
    width = value.shape[1] if columns.size == 1 else columns.size
    return (value.shape[0], width and width * (2 if has_indicator else 1))
