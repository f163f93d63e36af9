"""Numbers that models learn from, of times."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import tensorflow as tf

from prelayer.ops.datetime import calendar
from prelayer.ops.datetime.units import MICROSECONDS, MISSING

ELAPSED = "elapsed"
COMPONENTS = (*calendar.COMPONENTS, ELAPSED)


def feature_names(components: Sequence[str], cyclic: Sequence[str]) -> list[str]:
    """Return the names of the features: two of each cyclic component, one of each other one."""
    ends = {True: ("_sin", "_cos"), False: ("",)}
    return [name + end for name in components for end in ends[name in cyclic]]


def calendar_features(
    times: tf.Tensor,
    components: Sequence[str],
    cyclic: Sequence[str],
    utc_offset: int,
    dtype: str,
) -> dict[str, tf.Tensor]:
    """Return the features of calendar components, each of shape (n, 1), or (n, 2) if cyclic.

    Args:
        times: int64 microseconds since the epoch of shape (n,), `MISSING` where there is no time.
        components: names of `COMPONENTS`, without `ELAPSED`.
        cyclic: those of them that are given as sine and cosine.
        utc_offset: the microseconds by which the calendar is ahead of UTC.
        dtype: the dtype of the features.

    Returns:
        A tensor by the name of each component, NaN where there is no time.
    """
    is_missing = times == MISSING
    local = tf.where(is_missing, tf.zeros_like(times), times + utc_offset)
    found = calendar.components(local, components)
    return columns(found, is_missing, cyclic, dtype)


def columns(
    found: dict[str, tf.Tensor], is_missing: tf.Tensor, cyclic: Sequence[str], dtype: str
) -> dict[str, tf.Tensor]:
    """Return the features of components, or of the elapsed time, by name.

    Args:
        found: the components by name, of shape (n,).
        is_missing: whether there is no time, so that the features are NaN.
        cyclic: the names of components that become sine and cosine.
        dtype: the dtype of the features.
    """
    parts = {
        name: _on_circle(name, part, dtype) if name in cyclic else _as_column(part, dtype)
        for name, part in found.items()
    }
    return {name: _with_nan(is_missing, part) for name, part in parts.items()}


def elapsed(times: tf.Tensor, origin: tf.Tensor, unit: str, dtype: str) -> tf.Tensor:
    """Return the time since an origin, of shape (n, 1).

    Args:
        times: as for `calendar_features`.
        origin: int64 microseconds since the epoch.
        unit: a unit of `MICROSECONDS`.
        dtype: the dtype of the result.
    """
    # The difference is exact; the quotient is rounded to float64, and then to the dtype.
    since = tf.cast(times - origin, tf.float64) / MICROSECONDS[unit]
    return _with_nan(times == MISSING, _as_column(since, dtype))


def circle(name: str) -> np.ndarray:
    """Return sine and cosine of each value of a cyclic component, from its first one, as rows."""
    _, count = calendar.CYCLES[name]
    angles = 2 * np.pi * np.arange(count) / count
    return np.stack([np.sin(angles), np.cos(angles)], axis=1)


def _on_circle(name: str, values: tf.Tensor, dtype: str) -> tf.Tensor:
    # A table has the same sines and cosines on every device.
    first, _ = calendar.CYCLES[name]
    return tf.gather(tf.cast(circle(name), dtype), values - first)


def _as_column(values: tf.Tensor, dtype: str) -> tf.Tensor:
    return tf.cast(values[:, tf.newaxis], dtype)


def _with_nan(is_missing: tf.Tensor, part: tf.Tensor) -> tf.Tensor:
    return tf.where(is_missing[:, tf.newaxis], tf.constant(np.nan, part.dtype), part)
