"""Composite accumulator: several accumulators of one stream."""

from __future__ import annotations

from typing import Any

import numpy as np

from prelayer.stats.exact_moments import ExactMoments
from prelayer.stats.extremes import Extremes
from prelayer.stats.moments import Moments
from prelayer.stats.power_likelihood import PowerLikelihood
from prelayer.stats.quantiles import Quantiles
from prelayer.stats.serialization import pack, reading, unpack
from prelayer.stats.value_histogram import ValueHistogram

_KINDS: dict[str, Any] = {
    kind.__name__: kind
    for kind in (ExactMoments, Extremes, Moments, PowerLikelihood, Quantiles, ValueHistogram)
}


def join_summaries(**summaries: dict[str, Any]) -> dict[str, Any]:
    """Join the summaries of one batch, by the name of the accumulator, to one summary."""
    return {
        f"{name}.{part}": value
        for name, summary in summaries.items()
        for part, value in summary.items()
    }


class Composite:
    """Named accumulators, each of which adds its own summary of a batch.

    Args:
        **parts: the accumulators.

    Examples:
        >>> from prelayer.stats.extremes import Extremes
        >>> from prelayer.stats.moments import Moments
        >>> from prelayer.stats.composite import (Composite, join_summaries)
        >>> both = Composite(range=Extremes(), mean=Moments())
        >>> summary = join_summaries(
        ...     range={"count": 2, "minimum": 1.0, "maximum": 5.0},
        ...     mean={"count": 2, "mean": 3.0, "squares": 8.0},
        ... )
        >>> both.add(**summary)
        >>> float(both.parts["range"].maximum), float(both.parts["mean"].mean)
        (5.0, 3.0)
    """

    def __init__(self, **parts: Any) -> None:
        self.parts = parts

    def add(self, **summary: Any) -> None:
        """Add one batch: the result of `join_summaries` for the summaries of the accumulators."""
        for name, statistic in self.parts.items():
            own = f"{name}."
            statistic.add(
                **{
                    part.removeprefix(own): value
                    for part, value in summary.items()
                    if part.startswith(own)
                }
            )

    def merge(self, other: Composite) -> None:
        """Add the data of another accumulator."""
        for name, part in self.parts.items():
            part.merge(other.parts[name])

    def to_bytes(self) -> bytes:
        """Return the accumulator as bytes that `from_bytes` reads."""
        packed = {
            f"{type(part).__name__} {name}": np.frombuffer(part.to_bytes(), np.uint8)
            for name, part in self.parts.items()
        }
        return pack("Together", **packed)

    @classmethod
    def from_bytes(cls, data: bytes) -> Composite:
        """Read an accumulator that `to_bytes` wrote."""
        parts = {}
        stored = unpack("Together", data)
        with reading("the state", "to_bytes()"):
            for label, packed in stored.items():
                kind, name = label.split(" ", 1)
                parts[name] = _KINDS[kind].from_bytes(packed.tobytes())
            return cls(**parts)

    @property
    def missing(self) -> Any:
        """Number of missing values per feature."""
        return next(iter(self.parts.values())).missing

    @property
    def empty(self) -> bool:
        """Whether no value has been added."""
        return all(part.empty for part in self.parts.values())
