"""The report that `adapt()` returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from prelayer._core.text_table import html_table, text_table
from prelayer.adapt.feature_report import FeatureReport

_MOST_NAMED = 5
_MOST_ROWS = 30


@dataclass(frozen=True, repr=False)
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
        features: a `FeatureReport` for each fitted layer: its name, rows, missing values, seconds
            and learned state, which `table()` returns as columns.

    Examples:
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
    features: tuple[FeatureReport, ...] = ()

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
            features=tuple(feature for report in reports for feature in report.features),
        )

    def table(self) -> dict[str, list[str | int | float]]:
        """Return the reports of all features as columns: name, rows, missing, seconds, learned."""
        return {
            name: [getattr(feature, name) for feature in self.features]
            for name in FeatureReport._fields
        }

    def __str__(self) -> str:
        return "\n".join([self._sentence(), *text_table(self._shown(), most_rows=_MOST_ROWS)])

    def _repr_html_(self) -> str:
        return html_table(self._shown(), self._sentence())

    def _sentence(self) -> str:
        layers = ", ".join(self.layers)
        if len(self.layers) > _MOST_NAMED:
            layers = f"{len(self.layers)} layers"
        passes = "1 pass" if self.passes == 1 else f"{self.passes} passes"
        rows = "1 row" if self.rows == 1 else f"{self.rows:,} rows"
        told = [f"adapted {layers} in {passes} over {rows}"]
        if self.seconds:
            told[0] += f", {self.seconds:.2f} s"
        if self.missing and not self.features:
            counts = ", ".join(f"{count:,} for {name}" for name, count in self.missing.items())
            told.append(f"missing: {counts}")
        if self.count_error:
            told.append(f"counts are up to {self.count_error:,} too low")
        return "; ".join(told)

    def _shown(self) -> dict[str, list[str]]:
        if not self.features:
            return {}
        columns = {
            "name": [feature.name for feature in self.features],
            "rows": [f"{feature.rows:,}" for feature in self.features],
            "missing": [f"{feature.missing:,}" for feature in self.features],
            "seconds": [f"{feature.seconds:.2f}" for feature in self.features],
            "learned": [feature.learned for feature in self.features],
        }
        if not any(feature.seconds for feature in self.features):
            del columns["seconds"]
        return columns

    __repr__ = __str__
