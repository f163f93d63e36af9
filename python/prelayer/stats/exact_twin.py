"""Accumulators whose bytes depend neither on the order nor on the division of the data."""

from __future__ import annotations

from typing import Any

from prelayer._core import errors
from prelayer.stats.composite import Composite
from prelayer.stats.earliest import Earliest
from prelayer.stats.exact_moments import ExactMoments
from prelayer.stats.extremes import Extremes
from prelayer.stats.integer_counts import IntegerCounts
from prelayer.stats.moments import Moments
from prelayer.stats.quantiles import Quantiles
from prelayer.stats.token_counts import TokenCounts
from prelayer.stats.value_counts import ValueCounts
from prelayer.stats.value_histogram import ValueHistogram

_WITHOUT_ORDER = (Earliest, Extremes, IntegerCounts, TokenCounts, ValueCounts)


def exact_twin(accumulator: Any) -> Any:
    """Return an empty accumulator that learns the same as another one, without rounding.

    Raises:
        ValueError: if there is none, as for covariances.
    """
    if isinstance(accumulator, Moments):
        return ExactMoments()
    if isinstance(accumulator, Quantiles):
        return ValueHistogram()
    if isinstance(accumulator, Composite):
        return Composite(**{name: exact_twin(part) for name, part in accumulator.parts.items()})
    if isinstance(accumulator, _WITHOUT_ORDER):
        return accumulator
    raise errors.problem(
        "the statistics of this layer are rounded in the order of the data. Use `{exact=False}`."
    )
