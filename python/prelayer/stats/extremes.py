"""Accumulator of minimum and maximum."""

from __future__ import annotations

from typing import Any

import numpy as np

from prelayer.stats.feature_shape import check_same_features, has_seen
from prelayer.stats.serialization import are_counts, pack, reading, unpack


class Extremes:
    """Accumulates count, minimum and maximum per feature; counts missing values separately.

    Examples:
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
        """Add one batch.

        Args:
            count: number of values per feature, without missing values.
            minimum: the smallest value per feature; infinity if the count is 0.
            maximum: the largest value per feature; minus infinity if the count is 0.
            missing: number of missing values per feature.

        Raises:
            ValueError: if the shape of the features differs from that of previous batches.
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
        """Add the data of another accumulator."""
        self.add(other.count, other.minimum, other.maximum, other.missing)

    def to_bytes(self) -> bytes:
        """Return the accumulator as bytes that `from_bytes` reads."""
        return pack(
            "Extremes",
            count=self.count,
            minimum=self.minimum,
            maximum=self.maximum,
            missing=self.missing,
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Extremes:
        """Read an accumulator that `to_bytes` wrote."""
        parts = unpack("Extremes", data)
        with reading("the state", "to_bytes()"):
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
        """Whether no value has been added."""
        return not np.any(self.count)

    @property
    def usable(self) -> np.ndarray:
        """Whether each feature has values, all of which are finite."""
        return np.isfinite(self.minimum) & np.isfinite(self.maximum)
