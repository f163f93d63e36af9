"""What one adaptation did, for people to read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AdaptReport:
    """The account of a call to `adapt`.

    Args:
        batches: how many batches were read.
        passes: how many times the data was read.
        seconds: how long it took.
        layers: the names of the layers that learned.
    """

    batches: int
    passes: int
    seconds: float
    layers: tuple[str, ...]

    def __str__(self) -> str:
        layers = ", ".join(self.layers)
        passes = "1 pass" if self.passes == 1 else f"{self.passes} passes"
        batches = "1 batch" if self.batches == 1 else f"{self.batches} batches"
        return f"adapted {layers} in {passes} over {batches}, {self.seconds:.2f} s"
