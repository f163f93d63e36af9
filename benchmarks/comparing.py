"""Compares ours with a peer in one run: medians after a warm-up, taken in turns."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """One row of the table: what was measured, both times, and what is aimed at."""

    case: str
    ours: float
    peer: float
    spread: float
    aim: str
    note: str = ""

    @property
    def ratio(self) -> float:
        """How many times faster ours is."""
        return self.peer / self.ours

    def __str__(self) -> str:
        return (
            f"{self.case:58s} ours {self.ours:9.4f} s  peer {self.peer:9.4f} s  "
            f"ratio {self.ratio:6.2f}  spread {self.spread:4.0%}  aim {self.aim}  {self.note}"
        )


def compare(
    case: str,
    ours: Callable[[], object],
    peer: Callable[[], object],
    aim: str,
    repeats: int = 5,
    note: str = "",
    warm_up: bool = True,
    clock: Callable[[], float] = time.perf_counter,
) -> Row:
    """Time two functions in turns and print the row.

    Args:
        case: what is measured.
        ours: one run of ours.
        peer: one run of the peer.
        aim: the ratio to reach.
        repeats: how many runs of each.
        note: what else a reader should know.
        warm_up: whether there is one more run of each before, which is not counted.
        clock: what tells the time: that on the wall, or of the processor.
    """
    times: dict[str, list[float]] = {"ours": [], "peer": []}
    for turn in range(not warm_up, repeats + 1):
        for name, function in (("ours", ours), ("peer", peer)):
            started = clock()
            function()
            if turn > 0:
                times[name].append(clock() - started)
    ours_times = times["ours"]
    spread = (max(ours_times) - min(ours_times)) / median(ours_times)
    row = Row(case, median(ours_times), median(times["peer"]), spread, aim, note)
    print(row, flush=True)
    return row
