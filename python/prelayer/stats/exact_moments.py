"""Accumulator of mean and variance without rounding errors, whatever the order of the data."""

from __future__ import annotations

from typing import Any

import numpy as np

from prelayer.stats.exact_sum import UNIT_BITS, exact_sums
from prelayer.stats.feature_shape import check_same_features, has_seen
from prelayer.stats.serialization import are_counts, pack, reading, unpack

# Enough for 2^60 numbers of any size, and for their squares.
_BYTES = {"sums": 300, "squares": 600}


class ExactMoments:
    """Accumulates exact sums per feature; a replacement of `Moments` whose bytes have no order.

    Mean and variance are those of the numbers without any rounding, rounded once to float64.

    Examples:
        >>> import numpy as np
        >>> from prelayer.stats.exact_moments import ExactMoments
        >>> moments = ExactMoments()
        >>> moments.add(np.array([[1e16], [1.0], [-1e16], [np.nan]]))
        >>> moments.mean * 3, moments.missing
        (array([1.]), array([1]))
    """

    def __init__(self) -> None:
        self.count = np.zeros((), np.int64)
        self.missing = np.zeros((), np.int64)
        self.infinite = np.zeros((), np.int64)
        self._sums: list[int] = [0]
        self._squares: list[int] = [0]

    def add(self, values: np.ndarray) -> None:
        """Add one batch.

        Args:
            values: numbers of shape (rows, ...features), which may be NaN or infinite.

        Raises:
            ValueError: if the shape of the features differs from that of previous batches.
        """
        values = np.asarray(values, np.float64)
        if len(values) == 0:
            return
        missing, infinite = np.isnan(values), np.isinf(values)
        known = np.where(missing | infinite, 0.0, values).reshape(len(values), -1)
        sums = exact_sums(known)
        self._add(
            (~missing).sum(axis=0),
            missing.sum(axis=0),
            infinite.sum(axis=0),
            [total for total, _ in sums],
            [total for _, total in sums],
        )

    def merge(self, other: ExactMoments) -> None:
        """Add the data of another accumulator."""
        self._add(other.count, other.missing, other.infinite, other._sums, other._squares)

    def _add(self, count: Any, missing: Any, infinite: Any, sums: Any, squares: Any) -> None:
        count, missing = np.asarray(count), np.asarray(missing)
        if not has_seen(count, missing):
            return
        check_same_features(self.count, self.missing, count)
        if not has_seen(self.count, self.missing):
            self._sums, self._squares = [0] * count.size, [0] * count.size
        self._sums = [a + b for a, b in zip(self._sums, sums)]
        self._squares = [a + b for a, b in zip(self._squares, squares)]
        self.count, self.missing = self.count + count, self.missing + missing
        self.infinite = self.infinite + infinite

    @property
    def empty(self) -> bool:
        """Whether no value has been added."""
        return not np.any(self.count)

    @property
    def usable(self) -> np.ndarray:
        """Whether each feature has a finite mean and variance."""
        return (self.count > 0) & (self.infinite == 0)

    @property
    def mean(self) -> np.ndarray:
        """The mean per feature; 0 for features without values."""
        counts = np.ravel(self.count).tolist()
        means = [
            total / (count << UNIT_BITS) if count else 0.0
            for total, count in zip(self._sums, counts)
        ]
        return np.reshape(np.array(means), self.count.shape)

    @property
    def variance(self) -> np.ndarray:
        """The population variance per feature; 0 for features without values."""
        counts = np.ravel(self.count).tolist()
        variances = [
            (count * square - total**2) / (count**2 << 2 * UNIT_BITS) if count else 0.0
            for total, square, count in zip(self._sums, self._squares, counts)
        ]
        return np.reshape(np.array(variances), self.count.shape)

    def to_bytes(self) -> bytes:
        """Return the accumulator as bytes that `from_bytes` reads."""
        totals = {"sums": self._sums, "squares": self._squares}
        return pack(
            "ExactMoments",
            count=self.count,
            missing=self.missing,
            infinite=self.infinite,
            **{name: _to_array(numbers, _BYTES[name]) for name, numbers in totals.items()},
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> ExactMoments:
        """Read an accumulator that `to_bytes` wrote."""
        parts = unpack("ExactMoments", data)
        with reading("the state", "to_bytes()"):
            count, missing, infinite = (parts[name] for name in ("count", "missing", "infinite"))
            if not are_counts(count, missing, infinite):
                raise ValueError("not counts")
            totals = {name: _to_numbers(parts[name]) for name in _BYTES}
            if {len(numbers) for numbers in totals.values()} != {count.size}:
                raise ValueError("not the sums of the same features")
            moments = cls()
            moments._add(count, missing, infinite, totals["sums"], totals["squares"])
        return moments


def _to_array(numbers: list[int], size: int) -> np.ndarray:
    joined = b"".join(number.to_bytes(size, "little", signed=True) for number in numbers)
    return np.frombuffer(joined, np.uint8).reshape(len(numbers), size)


def _to_numbers(array: np.ndarray) -> list[int]:
    return [int.from_bytes(row.tobytes(), "little", signed=True) for row in array]
