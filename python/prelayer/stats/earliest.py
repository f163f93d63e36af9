"""Accumulator of the earliest time, and of the number furthest from 0."""

from __future__ import annotations

from typing import Any

import numpy as np

from prelayer.stats.serialization import are_counts, pack, reading, unpack

_NONE = np.iinfo(np.int64).max


class Earliest:
    """Accumulates the earliest of times, which are whole numbers; counts missing times separately.

    `furthest` is the largest absolute value of times that were given as numbers; 0 for text.

    Examples:
        >>> from prelayer.stats.earliest import Earliest
        >>> earliest = Earliest()
        >>> earliest.add(count=2, earliest=-5)
        >>> earliest.add(count=1, earliest=7, missing=3)
        >>> earliest.earliest, earliest.missing
        (-5, 3)
    """

    def __init__(self) -> None:
        self.count = self.missing = self.furthest = 0
        self.earliest = _NONE

    def add(self, count: Any, earliest: Any, missing: Any = 0, furthest: Any = 0) -> None:
        """Add one batch.

        Args:
            count: number of times, without missing ones.
            earliest: the earliest of them, within int64; it has no effect if the count is 0.
            missing: number of missing times.
            furthest: the largest absolute value of times that were given as numbers.
        """
        if count > 0:
            self.earliest = min(self.earliest, int(earliest))
        self.count += int(count)
        self.missing += int(missing)
        self.furthest = max(self.furthest, int(furthest))

    def merge(self, other: Earliest) -> None:
        """Add the data of another accumulator."""
        self.add(other.count, other.earliest, other.missing, other.furthest)

    def to_bytes(self) -> bytes:
        """Return the accumulator as bytes that `from_bytes` reads."""
        names = ("count", "earliest", "missing", "furthest")
        parts = {name: getattr(self, name) for name in names}
        return pack("Earliest", **{name: np.int64(part) for name, part in parts.items()})

    @classmethod
    def from_bytes(cls, data: bytes) -> Earliest:
        """Read an accumulator that `to_bytes` wrote."""
        parts = unpack("Earliest", data)
        with reading("the state", "to_bytes()"):
            count, earliest, missing = (parts[name] for name in ("count", "earliest", "missing"))
            furthest = parts.get("furthest", np.int64(0))  # earlier versions have none
            if not are_counts(count, missing, shape=()):
                raise ValueError("not counts")
            if any(one.shape or one.dtype != np.int64 for one in (earliest, furthest)):
                raise ValueError("not a time")
            if furthest < 0:
                raise ValueError("not an absolute value")
            read = cls()
            read.add(count, earliest, missing, furthest)
        return read

    @property
    def empty(self) -> bool:
        """Whether no time has been added."""
        return self.count == 0
