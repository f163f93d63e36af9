"""The report that `adapt()` returns."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class AdaptReport:
    """The account of a call to `adapt`.

    Args:
        rows: how many examples were read.
        passes: how many times the data was read.
        seconds: how long it took.
        layers: the names of the layers that learned.
        missing: by the names of layers of numbers, how many numbers were missing (NaN), where any
            were: none of them was learned from.
        count_error: how much too low a learned count can be, where `max_memory` bounds counting.
    """

    rows: int
    passes: int
    seconds: float
    layers: tuple[str, ...]
    missing: dict[str, int] = field(default_factory=dict)
    count_error: int = 0

    def __str__(self) -> str:
        layers = ", ".join(self.layers)
        passes = "1 pass" if self.passes == 1 else f"{self.passes} passes"
        rows = "1 row" if self.rows == 1 else f"{self.rows:,} rows"
        told = [f"adapted {layers} in {passes} over {rows}, {self.seconds:.2f} s"]
        if self.missing:
            counts = ", ".join(f"{count:,} for {name}" for name, count in self.missing.items())
            told.append(f"missing: {counts}")
        if self.count_error:
            told.append(f"counts are up to {self.count_error:,} too low")
        return "; ".join(told)
