"""Quantiles of a stream of batches: exact for few values, within a stated rank error beyond."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Sequence
from typing import Any

import numpy as np

from prelayer import check

RANK_ERROR = 0.002
SMALLEST_RANK_ERROR = 0.0002
EXACT_ROWS = 10_000
# In 99 of 100 cases, a sketch of size k is off by at most about 2.3 / k. With k = 8 / error that
# is a third of the error, which chance then exceeds less than once in a billion times.
_SIZE_TIMES_ERROR = 8.0
# What NumPy's reader and the sketches raise for bytes that they cannot read.
_UNREADABLE = (
    *(EOFError, IndexError, KeyError, OSError, RuntimeError, TypeError, ValueError),
    zipfile.BadZipFile,
)


class Quantiles:
    """Quantiles, smallest and largest value, feature by feature; missing values are counted.

    Up to `EXACT_ROWS` rows are kept, and quantiles are NumPy's. Beyond, each feature has a sketch:
    a quantile's rank is then off by at most `error`, whatever the order of the data and of
    merges. Sketches draw by chance, so that two of the same data differ within that error.

    Source: Karnin, Lang, Liberty (2016), "Optimal quantile approximation in streams", as built in
    Apache DataSketches.

    Args:
        owner: who asks, for error sentences.
        error: the largest error of a rank, as a fraction of the number of values.

    Example:
        >>> quantiles = Quantiles()
        >>> quantiles.add(np.array([[1.0, 10.0], [2.0, 40.0], [4.0, np.nan]]))
        >>> quantiles.result([0.5]), quantiles.missing
        (array([[ 2., 25.]]), array([0, 1]))
    """

    def __init__(self, owner: str = "Quantiles", error: float = RANK_ERROR) -> None:
        self.owner = owner
        self.error = check.number(owner, "error", error, SMALLEST_RANK_ERROR, 1)
        self.rows = 0
        self.missing = np.zeros((), np.int64)
        self._kept: list[np.ndarray] | None = []
        self._sketches: list[Any] = []

    def add(self, values: np.ndarray) -> None:
        """Take in one batch.

        Args:
            values: numbers of shape (rows, ...features), finite or NaN.

        Raises:
            ValueError: if a value is infinite, or the features have another shape than before.
        """
        values = np.asarray(values)
        if len(values) == 0:
            return
        missing = self._checked(values)
        self.missing = self.missing + missing
        self.rows += len(values)
        if self._kept is not None and self.rows <= EXACT_ROWS:
            self._kept.append(values.astype(np.float64))
        else:
            self._sketch(values)

    def merge(self, other: Quantiles) -> None:
        """Take in what another one has seen."""
        if other.error != self.error:
            check.refuse(
                self.owner,
                f"quantiles within {self.error:g} and within {other.error:g} cannot be merged.",
            )
        if other.rows == 0:
            return
        self._agree_on(other.missing.shape)
        self.missing = self.missing + other.missing
        self.rows += other.rows
        if self._kept is not None and other._kept is not None and self.rows <= EXACT_ROWS:
            self._kept.extend(other._kept)
            return
        for batch in other._kept or []:
            self._sketch(batch)
        if other._kept is None:
            self._stop_keeping()
            for sketch, more in zip(self._sketches, other._sketches):
                sketch.merge(more)

    def result(self, ranks: Sequence[float] | np.ndarray) -> np.ndarray:
        """Return quantiles of shape (ranks, ...features); NaN for a feature without a value.

        Args:
            ranks: from 0, the smallest value, to 1, the largest.
        """
        ranks = np.asarray(ranks, np.float64)
        found = np.full((self.missing.size, len(ranks)), np.nan)
        for place in np.flatnonzero(self.count):
            found[place] = self._of_feature(int(place), ranks)
        return found.T.reshape(len(ranks), *self.missing.shape)

    @property
    def exact(self) -> bool:
        """Whether quantiles are those of the values themselves."""
        return self._kept is not None

    @property
    def count(self) -> np.ndarray:
        """How many values were seen that are not missing, by feature."""
        return np.asarray(self.rows - self.missing)

    @property
    def minimum(self) -> np.ndarray:
        """The smallest value, by feature, exact."""
        return self.result([0.0])[0]

    @property
    def maximum(self) -> np.ndarray:
        """The largest value, by feature, exact."""
        return self.result([1.0])[0]

    @property
    def empty(self) -> bool:
        """Whether no value has been seen."""
        return not np.any(self.count)

    def to_bytes(self) -> bytes:
        """Return all that was seen, as bytes that `from_bytes` reads."""
        packed = [np.frombuffer(sketch.serialize(), np.uint8) for sketch in self._sketches]
        buffer = io.BytesIO()
        np.savez(
            buffer,
            owner=np.array(self.owner),
            error=np.array(self.error),
            rows=np.array(self.rows),
            missing=self.missing,
            **({} if self._kept is None else {"kept": self._all_kept()}),
            **{f"sketch_{place}": part for place, part in enumerate(packed)},
        )
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Quantiles:
        """Return the quantiles that `to_bytes` wrote.

        Raises:
            ValueError: if the bytes are cut off, or something else.
        """
        try:
            return cls._read(np.load(io.BytesIO(data), allow_pickle=False))
        except _UNREADABLE:
            check.refuse("Quantiles", "the bytes are cut off, or were not written by `to_bytes`.")

    @classmethod
    def _read(cls, parts: Any) -> Quantiles:
        quantiles = cls(str(parts["owner"]), float(parts["error"]))
        quantiles.rows, quantiles.missing = int(parts["rows"]), parts["missing"]
        if "kept" in parts:
            quantiles._kept = [parts["kept"]] if quantiles.rows else []
        else:
            quantiles._kept = None
            quantiles._sketches = [
                _sketch_class().deserialize(parts[f"sketch_{place}"].tobytes())
                for place in range(quantiles.missing.size)
            ]
        return quantiles

    def __reduce__(self) -> Any:
        return Quantiles.from_bytes, (self.to_bytes(),)

    def _checked(self, values: np.ndarray) -> np.ndarray:
        """Return how many values are missing, by feature, of a batch that fits."""
        self._agree_on(values.shape[1:])
        if np.isfinite(values).all():
            return np.zeros(values.shape[1:], np.int64)
        infinite = np.isinf(values)
        if infinite.any():
            count = infinite.sum()
            place = tuple(int(index) for index in np.argwhere(infinite)[0][1:])
            name = f", the first in feature {place[0] if len(place) == 1 else place}"
            check.refuse(
                self.owner,
                f"numbers to learn from must be finite or NaN, but {count} of a batch of "
                f"{values.size} {'is' if count == 1 else 'are'} infinite{name if place else ''}. "
                "Mend or drop them.",
            )
        return np.isnan(values).sum(axis=0)

    def _agree_on(self, shape: tuple[int, ...]) -> None:
        if self.rows and shape != self.missing.shape:
            check.refuse(
                self.owner,
                f"features must keep their shape, but it was {self.missing.shape} and is {shape}.",
            )

    def _all_kept(self) -> np.ndarray:
        return np.concatenate(self._kept) if self._kept else np.zeros((0, *self.missing.shape))

    def _stop_keeping(self) -> None:
        if self._kept is None:
            return
        kept, self._kept = self._kept, None
        size = math.ceil(_SIZE_TIMES_ERROR / self.error)
        self._sketches = [_sketch_class()(size) for _ in range(self.missing.size)]
        for batch in kept:
            self._sketch(batch)

    def _sketch(self, values: np.ndarray) -> None:
        self._stop_keeping()
        # Sketches take sorted numbers four times as fast. Sorting puts NaN last.
        columns = np.sort(values.reshape(len(values), -1).T, axis=1).astype(np.float64)
        counts = len(values) - np.isnan(columns).sum(axis=1)
        for sketch, column, count in zip(self._sketches, columns, counts):
            sketch.update(column[:count])

    def _of_feature(self, place: int, ranks: np.ndarray) -> Any:
        if self._kept is None:
            return _of_sketch(self._sketches[place], ranks)
        column = np.concatenate([batch.reshape(len(batch), -1)[:, place] for batch in self._kept])
        return np.quantile(column[~np.isnan(column)], ranks)


def _of_sketch(sketch: Any, ranks: np.ndarray) -> np.ndarray:
    found = np.asarray(sketch.get_quantiles(ranks, inclusive=True))
    # A sketch knows both ends exactly, but gives for them the outermost values that it kept.
    found[ranks <= 0] = sketch.get_min_value()
    found[ranks >= 1] = sketch.get_max_value()
    return found


def _sketch_class() -> Any:
    # Imported when the first sketch is made, so that importing this package stays quick.
    from datasketches import kll_doubles_sketch

    return kll_doubles_sketch
