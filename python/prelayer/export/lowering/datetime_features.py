"""Lowering of DatetimeFeatures."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from prelayer.export.lowering.registry import Context, Function, lowers
from prelayer.export.lowering.whole_numbers import whole_numbers
from prelayer.export.portable import times
from prelayer.export.portable.text import Text
from prelayer.export.portable.tokens import whole_texts
from prelayer.layers.numeric.datetime_features import DatetimeFeatures
from prelayer.ops.datetime import calendar, features, iso_8601
from prelayer.ops.datetime.units import MICROSECONDS, MISSING

# The calendar repeats after 400 years, and divides only numbers that are not negative if its days
# begin so many years before the epoch.
_CYCLES = 400
_DAYS, _YEARS = _CYCLES * 146_097, _CYCLES * 400
_ISO_CHARACTERS = frozenset(map(ord, "0123456789-+:., TZ\x00"))
_OTHER_SYMBOL = 0xFF


@lowers(DatetimeFeatures)
def datetime_features(layer: DatetimeFeatures, context: Context) -> Function:
    """Return the portable form of a DatetimeFeatures layer."""
    context.characters |= _ISO_CHARACTERS
    names = [name for name in layer.components if name != features.ELAPSED]
    origin = int(layer._origin_in_graph()) if features.ELAPSED in layer.components else 0
    unit = MICROSECONDS[layer.elapsed_unit]

    def run(values: Any) -> tf.Tensor:
        is_text = isinstance(values, Text)
        sizes = tf.shape(values.symbols)[:-1] if is_text else tf.shape(values)
        found = _times_of_text(values) if is_text else _times(values, layer.unit)
        parts = _components(found.ahead(layer._offset), names) if names else {}
        if features.ELAPSED in layer.components:
            since = tf.cast(found.microseconds() - origin, tf.float32)
            parts[features.ELAPSED] = since / np.float32(unit)
        columns = features.columns(parts, found.is_missing, layer.cyclic, layer.compute_dtype)
        joined = tf.concat([columns[name] for name in layer.components], -1)
        result = layer._output_shape(values.shape)
        leading = sizes[: len(result) - 1]
        output = tf.reshape(joined, tf.concat([leading, [result[-1]]], 0))
        return tf.ensure_shape(output, result)

    return run


def _times(values: tf.Tensor, unit: str) -> times.Times:
    return times.of_numbers(tf.reshape(whole_numbers(values), [-1]), unit)


def _times_of_text(text: Text) -> times.Times:
    """Return the times of text in ISO 8601; other text is missing."""
    texts = whole_texts(text.run())
    places = np.arange(iso_8601.WIDTH, dtype=np.int32)
    at = texts.starts[:, tf.newaxis] + places
    symbols = tf.gather(texts.symbols, tf.minimum(at, tf.size(texts.symbols) - 1))
    symbols = tf.where(places < texts.lengths[:, tf.newaxis], symbols, 0)
    found = iso_8601.of_bytes(tf.minimum(symbols, _OTHER_SYMBOL)).microseconds
    return times.of_microseconds(found, found == MISSING)


def _components(found: times.Times, names: list[str]) -> dict[str, tf.Tensor]:
    days = tf.where(found.is_missing, 0, found.days) + _DAYS
    parts = calendar.components_of_days(days, found.seconds(), names)
    return {name: part - _YEARS if name == "year" else part for name, part in parts.items()}
