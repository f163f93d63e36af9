"""DatetimeFeatures: calendar components and elapsed time of dates and times."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
import tensorflow as tf

from prelayer._core import check
from prelayer._core.errors import invalid
from prelayer._core.missing import Missing
from prelayer._core.types import ArrayLike, Option, ShapeLike, Structure
from prelayer.layers.base.layer import symbolic
from prelayer.layers.base.learned_part import LearnedPart
from prelayer.layers.base.learned_weights import Arrays, LearnedWeights, Shapes
from prelayer.layers.base.stateful_layer import StatefulLayer
from prelayer.layers.numeric import time_inputs, time_unit
from prelayer.layers.numeric.time_origin import OriginLearner, given_origin, iso_text, joined, split
from prelayer.ops.datetime import calendar, features
from prelayer.ops.datetime.units import LARGEST, MICROSECONDS, MISSING
from prelayer.stats.earliest import Earliest

UNITS = ("s", "ms", "us", "ns", "D")
_HOURS = 24
_LARGEST_DAY = LARGEST // MICROSECONDS["D"] + 1
_OFFSET_RULE = f"a number of hours from -{_HOURS} to {_HOURS}"
_OFFSET_REMEDY = (
    "The offset of a named zone may change during the year: convert the column to local times "
    "without a zone first."
)


class DatetimeFeatures(StatefulLayer):
    """Extracts calendar components, as cyclic features, and elapsed time of dates and times.

    Use it before layers that need numbers: hours and months as points on a circle, on which 23 is
    next to 0, and the time since an origin as a trend. Inputs are text in ISO 8601 ("2024-02-29",
    "2024-02-29T13:45:00.5+01:00"), numbers since 1970 (UTC), rounded to microseconds, or dates and
    times of Python, NumPy, pandas, polars and Arrow. Times without a zone or an offset are UTC.

    See also: `Discretization`, `Normalization`, docs/guides/tables.Rmd.

    Args:
        components: any of "year", "quarter", "month", "day", "day_of_year", "weekday" (Monday is
            0), "hour", "minute", "second", and "elapsed", the time since `origin`.
        cyclic: the components that become two features each, sine and cosine.
        unit: the unit of numbers: "s", "ms", "us", "ns" or "D". A warning names a likelier one.
        origin: a date or time, in any form of the input; None learns the earliest by `adapt()`.
        elapsed_unit: the unit of "elapsed": "D", "h", "m" (minutes), "s", "ms" or "us".
        utc_offset: the hours, which may have a fraction, by which the calendar is ahead of UTC.
        errors: "raise" rejects malformed text and numbers out of range, "missing" means NaN.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        A float tensor of shape (n, features) for inputs of shape (n,) or (n, 1), and of shape
        (..., k, features) for (..., k); see `feature_names`. Missing values (None, NaT, "", the
        lowest int64) are NaN in all features.

    Raises:
        ValueError: if a value is malformed, or the layer is called before it has an origin.

    Examples:
        >>> from prelayer import DatetimeFeatures
        >>> components = ["weekday", "elapsed"]
        >>> layer = DatetimeFeatures(components, cyclic=(), origin="2024-01-01")
        >>> layer(["2024-03-03T12:00Z", ""]).numpy()
        array([[ 6. , 62.5],
               [ nan,  nan]], dtype=float32)
    """

    _state_arguments = ("origin",)
    # R passes dates and times to layers with this attribute.
    _accepts_times = True
    _column_dtype = "string"
    _store: LearnedWeights

    def __init__(
        self,
        components: Sequence[str] = ("month", "day", "weekday", "hour", "elapsed"),
        *,
        cyclic: Sequence[str] = ("month", "weekday", "hour"),
        unit: Literal["s", "ms", "us", "ns", "D"] = "us",
        origin: ArrayLike = None,
        elapsed_unit: Literal["D", "h", "m", "s", "ms", "us"] = "D",
        utc_offset: float = 0,
        errors: Literal["raise", "missing"] = "raise",
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.components = _chosen("components", components, features.COMPONENTS)
        if not self.components:
            raise invalid("components", "at least one name", components)
        self.cyclic = _chosen("cyclic", cyclic, tuple(calendar.CYCLES))
        check.one_of("unit", unit, UNITS)
        check.one_of("elapsed_unit", elapsed_unit, tuple(MICROSECONDS))
        check.one_of("errors", errors, ("raise", "missing"))
        self._offset = round(_offset_hours(utc_offset) * MICROSECONDS["h"])
        self._origin = None if origin is None else given_origin(origin, unit)
        if self._origin is not None:
            text = iso_text(self._origin)
            self._arguments = MappingProxyType({**self._arguments, "origin": text})
        self._given = self._origin is not None or features.ELAPSED not in self.components
        self._fitted = self._given
        self._store = LearnedWeights(self, ("origin",), self._fits, self._is_possible)
        self._learner = OriginLearner(self, Earliest, self._summarize, self._derive)
        self._warned = False
        self.supports_jit = False  # XLA has no text, and cannot raise.

    @property
    def feature_names(self) -> list[str]:
        """The names of the features, in the order of the last axis of the output."""
        return features.feature_names(self.components, self.cyclic)

    @property
    def origin(self) -> str | None:
        """The given or learned origin as text in ISO 8601 (UTC); None before it is learned."""
        if self._given or not self.is_fitted:
            return None if self._origin is None else iso_text(self._origin)
        return iso_text(joined(self._store.to_arrays()["origin"]))

    @property
    def rule_for_missing(self) -> Missing:
        """The rule for None, NA and masked values."""
        return time_inputs.RULE

    def prepare(self, inputs: Structure) -> Structure:
        return time_inputs.as_time_tensor(inputs, self.unit)

    def build(self, input_shape: ShapeLike) -> None:
        self._store.create({"origin": (2,)})

    def _learned_parts(self) -> list[LearnedPart]:
        return [] if self.origin is None else [LearnedPart("origin", (), [self.origin])]

    def _times(self, inputs: tf.Tensor) -> tf.Tensor:
        return time_inputs.to_microseconds(inputs, self.unit, self.errors)

    def _summarize(self, batch: tf.Tensor) -> dict[str, tf.Tensor]:
        times = self._times(batch)
        known = tf.boolean_mask(times, times != MISSING)
        count = tf.size(known, tf.int64)
        missing = tf.size(times, tf.int64) - count
        furthest = time_unit.furthest(batch)
        earliest = tf.reduce_min(known)
        return {"count": count, "earliest": earliest, "missing": missing, "furthest": furthest}

    def _warn_of_unit(self, furthest: int) -> None:
        """Warn once if numbers are probably in another unit."""
        self._warned = self._warned or time_unit.warn_of_unit(furthest, self.unit)

    def _derive(self, accumulator: Earliest) -> Arrays:
        return {"origin": split(accumulator.earliest)}

    def _fits(self, shapes: Shapes) -> bool:
        return shapes == {"origin": (2,)}

    def _is_possible(self, state: Arrays) -> bool:
        origin = state["origin"]
        return abs(origin[0]) <= _LARGEST_DAY and np.array_equal(origin, split(joined(origin)))

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        if not self.is_fitted:
            return self._placeholder(inputs)
        times = self._times(inputs)
        self._warn_of_unit(time_unit.furthest_now(inputs))
        parts = self._calendar_features(times)
        if features.ELAPSED in self.components:
            origin = self._origin_in_graph()
            parts[features.ELAPSED] = features.elapsed(
                times, origin, self.elapsed_unit, self.compute_dtype
            )
        joined_parts = tf.concat([parts[name] for name in self.components], -1)
        shape = self._output_shape(inputs.shape)
        leading = tf.shape(inputs)[: len(shape) - 1]
        output = tf.reshape(joined_parts, tf.concat([leading, shape[-1:]], 0))
        return tf.ensure_shape(output, shape)

    def _calendar_features(self, times: tf.Tensor) -> dict[str, tf.Tensor]:
        names = [name for name in self.components if name != features.ELAPSED]
        if not names:
            return {}
        return features.calendar_features(
            times, names, self.cyclic, self._offset, self.compute_dtype
        )

    def _origin_in_graph(self) -> tf.Tensor:
        if self._origin is not None:
            return tf.constant(self._origin, tf.int64)
        days, of_day = tf.unstack(tf.cast(self._store.read()["origin"], tf.int64))
        return days * MICROSECONDS["D"] + of_day

    def _output_shape(self, shape: Any) -> tuple[int | None, ...]:
        shape = tuple(shape)
        is_column = len(shape) > 1 and shape[-1] == 1
        return (*(shape[:-1] if is_column else shape), len(self.feature_names))

    def compute_output_spec(self, inputs: Structure) -> Structure:
        return symbolic(self._output_shape(inputs.shape), self.compute_dtype)


def _chosen(argument: str, names: Any, options: Sequence[str]) -> list[str]:
    """Return names as a list; raise for unknown and repeated ones."""
    if isinstance(names, str) or names is None:
        names = [] if names is None else [names]
    if not isinstance(names, (list, tuple)):
        raise invalid(argument, "a list of names", names)
    names = list(names)
    for name in names:
        check.one_of(argument, name, options)
    if len(set(names)) < len(names):
        raise invalid(argument, "names without repeats", names)
    return names


def _offset_hours(utc_offset: Any) -> float:
    if isinstance(utc_offset, str):
        raise invalid("utc_offset", _OFFSET_RULE, utc_offset, _OFFSET_REMEDY)
    check.number("utc_offset", utc_offset, -_HOURS, _HOURS)
    return float(utc_offset)
