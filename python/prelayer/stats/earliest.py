"""Accumulator of the earliest time."""

from __future__ import annotations

from typing import Any

import numpy as np

from prelayer.stats.serialization import are_counts, pack, reading, unpack

_NONE = np.iinfo(np.int64).max


class Earliest:
    """Accumulates the earliest of times, which are whole numbers; counts missing times separately.

    Examples:
        >>> from prelayer.stats.earliest import Earliest
        >>> earliest = Earliest()
        >>> earliest.add(count=2, earliest=-5)
        >>> earliest.add(count=1, earliest=7, missing=3)
        >>> earliest.earliest, earliest.missing
        (-5, 3)
    """

    def __init__(self) -> None:
        self.count = self.missing = 0
        self.earliest = _NONE

    def add(self, count: Any, earliest: Any, missing: Any = 0) -> None:
        """Add one batch.

        Args:
            count: number of times, without missing ones.
            earliest: the earliest of them, within int64; it has no effect if the count is 0.
            missing: number of missing times.
        """
        if count > 0:
            self.earliest = min(self.earliest, int(earliest))
        self.count += int(count)
        self.missing += int(missing)

    def merge(self, other: Earliest) -> None:
        """Add the data of another accumulator."""
        self.add(other.count, other.earliest, other.missing)

    def to_bytes(self) -> bytes:
        """Return the accumulator as bytes that `from_bytes` reads."""
        parts = {"count": self.count, "earliest": self.earliest, "missing": self.missing}
        return pack("Earliest", **{name: np.int64(part) for name, part in parts.items()})

    @classmethod
    def from_bytes(cls, data: bytes) -> Earliest:
        """Read an accumulator that `to_bytes` wrote."""
        parts = unpack("Earliest", data)
        with reading("the state", "to_bytes()"):
            count, earliest, missing = (parts[name] for name in ("count", "earliest", "missing"))
            if not are_counts(count, missing, shape=()):
                raise ValueError("not counts")
            if earliest.shape or earliest.dtype != np.int64:
                raise ValueError("not a time")
            read = cls()
            read.add(count, earliest, missing)
        return read

    @property
    def empty(self) -> bool:
        """Whether no time has been added."""
        return self.count == 0
