"""Accumulator of minimum and maximum."""

from __future__ import annotations

from typing import Any

import numpy as np

from prelayer.stats.feature_shape import check_same_features, has_seen
from prelayer.stats.serialization import are_counts, pack, reading, unpack


class Extremes:
    """Count, smallest and largest value, feature by feature; missing values are counted apart.

    Example:
        >>> from prelayer.stats.extremes import Extremes
        >>> extremes = Extremes()
        >>> extremes.add(count=[2], minimum=[1.0], maximum=[5.0])
        >>> extremes.add(count=[1], minimum=[0.5], maximum=[0.5])
        >>> extremes.minimum, extremes.maximum
        (array([0.5]), array([5.]))
    """

    def __init__(self) -> None:
        self.count = np.zeros((), np.int64)
        self.minimum = np.full((), np.inf)
        self.maximum = np.full((), -np.inf)
        self.missing = np.zeros((), np.int64)

    def add(
        self, count: np.ndarray, minimum: np.ndarray, maximum: np.ndarray, missing: Any = 0
    ) -> None:
        """Take in one batch.

        Args:
            count: how many values there were, by feature; missing values do not count.
            minimum: the smallest of them, by feature; infinity where the count is 0.
            maximum: the largest of them, by feature; minus infinity where the count is 0.
            missing: how many values were missing, by feature.

        Raises:
            ValueError: if the features have another shape than before.
        """
        count = np.asarray(count, np.int64)
        if not has_seen(count, missing):
            return
        check_same_features(self.count, self.missing, count)
        self.count = self.count + count
        self.minimum = np.minimum(self.minimum, np.asarray(minimum, np.float64))
        self.maximum = np.maximum(self.maximum, np.asarray(maximum, np.float64))
        self.missing = self.missing + np.broadcast_to(np.asarray(missing, np.int64), count.shape)

    def merge(self, other: Extremes) -> None:
        """Take in what another one has seen."""
        self.add(other.count, other.minimum, other.maximum, other.missing)

    def to_bytes(self) -> bytes:
        """Return all that was seen, as bytes that `from_bytes` reads."""
        return pack(
            "Extremes",
            count=self.count,
            minimum=self.minimum,
            maximum=self.maximum,
            missing=self.missing,
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Extremes:
        """Return the extremes that `to_bytes` wrote."""
        parts = unpack("Extremes", "Extremes", data)
        with reading("Extremes", "the state", "to_bytes()"):
            minimum, maximum, count = (parts[name] for name in ("minimum", "maximum", "count"))
            if not are_counts(count, parts["missing"]):
                raise ValueError("not counts")
            if not minimum.dtype == maximum.dtype == np.float64:
                raise ValueError("not extremes")
            if not minimum.shape == maximum.shape == count.shape:
                raise ValueError("not those of the same features")
            if not np.all((minimum <= maximum) | (count == 0)):
                raise ValueError("not the extremes of so many values")
            extremes = cls()
            extremes.add(count, minimum, maximum, parts["missing"])
        return extremes

    @property
    def empty(self) -> bool:
        """Whether no value has been seen."""
        return not np.any(self.count)

    @property
    def usable(self) -> np.ndarray:
        """Whether a feature has values, all of them finite, by feature."""
        return np.isfinite(self.minimum) & np.isfinite(self.maximum)
