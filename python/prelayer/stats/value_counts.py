"""Accumulator of counts of numbers, per feature."""

from __future__ import annotations

import numpy as np

from prelayer.stats.feature_shape import check_finite, check_same_features
from prelayer.stats.serialization import are_counts, pack, reading, unpack

_PENDING = 2**20


class ValueCounts:
    """Counts how often each number occurs, per feature; counts missing values.

    The memory grows with the number of different values.

    Examples:
        >>> import numpy as np
        >>> from prelayer.stats.value_counts import ValueCounts
        >>> counts = ValueCounts()
        >>> counts.add(np.array([[1.0, 5.0], [2.0, 4.0], [2.0, np.nan]]))
        >>> counts.most_frequent, counts.missing
        (array([2., 4.]), array([0, 1]))
    """

    def __init__(self) -> None:
        self.rows = 0
        self.missing = np.zeros((), np.int64)
        # The feature, value and count of each entry, in the order of features and values.
        self._features = np.zeros(0, np.int64)
        self._values = np.zeros(0)
        self._counts = np.zeros(0, np.int64)
        self._pending: list[np.ndarray] = []
        self._pending_size = 0

    def add(self, values: np.ndarray) -> None:
        """Add one batch.

        Args:
            values: numbers of shape (rows, ...features), finite or NaN.

        Raises:
            ValueError: if a value is infinite, or the shape of the features differs from that of
                previous batches.
        """
        values = np.asarray(values, np.float64)
        if len(values) == 0:
            return
        gaps = np.isnan(values).sum(axis=0)
        check_same_features(self.count, self.missing, gaps)
        check_finite(values)
        self.missing = self.missing + gaps
        self.rows += len(values)
        self._pending.append(values.reshape(len(values), -1))
        self._pending_size += values.size
        if self._pending_size > _PENDING:
            self._sum()

    def merge(self, other: ValueCounts) -> None:
        """Add the data of another accumulator."""
        if other.rows == 0:
            return
        check_same_features(self.count, self.missing, other.missing)
        self.missing = self.missing + other.missing
        self.rows += other.rows
        other._sum()
        self._sum((other._features, other._values, other._counts))

    def to_bytes(self) -> bytes:
        """Return the accumulator as bytes that `from_bytes` reads."""
        self._sum()
        return pack(
            "ValueCounts",
            rows=np.array(self.rows),
            missing=self.missing,
            features=self._features,
            values=self._values,
            counts=self._counts,
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> ValueCounts:
        """Read an accumulator that `to_bytes` wrote."""
        parts = unpack("ValueCounts", data)
        with reading("the state", "to_bytes()"):
            counts = cls()
            counts.rows, counts.missing = int(parts["rows"]), parts["missing"]
            features, values, own = (parts[name] for name in ("features", "values", "counts"))
            if values.ndim != 1 or values.dtype != np.float64 or not np.isfinite(values).all():
                raise ValueError("not values")
            if not are_counts(features, own, shape=values.shape) or not are_counts(counts.missing):
                raise ValueError("not their features and counts")
            totals = np.bincount(features, own, minlength=counts.missing.size)
            if not np.array_equal(totals, np.ravel(counts.count)):
                raise ValueError("not the counts of so many rows")
            counts._sum((features, values, own))
        return counts

    @property
    def count(self) -> np.ndarray:
        """Number of values per feature, without missing values."""
        return np.asarray(self.rows - self.missing)

    @property
    def empty(self) -> bool:
        """Whether no value has been added."""
        return not np.any(self.count)

    @property
    def most_frequent(self) -> np.ndarray:
        """The most frequent value per feature, the smallest of several; NaN without values."""
        self._sum()
        found = np.full(self.missing.size, np.nan)
        # The last entry of each feature in this order has the largest count.
        order = np.lexsort((-self._values, self._counts, self._features))
        found[self._features[order]] = self._values[order]
        return found.reshape(self.missing.shape)

    def _sum(self, more: tuple[np.ndarray, ...] | None = None) -> None:
        """Add pending rows, and more entries, to the sorted ones."""
        pending = self._entries()
        self._pending, self._pending_size = [], 0
        parts = [part for part in (pending, more) if part is not None]
        if not parts:
            return
        own = (self._features, self._values, self._counts)
        features, values, counts = (np.concatenate(arrays) for arrays in zip(own, *parts))
        if not values.size:
            return
        order = np.lexsort((values, features))
        features, values, counts = features[order], values[order], counts[order]
        starts = np.flatnonzero(
            np.concatenate([[True], (np.diff(features) != 0) | (np.diff(values) != 0)])
        )
        self._features, self._values = features[starts], values[starts]
        self._counts = np.add.reduceat(counts, starts)

    def _entries(self) -> tuple[np.ndarray, ...] | None:
        """Return the features, values and counts of pending rows."""
        if not self._pending:
            return None
        rows = np.concatenate(self._pending)
        features = np.broadcast_to(np.arange(rows.shape[1]), rows.shape)
        known = ~np.isnan(rows)
        return features[known], rows[known], np.ones(int(known.sum()), np.int64)
