"""Accumulator of quantiles: exact for few values, else within a bounded rank error."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from prelayer._core import check, errors
from prelayer.stats.feature_shape import check_finite
from prelayer.stats.rank_sketch import SMALLEST_CHUNK, RankSketch
from prelayer.stats.serialization import pack_arrays, reading, unpack_arrays
from prelayer.stats.sketch_arrays import read_sketches, sketch_arrays

RANK_ERROR = 0.002
SMALLEST_RANK_ERROR = 0.0002
# The chunk size of a sketch, so that the order of the kept rows does not matter.
EXACT_ROWS = SMALLEST_CHUNK


class Quantiles:
    """Accumulates quantiles, minimum and maximum per feature; counts missing values.

    Up to `EXACT_ROWS` rows are kept, and quantiles are those of NumPy, independent of the order of
    rows. Beyond that, each feature has a `RankSketch`: the rank error of quantiles is then at most
    `error`, for any order of the data and of merges. The same data in the same order has the same
    quantiles for any batch size.

    Args:
        error: maximum rank error, as a fraction of the number of values.

    Examples:
        >>> import numpy as np
        >>> from prelayer.stats.quantiles import Quantiles
        >>> quantiles = Quantiles()
        >>> quantiles.add(np.array([[1.0, 10.0], [2.0, 40.0], [4.0, np.nan]]))
        >>> quantiles.result([0.5]), quantiles.missing
        (array([[ 2., 25.]]), array([0, 1]))
    """

    def __init__(self, error: float = RANK_ERROR) -> None:
        self.error = check.number("error", error, SMALLEST_RANK_ERROR, 1)
        self.rows = 0
        self.missing = np.zeros((), np.int64)
        # Rows that have not been added to sketches: all rows, while there are no sketches.
        self._kept: list[np.ndarray] = []
        self._kept_rows = 0
        self._sketches: list[RankSketch] = []

    def add(self, values: np.ndarray) -> None:
        """Add one batch.

        Args:
            values: numbers of shape (rows, ...features), finite or NaN.

        Raises:
            ValueError: if a value is infinite, or the shape of the features differs from that of
                previous batches.
        """
        values = np.asarray(values)
        if len(values) == 0:
            return
        missing = self._checked(values)
        self.missing = self.missing + missing
        self.rows += len(values)
        self._keep(values.astype(np.float64))

    def merge(self, other: Quantiles) -> None:
        """Add the data of another accumulator."""
        if other.error != self.error:
            raise errors.problem(
                "quantiles within {error} and within {error2} cannot be merged.",
                error=f"{self.error:g}",
                error2=f"{other.error:g}",
            )
        if other.rows == 0:
            return
        self._agree_on(other.missing.shape)
        self.missing = self.missing + other.missing
        self.rows += other.rows
        if other._sketches:
            self._sketch()
            other._sketch()
            for sketch, more in zip(self._sketches, other._sketches):
                sketch.merge(more)
        for rows in other._kept:
            self._keep(rows)

    def result(self, ranks: Sequence[float] | np.ndarray) -> np.ndarray:
        """Return quantiles of shape (ranks, ...features); NaN for features without values.

        Args:
            ranks: numbers from 0, the minimum, to 1, the maximum.
        """
        ranks = np.asarray(ranks, np.float64)
        of_feature = self._by_sketches() if self._sketches else self._by_values()
        found = np.full((self.missing.size, len(ranks)), np.nan)
        for place in np.flatnonzero(self.count):
            found[place] = of_feature(int(place), ranks)
        return found.T.reshape(len(ranks), *self.missing.shape)

    @property
    def exact(self) -> bool:
        """Whether quantiles are exact."""
        return not self._sketches

    @property
    def count(self) -> np.ndarray:
        """Number of values per feature, without missing values."""
        return np.asarray(self.rows - self.missing)

    @property
    def minimum(self) -> np.ndarray:
        """The exact minimum per feature."""
        return self.result([0.0])[0]

    @property
    def maximum(self) -> np.ndarray:
        """The exact maximum per feature."""
        return self.result([1.0])[0]

    @property
    def empty(self) -> bool:
        """Whether no value has been added."""
        return not np.any(self.count)

    def to_bytes(self) -> bytes:
        """Return the accumulator as bytes that `from_bytes` reads."""
        if self.exact:
            values = {"kept": np.sort(self._all_kept(), axis=0)}
        else:
            self._sketch()
            values = sketch_arrays(self._sketches)
        return pack_arrays(
            error=np.array(self.error),
            rows=np.array(self.rows),
            missing=self.missing,
            **values,
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Quantiles:
        """Read an accumulator that `to_bytes` wrote, in this version or an earlier one.

        Raises:
            ValueError: if the bytes are truncated, or have another format.
        """
        with reading("the state", "to_bytes()"):
            return cls._read(unpack_arrays(data))

    @classmethod
    def _read(cls, parts: dict[str, np.ndarray]) -> Quantiles:
        quantiles = cls(float(parts["error"]))
        quantiles.rows, quantiles.missing = int(parts["rows"]), parts["missing"]
        if quantiles.missing.dtype != np.int64 or not np.all(
            (quantiles.missing >= 0) & (quantiles.missing <= quantiles.rows)
        ):
            raise ValueError("not the counts of missing values of so many rows")
        if "kept" in parts:
            quantiles._restore_kept(parts["kept"])
        else:
            quantiles._restore_sketches(parts)
        return quantiles

    def _restore_kept(self, rows: np.ndarray) -> None:
        shape = (self.rows, *self.missing.shape)
        if rows.dtype != np.float64 or rows.shape != shape or self.rows > EXACT_ROWS:
            raise ValueError("not the rows of these quantiles")
        if np.isinf(rows).any() or np.any(np.isnan(rows).sum(axis=0) != self.missing):
            raise ValueError("not the values of these quantiles")
        self._kept, self._kept_rows = [rows] if len(rows) else [], len(rows)

    def _restore_sketches(self, parts: dict[str, np.ndarray]) -> None:
        self._sketches = read_sketches(parts, self.error, self.missing.size)
        if [sketch.count for sketch in self._sketches] != np.ravel(self.count).tolist():
            raise ValueError("not the sketches of so many values")

    def __reduce__(self) -> Any:
        return Quantiles.from_bytes, (self.to_bytes(),)

    def _checked(self, values: np.ndarray) -> np.ndarray:
        """Return the number of missing values per feature; raise if the batch is invalid."""
        self._agree_on(values.shape[1:])
        if np.isfinite(values).all():
            return np.zeros(values.shape[1:], np.int64)
        check_finite(values)
        return np.isnan(values).sum(axis=0)

    def _agree_on(self, shape: tuple[int, ...]) -> None:
        if self.rows and shape != self.missing.shape:
            raise errors.problem(
                "features must keep their shape, but it was {shape!s} and is {now!s}.",
                shape=self.missing.shape,
                now=shape,
            )

    def _all_kept(self) -> np.ndarray:
        return np.concatenate(self._kept) if self._kept else np.zeros((0, *self.missing.shape))

    def _keep(self, rows: np.ndarray) -> None:
        self._kept.append(rows)
        self._kept_rows += len(rows)
        if self._kept_rows > EXACT_ROWS:
            self._sketch()

    def _sketch(self) -> None:
        """Add the kept rows to sketches."""
        if not self._sketches:
            self._sketches = [RankSketch(self.error) for _ in range(self.missing.size)]
        rows = self._all_kept()
        self._kept, self._kept_rows = [], 0
        for sketch, column in zip(self._sketches, rows.reshape(len(rows), self.missing.size).T):
            sketch.add(column[~np.isnan(column)])

    def _by_sketches(self) -> Callable[[int, np.ndarray], np.ndarray]:
        """Return a function that computes the quantiles of a feature from its sketch."""
        self._sketch()
        return lambda place, ranks: self._sketches[place].quantiles(ranks)

    def _by_values(self) -> Callable[[int, np.ndarray], np.ndarray]:
        """Return a function that computes the quantiles of a feature from its values."""
        columns = self._all_kept().reshape(self.rows, self.missing.size)

        def quantiles(place: int, ranks: np.ndarray) -> np.ndarray:
            column = columns[:, place]
            return np.quantile(column[~np.isnan(column)], ranks)

        return quantiles
