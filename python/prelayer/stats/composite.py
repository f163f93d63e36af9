"""Composite accumulator: several accumulators of one stream."""

from __future__ import annotations

from typing import Any

import numpy as np

from prelayer.stats.extremes import Extremes
from prelayer.stats.moments import Moments
from prelayer.stats.quantiles import Quantiles
from prelayer.stats.serialization import pack, reading, unpack

_KINDS = {kind.__name__: kind for kind in (Extremes, Moments, Quantiles)}


def join_summaries(**summaries: dict[str, Any]) -> dict[str, Any]:
    """Return the summaries of one batch, each by its statistic's name, as one."""
    return {
        f"{name}.{part}": value
        for name, summary in summaries.items()
        for part, value in summary.items()
    }


class Composite:
    """Statistics by name, each of which takes in its own summary of a batch.

    Args:
        **parts: the statistics.

    Example:
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
        """Take in one batch: what `joined` gives for the summaries of the statistics."""
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
        """Take in what another one has seen."""
        for name, part in self.parts.items():
            part.merge(other.parts[name])

    def to_bytes(self) -> bytes:
        """Return all that was seen, as bytes that `from_bytes` reads."""
        packed = {
            f"{type(part).__name__} {name}": np.frombuffer(part.to_bytes(), np.uint8)
            for name, part in self.parts.items()
        }
        return pack("Together", **packed)

    @classmethod
    def from_bytes(cls, data: bytes) -> Composite:
        """Return the statistics that `to_bytes` wrote."""
        parts = {}
        stored = unpack("Together", "Together", data)
        with reading("Together", "the state", "to_bytes()"):
            for label, packed in stored.items():
                kind, name = label.split(" ", 1)
                parts[name] = _KINDS[kind].from_bytes(packed.tobytes())
            return cls(**parts)

    @property
    def missing(self) -> Any:
        """How many values were missing, by feature."""
        return next(iter(self.parts.values())).missing

    @property
    def empty(self) -> bool:
        """Whether no value has been seen."""
        return all(part.empty for part in self.parts.values())
