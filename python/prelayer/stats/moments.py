"""Accumulator of mean and variance, in float64."""

from __future__ import annotations

from typing import Any

import numpy as np

from prelayer.stats.feature_shape import check_same_features, has_seen
from prelayer.stats.serialization import are_counts, pack, reading, unpack


class Moments:
    """Accumulates count, mean and sum of squared deviations per feature; counts missing values.

    Source: Chan, Golub, LeVeque (1979), "Updating formulae and a pairwise algorithm for computing
    sample variances": merging does not subtract large sums, which avoids cancellation.

    Examples:
        >>> from prelayer.stats.moments import Moments
        >>> moments = Moments()
        >>> moments.add(count=[2.0], mean=[1.5], squares=[0.5])
        >>> moments.add(count=[2.0], mean=[3.5], squares=[0.5])
        >>> moments.mean, moments.variance
        (array([2.5]), array([1.25]))
    """

    def __init__(self) -> None:
        self.count = np.zeros(())
        self.mean = np.zeros(())
        self.squares = np.zeros(())
        self.missing = np.zeros((), np.int64)

    def add(
        self, count: np.ndarray, mean: np.ndarray, squares: np.ndarray, missing: Any = 0
    ) -> None:
        """Add one batch.

        Args:
            count: number of values per feature, without missing values.
            mean: the mean of these values per feature (any number if the count is 0).
            squares: the sum of their squared deviations from that mean, per feature.
            missing: number of missing values per feature.

        Raises:
            ValueError: if the shape of the features differs from that of previous batches.
        """
        count, mean, squares = (np.asarray(part, np.float64) for part in (count, mean, squares))
        if not has_seen(count, missing):
            return
        check_same_features(self.count, self.missing, count)
        mean = np.where(count > 0, mean, 0.0)
        total = self.count + count
        weight = np.divide(count, total, out=np.zeros(total.shape), where=total > 0)
        with np.errstate(invalid="ignore"):  # `usable` detects infinite values.
            step = mean - self.mean
            self.mean = self.mean + step * weight
            self.squares = self.squares + squares + step**2 * self.count * weight
        self.count = total
        self.missing = self.missing + np.broadcast_to(np.asarray(missing, np.int64), count.shape)

    def merge(self, other: Moments) -> None:
        """Add the data of another accumulator."""
        self.add(other.count, other.mean, other.squares, other.missing)

    def to_bytes(self) -> bytes:
        """Return the accumulator as bytes that `from_bytes` reads."""
        return pack(
            "Moments",
            count=self.count,
            mean=self.mean,
            squares=self.squares,
            missing=self.missing,
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Moments:
        """Read an accumulator that `to_bytes` wrote."""
        parts = unpack("Moments", data)
        with reading("the state", "to_bytes()"):
            count, mean, squares = (parts[name] for name in ("count", "mean", "squares"))
            floats = all(part.dtype == np.float64 for part in (count, mean, squares))
            whole = np.all((count >= 0) & (count == np.floor(count)) & np.isfinite(count))
            if not floats or not whole or np.any(squares < 0):
                raise ValueError("not counts, means and squares")
            if not mean.shape == squares.shape == count.shape:
                raise ValueError("not those of the same features")
            if not are_counts(parts["missing"], shape=count.shape):
                raise ValueError("not the counts of missing values")
            moments = cls()
            moments.add(count, mean, squares, parts["missing"])
        return moments

    @property
    def empty(self) -> bool:
        """Whether no value has been added."""
        return not np.any(self.count)

    @property
    def usable(self) -> np.ndarray:
        """Whether each feature has a finite mean and variance."""
        return (self.count > 0) & np.isfinite(self.mean) & np.isfinite(self.squares)

    @property
    def variance(self) -> np.ndarray:
        """The population variance per feature; 0 for features without values."""
        return np.divide(
            self.squares, self.count, out=np.zeros(self.count.shape), where=self.count > 0
        )


def moments_of(rows: np.ndarray, axes: tuple[int, ...]) -> dict[str, np.ndarray]:
    """Return the arguments of `Moments.add` for an array: moments over `axes`, without NaN.

    Args:
        rows: real numbers of any dtype.
        axes: the axes to reduce.
    """
    size = np.prod([rows.shape[axis] for axis in axes])
    mean = rows.mean(axis=axes, dtype=np.float64, keepdims=True)
    if np.isfinite(mean).all():
        deviations = np.subtract(rows, mean, dtype=np.float64)
        squares = np.square(deviations, out=deviations).sum(axis=axes)
        count = np.full(squares.shape, size, np.float64)
        return {
            "count": count,
            "mean": mean.reshape(squares.shape),
            "squares": squares,
            "missing": np.zeros(squares.shape, np.int64),
        }
    known = ~np.isnan(rows)
    count = known.sum(axis=axes, keepdims=True, dtype=np.float64)
    missing = (size - count).astype(np.int64)
    total = np.where(known, rows, 0).sum(axis=axes, dtype=np.float64, keepdims=True)
    mean = np.divide(total, count, out=np.zeros(count.shape), where=count > 0)
    with np.errstate(invalid="ignore"):  # `Moments.usable` detects infinite values.
        squares = np.where(known, rows - mean, 0.0)
        squares = np.square(squares).sum(axis=axes)
    return {
        "count": count.reshape(squares.shape),
        "mean": mean.reshape(squares.shape),
        "squares": squares,
        "missing": missing.reshape(squares.shape),
    }
