"""The report that `adapt()` returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class AdaptReport:
    """Summary of a call to `adapt()`.

    See also: `adapt`, `AdaptProgress`.

    Args:
        rows: number of examples.
        passes: number of passes over the data.
        seconds: duration of the call; 0 if other processes read the data.
        layers: the names of the fitted layers.
        missing: number of missing values (NaN), which are skipped, by the name of the numeric
            layer, for layers with missing values.
        count_error: maximum amount by which a learned count is too low, if `max_memory` limits
            counting; otherwise 0.

    Example:
        >>> from prelayer import Normalization, StringLookup, adapt
        >>> price = Normalization(axis=None, missing="mean", name="price")
        >>> data = {"price": [1.0, None, 3.0], "cut": ["fair", "good", "good"]}
        >>> report = adapt({"price": price, "cut": StringLookup()}, data)
        >>> report.rows, report.passes, report.missing
        (3, 1, {'price': 1})
    """

    rows: int
    passes: int
    seconds: float
    layers: tuple[str, ...]
    missing: dict[str, int] = field(default_factory=dict)
    count_error: int = 0

    @classmethod
    def joined(cls, reports: Sequence[AdaptReport]) -> AdaptReport:
        """Return the report of several passes over the same data."""
        return cls(
            rows=reports[-1].rows,
            passes=sum(report.passes for report in reports),
            seconds=sum(report.seconds for report in reports),
            layers=tuple(name for report in reports for name in report.layers),
            missing={name: count for report in reports for name, count in report.missing.items()},
            count_error=max(report.count_error for report in reports),
        )

    def __str__(self) -> str:
        layers = ", ".join(self.layers)
        passes = "1 pass" if self.passes == 1 else f"{self.passes} passes"
        rows = "1 row" if self.rows == 1 else f"{self.rows:,} rows"
        told = [f"adapted {layers} in {passes} over {rows}"]
        if self.seconds:
            told[0] += f", {self.seconds:.2f} s"
        if self.missing:
            counts = ", ".join(f"{count:,} for {name}" for name, count in self.missing.items())
            told.append(f"missing: {counts}")
        if self.count_error:
            told.append(f"counts are up to {self.count_error:,} too low")
        return "; ".join(told)
