"""Ranks of numbers between quantiles, in float32, and their inverse."""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from prelayer.export.portable.normal_quantiles import normal_quantiles
from prelayer.export.portable.sorted_places import count_up_to
from prelayer.ops.numeric.quantile import FURTHEST

_SMALLEST = 1e-8  # Below the smallest probability, whose quantile is -FURTHEST.
_LIMIT = 2.0**62


class RankTable:
    """Quantiles of features with their ranks.

    Args:
        quantiles: float64, in ascending order, (features, size).
        references: the rank of each quantile, float64, in ascending order from 0, (size,).
    """

    def __init__(self, quantiles: np.ndarray, references: np.ndarray) -> None:
        self._quantiles, self._references = quantiles, references
        features, self._size = quantiles.shape
        self._column = np.arange(features, dtype=np.int32)[:, np.newaxis]

    def ranks(self, values: tf.Tensor) -> tf.Tensor:
        """Return the rank of each number, float32; NaN is kept.

        Args:
            values: integers or floats, (features, numbers).
        """
        below, _ = self._probabilities(values)
        return self._with_ends(values, below, 0.0, 1.0)

    def normal(self, values: tf.Tensor) -> tf.Tensor:
        """Return the normal quantile at the rank of each number, float32; NaN is kept."""
        below, above = (tf.maximum(part, _SMALLEST) for part in self._probabilities(values))
        found = tf.clip_by_value(normal_quantiles(below, above), -FURTHEST, FURTHEST)
        return self._with_ends(values, found, -FURTHEST, FURTHEST)

    def numbers(self, ranks: tf.Tensor) -> tf.Tensor:
        """Return the number with each rank, in the dtype of the ranks: the inverse of `ranks`."""
        references, dtype = self._references, ranks.dtype.as_numpy_dtype
        high = references.astype(dtype)
        upper = count_up_to(ranks, high[np.newaxis], strictly=True)
        lower = tf.maximum(tf.minimum(upper, self._size - 1) - 1, 0)
        # Without losing digits that the rank and the reference have in common.
        low = (references - high).astype(dtype)
        past = ranks - tf.gather(high, lower) - tf.gather(low, lower)
        steps = np.append(np.diff(references), 0.0)
        step = tf.gather(np.where(steps > 0, steps, 1.0).astype(dtype), lower)
        is_flat = tf.gather((steps <= 0).astype(np.int32), lower) == 1
        share = tf.where(is_flat, dtype(0), tf.clip_by_value(past / step, 0.0, 1.0))
        at = self._column * self._size + lower
        gaps = np.diff(self._quantiles, axis=1, append=self._quantiles[:, -1:])
        tables = (part.astype(dtype).reshape(-1) for part in (self._quantiles, gaps))
        start, gap = (tf.gather(table, at) for table in tables)
        return tf.where(tf.math.is_nan(ranks), ranks, start + share * gap)

    def _probabilities(self, values: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        """Return the ranks of numbers within the quantiles, and 1 less the ranks."""
        last = self._size - 1
        number = tf.cast(values, tf.int64) if values.dtype.is_integer else values
        at_most, under = (self._comparable(number.dtype, part) for part in (np.ceil, np.floor))
        first = count_up_to(number, under, self._column, strictly=True)
        final = count_up_to(number, at_most, self._column) - 1
        lower, upper = tf.minimum(first, final), tf.maximum(first, final)
        lower, upper = (tf.maximum(tf.minimum(place, last), 0) for place in (lower, upper))
        past, left = self._distance(number, lower), -self._distance(number, upper)
        gap = past + left
        is_between = gap > 0
        whole = tf.where(is_between, gap, tf.ones_like(gap))
        share, rest = (tf.where(is_between, part / whole, 0.5) for part in (past, left))
        tables = _float32(self._references), _float32(1 - self._references)
        below, above = (
            tf.gather(table, lower) * rest + tf.gather(table, upper) * share for table in tables
        )
        return below, above

    def _comparable(self, dtype: tf.DType, rounded: np.ufunc) -> np.ndarray:
        """Return the quantiles in the dtype of the numbers, rounded if these are integers."""
        if dtype.is_floating:
            return self._quantiles.astype(dtype.as_numpy_dtype)
        return rounded(np.clip(self._quantiles, -_LIMIT, _LIMIT)).astype(np.int64)

    def _distance(self, number: tf.Tensor, place: tf.Tensor) -> tf.Tensor:
        """Return numbers less quantiles, float32."""
        at = self._column * self._size + place
        if number.dtype.is_floating:
            quantiles = self._comparable(number.dtype, np.ceil)
            return tf.cast(number - tf.gather(quantiles.reshape(-1), at), tf.float32)
        whole = self._comparable(number.dtype, np.rint)
        part = _float32(self._quantiles - whole).reshape(-1)
        moved = tf.cast(number - tf.gather(whole.reshape(-1), at), tf.float32)
        return moved - tf.gather(part, at)

    def _with_ends(
        self, values: tf.Tensor, found: tf.Tensor, lowest: float, highest: float
    ) -> tf.Tensor:
        """Replace the results of numbers from the maximum on, and up to the minimum."""
        number = tf.cast(values, tf.int64) if values.dtype.is_integer else values
        largest = self._comparable(number.dtype, np.ceil)[:, -1:]
        smallest = self._comparable(number.dtype, np.floor)[:, :1]
        found = tf.where(number >= largest, np.float32(highest), found)
        found = tf.where(number <= smallest, np.float32(lowest), found)
        if not values.dtype.is_floating:
            return found
        return tf.where(tf.math.is_nan(values), np.float32(np.nan), found)


def _float32(numbers: np.ndarray) -> np.ndarray:
    return numbers.astype(np.float32)
