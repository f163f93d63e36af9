"""DatetimeFeatures as operations of Keras, which have no texts."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf
from keras import ops

from prelayer.export.keras_layers.composed import composes
from prelayer.export.keras_layers.registry import NotReplaceable
from prelayer.layers.numeric.datetime_features import DatetimeFeatures
from prelayer.ops.datetime import calendar, features
from prelayer.ops.datetime.units import LARGEST, MICROSECONDS, MISSING

_DAY, _SECOND = MICROSECONDS["D"], MICROSECONDS["s"]
_NANOSECONDS = 1000


@composes(DatetimeFeatures)
def date_features(layer: DatetimeFeatures, inputs: Any) -> Any:
    """Return the features of dates that are numbers; those out of range are missing."""
    if tf.as_dtype(inputs.dtype) == tf.string:
        raise NotReplaceable(
            "Keras has no operations that read dates as text, so give numbers, such as int64 "
            "microseconds since 1970 (UTC)"
        )
    if getattr(inputs, "sparse", False) or getattr(inputs, "ragged", False):
        raise NotReplaceable("it takes dense dates only")
    is_column = len(inputs.shape) > 1 and inputs.shape[-1] == 1
    numbers = ops.squeeze(inputs, -1) if is_column else inputs
    times, is_missing = _times(numbers, layer.unit)
    local = times + layer._offset
    days = ops.cast(local // _DAY, "int32")
    seconds = ops.cast(local % _DAY // _SECOND, "int32")
    names = [name for name in layer.components if name != features.ELAPSED]
    found = calendar.components_of_days(days, seconds, names)
    if features.ELAPSED in layer.components:
        since = ops.cast(times - int(layer._origin_in_graph()), "float64")
        found[features.ELAPSED] = since / float(MICROSECONDS[layer.elapsed_unit])
    columns = [_column(layer, name, found[name]) for name in layer.components]
    joined = ops.concatenate(columns, -1) if len(columns) > 1 else columns[0]
    nan = ops.full_like(joined, np.nan)
    return ops.where(ops.expand_dims(is_missing, -1), nan, joined)


def _times(numbers: Any, unit: str) -> tuple[Any, Any]:
    """Return int64 microseconds since the epoch, 0 where missing, and whether they are missing."""
    if tf.as_dtype(numbers.dtype).is_floating:
        numbers = ops.cast(numbers, "float64")
        scaled = numbers / _NANOSECONDS if unit == "ns" else numbers * float(MICROSECONDS[unit])
        is_time = ops.abs(scaled) <= float(LARGEST)  # not true for NaN
        return ops.cast(ops.round(ops.where(is_time, scaled, 0.0)), "int64"), ~is_time
    numbers = ops.cast(numbers, "int64")
    if unit == "ns":
        is_missing = ops.equal(numbers, MISSING)
        return ops.where(is_missing, 0, numbers) // _NANOSECONDS, is_missing
    limit = LARGEST // MICROSECONDS[unit]
    is_missing = ops.logical_or(numbers < -limit, numbers > limit)
    return ops.where(is_missing, 0, numbers) * MICROSECONDS[unit], is_missing


def _column(layer: DatetimeFeatures, name: str, values: Any) -> Any:
    if name not in layer.cyclic:
        return ops.cast(ops.expand_dims(values, -1), layer.compute_dtype)
    table = features.circle(name)
    is_wide = layer.compute_dtype == "float64"
    first, _ = calendar.CYCLES[name]
    points = ops.take(table if is_wide else table.astype(np.float32), values - first, axis=0)
    return ops.cast(points, layer.compute_dtype)
