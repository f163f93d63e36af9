"""Accumulator of the likelihood of power transformations."""

from __future__ import annotations

from typing import Any

import numpy as np

from prelayer._core import errors
from prelayer.stats.extremes import Extremes
from prelayer.stats.feature_shape import check_finite, check_same_features
from prelayer.stats.moments import Moments, moments_of
from prelayer.stats.power_transform import METHODS, best_lambda, growth, logarithms, peak
from prelayer.stats.serialization import are_counts, pack, reading, unpack

EXACT_ROWS = 10_000
# Beyond so many rows, lambda lies among these; all are exact in binary.
LAMBDAS = 1 + np.arange(-40, 41) / 8


class PowerLikelihood:
    """Accumulates what the lambda with the largest likelihood follows from, per feature.

    Up to `EXACT_ROWS` rows are kept, and lambda is exact. Beyond that, the moments of the numbers
    transformed with each of `LAMBDAS` are summed, which merge without error, and the likelihood is
    interpolated between them.

    Args:
        method: "yeo_johnson" or "box_cox".

    Examples:
        >>> import numpy as np
        >>> from prelayer.stats.power_likelihood import PowerLikelihood
        >>> likelihood = PowerLikelihood("box_cox")
        >>> likelihood.add(np.exp(np.linspace(-2, 2, 50)))
        >>> bool(abs(likelihood.lambdas) < 1e-6)
        True
    """

    def __init__(self, method: str = "yeo_johnson") -> None:
        self.method = method
        self.rows = 0
        self.missing = np.zeros((), np.int64)
        self._kept: list[np.ndarray] = []
        # Beyond `EXACT_ROWS`: the moments by lambda and feature; moments and range of logarithms.
        self._moments = Moments()
        self._logs = Moments()
        self._range = Extremes()

    def add(self, values: np.ndarray) -> None:
        """Add one batch.

        Args:
            values: numbers of shape (rows, ...features), finite or NaN; positive for Box-Cox.

        Raises:
            ValueError: if a number is infinite, or not positive for Box-Cox, or the shape of the
                features differs from that of previous batches.
        """
        values = np.asarray(values, np.float64)
        if len(values) == 0:
            return
        gaps = np.isnan(values).sum(axis=0)
        check_same_features(self.count, self.missing, gaps)
        check_finite(values)
        if self.method == "box_cox" and np.any(values <= 0):
            raise errors.problem(
                "the Box-Cox transformation learns from numbers above 0, but {number} is among the "
                'values. Use `{method="yeo_johnson"}`, or fix or drop them.',
                number=f"{values[values <= 0][0]:g}",
            )
        self.missing = self.missing + gaps
        self.rows += len(values)
        self._kept.append(values)
        if self.rows > EXACT_ROWS:
            self._sum()

    def merge(self, other: PowerLikelihood) -> None:
        """Add the data of another accumulator of the same method."""
        if other.rows == 0:
            return
        check_same_features(self.count, self.missing, other.missing)
        self.missing = self.missing + other.missing
        self.rows += other.rows
        self._kept += other._kept
        self._moments.merge(other._moments)
        self._logs.merge(other._logs)
        self._range.merge(other._range)
        if self.rows > EXACT_ROWS:
            self._sum()

    def to_bytes(self) -> bytes:
        """Return the accumulator as bytes that `from_bytes` reads."""
        sums: dict[str, Any] = {"moments": self._moments, "logs": self._logs, "range": self._range}
        return pack(
            "PowerLikelihood",
            method=np.array(self.method),
            rows=np.array(self.rows),
            missing=self.missing,
            kept=np.sort(self._all_kept(), axis=0),
            **{name: np.frombuffer(one.to_bytes(), np.uint8) for name, one in sums.items()},
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> PowerLikelihood:
        """Read an accumulator that `to_bytes` wrote."""
        parts = unpack("PowerLikelihood", data)
        with reading("the state", "to_bytes()"):
            found = cls(str(parts["method"]))
            found.rows, found.missing, kept = int(parts["rows"]), parts["missing"], parts["kept"]
            found._moments = Moments.from_bytes(parts["moments"].tobytes())
            found._logs = Moments.from_bytes(parts["logs"].tobytes())
            found._range = Extremes.from_bytes(parts["range"].tobytes())
            if found.method not in METHODS or not are_counts(found.missing, found.missing):
                raise ValueError("not a method and counts")
            if kept.dtype != np.float64 or np.isinf(kept).any() or not found._sums_up(kept):
                raise ValueError("not the numbers of so many rows")
            found._kept = [kept] if len(kept) else []
        return found

    def _sums_up(self, kept: np.ndarray) -> bool:
        """Return whether kept rows and moments belong to as many numbers as there are."""
        if self.rows > EXACT_ROWS:
            return len(kept) == 0 and np.array_equal(self._logs.count, self.count)
        known = (~np.isnan(kept)).sum(axis=0)
        return len(kept) == self.rows and np.array_equal(known, self.count)

    @property
    def count(self) -> np.ndarray:
        """Number of values per feature, without missing values."""
        return np.asarray(self.rows - self.missing)

    @property
    def empty(self) -> bool:
        """Whether no value has been added."""
        return not np.any(self.count)

    @property
    def lambdas(self) -> np.ndarray:
        """The lambda with the largest likelihood per feature; 1 for features that are constant."""
        found = np.ones(self.missing.size)
        of_feature = self._by_values if self.rows <= EXACT_ROWS else self._by_moments
        for place in np.flatnonzero(self.count):
            found[place] = of_feature(int(place))
        return found.reshape(self.missing.shape)

    def _by_values(self, place: int) -> float:
        column = self._all_kept().reshape(self.rows, -1)[:, place]
        return best_lambda(column[~np.isnan(column)], self.method)

    def _by_moments(self, place: int) -> float:
        variances = self._moments.variance.reshape(len(LAMBDAS), -1)[:, place]
        if (self._range.minimum == self._range.maximum).reshape(-1)[place]:
            return 1.0
        slope = self._logs.mean.reshape(-1)[place]
        found, _ = peak(LAMBDAS, lambda powers: (powers - 1) * slope - np.log(variances) / 2)
        return found

    def _all_kept(self) -> np.ndarray:
        return np.concatenate(self._kept) if self._kept else np.zeros((0, *self.missing.shape))

    def _sum(self) -> None:
        """Replace the kept rows by moments."""
        rows, self._kept = self._all_kept(), []
        for start in range(0, len(rows), EXACT_ROWS):
            logs = logarithms(rows[start : start + EXACT_ROWS], self.method)
            self._logs.add(**moments_of(logs, (0,)))
            known = ~np.isnan(logs)
            lowest = np.where(known, logs, np.inf).min(axis=0)
            highest = np.where(known, logs, -np.inf).max(axis=0)
            self._range.add(known.sum(axis=0), lowest, highest)
            with np.errstate(all="ignore"):  # a variance that is not finite is left out
                parts = [moments_of(self._transformed(logs, power), (0,)) for power in LAMBDAS]
                self._moments.add(
                    **{key: np.stack([one[key] for one in parts]) for key in parts[0]}
                )

    def _transformed(self, logs: np.ndarray, power: float) -> np.ndarray:
        if self.method == "box_cox":
            return growth(logs, np.float64(power))
        return np.sign(logs) * growth(np.abs(logs), np.where(logs >= 0, power, 2 - power))
