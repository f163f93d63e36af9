"""Accumulator of quantiles that does not depend on the order of the data, in bounded memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from prelayer.stats.feature_shape import check_finite, check_same_features
from prelayer.stats.float_keys import from_keys, to_keys
from prelayer.stats.integer_counts import IntegerCounts
from prelayer.stats.serialization import are_counts, pack, reading, unpack

MOST_VALUES = 2**17


class ValueHistogram:
    """Counts values per feature; a replacement of `Quantiles` whose bytes have no order.

    Quantiles are exact, and those of NumPy, for up to `MOST_VALUES` different values of a feature.
    Beyond that, values that differ in the last bit of their float64 are counted as one, then those
    that differ in the last two bits, and so on, until so many are left: with b bits, a quantile has
    a relative error of at most 2^(b - 53). A value is never divided again, and part of the data has
    no more different values than all of it, so that the result does not depend on the order of
    batches and merges.

    Examples:
        >>> import numpy as np
        >>> from prelayer.stats.value_histogram import ValueHistogram
        >>> histogram = ValueHistogram()
        >>> histogram.add(np.array([[1.0, 10.0], [2.0, 40.0], [4.0, np.nan]]))
        >>> histogram.result([0.5]), histogram.missing
        (array([[ 2., 25.]]), array([0, 1]))
    """

    def __init__(self) -> None:
        self.rows = 0
        self.missing = np.zeros((), np.int64)
        self._features: list[_Feature] = []

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
        check_finite(values)
        self._extend(len(values), np.isnan(values).sum(axis=0))
        for feature, column in zip(self._features, values.reshape(len(values), -1).T):
            feature.add(to_keys(column[~np.isnan(column)]))

    def merge(self, other: ValueHistogram) -> None:
        """Add the data of another accumulator."""
        if other.rows == 0:
            return
        self._extend(other.rows, other.missing)
        for feature, more in zip(self._features, other._features):
            feature.merge(more)

    def _extend(self, rows: int, missing: np.ndarray) -> None:
        check_same_features(self.count, self.missing, np.asarray(missing))
        if not self.rows:
            self._features = [_Feature() for _ in range(np.size(missing))]
        self.rows += rows
        self.missing = self.missing + missing

    @property
    def count(self) -> np.ndarray:
        """Number of values per feature, without missing values."""
        return np.asarray(self.rows - self.missing)

    @property
    def empty(self) -> bool:
        """Whether no value has been added."""
        return not np.any(self.count)

    @property
    def exact(self) -> bool:
        """Whether quantiles are exact."""
        return all(feature.bits == 0 for feature in self._features)

    def result(self, ranks: Sequence[float] | np.ndarray) -> np.ndarray:
        """Return quantiles of shape (ranks, ...features); NaN for features without values.

        Args:
            ranks: numbers from 0, the minimum, to 1, the maximum.
        """
        ranks = np.asarray(ranks, np.float64)
        found = np.full((self.missing.size, len(ranks)), np.nan)
        for place in np.flatnonzero(self.count):
            found[place] = self._features[place].quantiles(ranks)
        return found.T.reshape(len(ranks), *self.missing.shape)

    def to_bytes(self) -> bytes:
        """Return the accumulator as bytes that `from_bytes` reads."""
        parts = [feature.arrays() for feature in self._features]
        return pack(
            "ValueHistogram",
            rows=np.array(self.rows),
            missing=self.missing,
            bits=np.array([feature.bits for feature in self._features], np.int64),
            **{f"{name}_{place}": part[name] for place, part in enumerate(parts) for name in part},
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> ValueHistogram:
        """Read an accumulator that `to_bytes` wrote."""
        parts = unpack("ValueHistogram", data)
        with reading("the state", "to_bytes()"):
            histogram = cls()
            if not are_counts(parts["missing"]) or not are_counts(parts["bits"]):
                raise ValueError("not counts")
            if parts["rows"] > 0:
                histogram._extend(int(parts["rows"]), parts["missing"])
            for place, (feature, bits) in enumerate(zip(histogram._features, parts["bits"])):
                names = ("keys", "counts", "ends")
                feature.restore(int(bits), *(parts[f"{name}_{place}"] for name in names))
            counts = [feature.total for feature in histogram._features]
            if histogram.rows and counts != np.ravel(histogram.count).tolist():
                raise ValueError("not the counts of so many rows")
        return histogram


class _Feature:
    """The counts of values by the leading bits of their keys."""

    def __init__(self) -> None:
        self._counts = IntegerCounts()
        self.bits = 0  # how many of the last bits are left out
        self._ends = np.zeros(0, np.int64)  # the keys of the minimum and maximum

    def add(self, keys: np.ndarray) -> None:
        if len(keys):
            self._see(keys.min(), keys.max())
            self._counts.add(keys >> self.bits)
            self._shorten()

    def merge(self, other: _Feature) -> None:
        if other.total == 0:
            return
        self._see(*other._ends)
        self._leave_out(max(self.bits, other.bits))
        summary = other._counts.summary()
        keys = summary["tokens"] >> (self.bits - other.bits)
        self._counts.add(keys, summary["counts"])
        self._shorten()

    def _see(self, low: Any, high: Any) -> None:
        ends = np.array([low, high, *self._ends], np.int64)
        self._ends = np.array([ends.min(), ends.max()])

    def _shorten(self) -> None:
        while len(self._counts.summary()["tokens"]) > MOST_VALUES:
            self._leave_out(self.bits + 1)

    def _leave_out(self, bits: int) -> None:
        if bits > self.bits:
            summary = self._counts.summary()
            self._counts = IntegerCounts()
            self._counts.add(summary["tokens"] >> (bits - self.bits), summary["counts"])
            self.bits = bits

    @property
    def total(self) -> int:
        return int(self._counts.summary()["counts"].sum())

    def quantiles(self, ranks: np.ndarray) -> np.ndarray:
        summary = self._counts.summary()
        sums = np.cumsum(summary["counts"])
        places = ranks * (sums[-1] - 1)
        below = np.floor(places).astype(np.int64)
        low, high = (
            self._values(summary["tokens"][np.searchsorted(sums, place, side="right")])
            for place in (below, np.minimum(below + 1, sums[-1] - 1))
        )
        found = low + (high - low) * (places - below)
        found[ranks <= 0], found[ranks >= 1] = from_keys(self._ends)
        return found

    def _values(self, keys: np.ndarray) -> np.ndarray:
        middle = (keys << self.bits) + ((1 << self.bits) >> 1)
        return from_keys(np.clip(middle, *self._ends))

    def arrays(self) -> dict[str, np.ndarray]:
        summary = self._counts.summary()
        return {"keys": summary["tokens"], "counts": summary["counts"], "ends": self._ends}

    def restore(self, bits: int, keys: np.ndarray, counts: np.ndarray, ends: np.ndarray) -> None:
        if not are_counts(counts, shape=keys.shape) or keys.dtype != np.int64 or bits > 63:
            raise ValueError("not the counts of values")
        if len(ends) != (2 if len(keys) else 0) or len(keys) > MOST_VALUES:
            raise ValueError("not the ends of values")
        self.bits, self._ends = bits, ends
        self._counts.add(keys, counts)
