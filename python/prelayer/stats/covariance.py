"""Accumulator of mean and covariance, in float64."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from prelayer._core import errors
from prelayer.stats.serialization import are_counts, pack, reading, unpack


class Covariance:
    """Accumulates count, mean and products of deviations of rows; skips rows with missing values.

    Source: Chan, Golub, LeVeque (1979), "Updating formulae and a pairwise algorithm for computing
    sample variances", for pairs: merging does not subtract large sums, which avoids cancellation.

    Examples:
        >>> from prelayer.stats.covariance import Covariance
        >>> covariance = Covariance()
        >>> covariance.add(rows=[[0.0, 2.0], [2.0, 0.0]])
        >>> covariance.add(rows=[[4.0, 4.0]])
        >>> covariance.mean, covariance.matrix.round(3).tolist()
        (array([2., 2.]), [[2.667, 1.333], [1.333, 2.667]])
    """

    def __init__(self) -> None:
        # The shape of a row before flattening.
        self.shape: tuple[int, ...] | None = None
        self.missing = np.zeros((), np.int64)
        self._count = 0
        self._mean = np.zeros(0)
        self._products = np.zeros((0, 0))
        # Pending rows: one matrix product of many rows is much faster than many of few rows.
        self._waiting: list[np.ndarray] = []

    def add(self, rows: Any) -> None:
        """Add one batch.

        Args:
            rows: numbers (n, ...), one row per example; all rows have one shape.
        """
        rows = np.asarray(rows)
        self._take_shape(rows.shape[1:])
        rows = rows.reshape(len(rows), math.prod(rows.shape[1:]))
        gaps = np.isnan(rows) if rows.dtype.kind == "f" else np.zeros((), bool)
        self.missing = self.missing + np.count_nonzero(gaps)
        rows = rows[~gaps.any(axis=1)] if gaps.any() else rows
        if len(rows):
            self._waiting.append(rows)
        if sum(map(len, self._waiting)) >= rows.shape[1]:
            self._settle()

    def merge(self, other: Covariance) -> None:
        """Add the data of another accumulator."""
        if other.shape is not None:
            self._take_shape(other.shape)
        other._settle()
        self._settle()
        self._join(other._count, other._mean, other._products)
        self.missing = self.missing + other.missing

    def _take_shape(self, shape: tuple[int, ...]) -> None:
        if self.shape not in (None, shape):
            raise errors.problem(
                "all images must have one size, but there are {shape!s} and {other!s}.",
                shape=self.shape,
                other=shape,
            )
        self.shape = shape

    def _settle(self) -> None:
        """Add the pending rows."""
        if not self._waiting:
            return
        rows = np.concatenate(self._waiting).astype(np.float64, copy=False)
        self._waiting = []
        with np.errstate(invalid="ignore"):  # `usable` detects infinite values.
            mean = rows.mean(axis=0)
            deviations = rows - mean
            self._join(len(rows), mean, deviations.T @ deviations)

    def _join(self, count: int, mean: np.ndarray, products: np.ndarray) -> None:
        if count == 0:
            return
        if self._count == 0:
            self._count, self._mean, self._products = count, mean, products.copy()
            return
        total = self._count + count
        with np.errstate(invalid="ignore"):
            step = mean - self._mean
            self._mean = self._mean + step * (count / total)
            self._products = self._products + products
            self._products += np.outer(step * (self._count * count / total), step)
        self._count = total

    @property
    def count(self) -> int:
        """Number of rows without missing values."""
        self._settle()
        return self._count

    @property
    def mean(self) -> np.ndarray:
        """The mean of each column, (d,)."""
        self._settle()
        return self._mean

    @property
    def matrix(self) -> np.ndarray:
        """The population covariance matrix, (d, d)."""
        self._settle()
        return self._products / max(self._count, 1)

    @property
    def empty(self) -> bool:
        """Whether no row has been added."""
        return self.count == 0

    @property
    def usable(self) -> bool:
        """Whether all means and covariances are finite."""
        self._settle()
        return bool(np.isfinite(self._mean).all() and np.isfinite(self._products).all())

    def to_bytes(self) -> bytes:
        """Return the accumulator as bytes that `from_bytes` reads."""
        self._settle()
        return pack(
            "Covariance",
            count=np.int64(self._count),
            mean=self._mean,
            products=self._products,
            missing=self.missing,
            shape=np.array(self.shape or (), np.int64),
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Covariance:
        """Read an accumulator that `to_bytes` wrote."""
        parts = unpack("Covariance", data)
        with reading("the state", "to_bytes()"):
            shape, count, mean, products = (
                parts[name] for name in ("shape", "count", "mean", "products")
            )
            if not are_counts(shape, shape=(shape.size,)) or not are_counts(
                count, parts["missing"], shape=()
            ):
                raise ValueError("not the shape and count of images")
            size = math.prod(shape.tolist()) if count else 0
            if mean.shape != (size,) or products.shape != (size, size):
                raise ValueError("not the products of images of that shape")
            if not mean.dtype == products.dtype == np.float64 or np.any(np.diag(products) < 0):
                raise ValueError("not means and products")
            covariance = cls()
            covariance.shape = tuple(shape.tolist()) or None
            covariance._join(int(count), mean, products)
            covariance.missing = parts["missing"]
        return covariance
