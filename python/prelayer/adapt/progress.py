"""Progress of `adapt()`, and the progress bar."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from prelayer._core import check

_SHOWN_AFTER = 1.0
_BETWEEN_DRAWINGS = 0.1


@dataclass(frozen=True)
class AdaptProgress:
    """How far an adaptation has come, after a batch of data.

    Args:
        number: which pass over the data this is, from 1.
        rows: how many examples were read in this pass.
        seconds: how long this pass has taken.
        share: how much of the data was read, from 0 to 1; None where its size is not known.
    """

    number: int
    rows: int
    seconds: float
    share: float | None

    @property
    def rate(self) -> float:
        """How many examples are read in a second."""
        return self.rows / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> float | None:
        """How many seconds are left of this pass, where the size of the data is known."""
        return self.seconds * (1 - self.share) / self.share if self.share else None

    def __str__(self) -> str:
        text = f"{self.rows:,} rows, {self.rate:,.0f} rows/s"
        if self.left is None:
            return text
        minutes, seconds = divmod(round(self.left), 60)
        return f"{text}, {minutes}:{seconds:02d} left"


Show = Callable[[AdaptProgress], Any]


@contextmanager
def shown(progress: bool | Show | None) -> Iterator[Show | None]:
    """Give a function that shows how far an adaptation has come, or None where nobody watches.

    Args:
        progress: None draws a bar where messages go to a terminal, True always, False never; a
            function is called instead.
    """
    if callable(progress):
        yield progress
        return
    if progress is not None:
        check.flag("adapt", "progress", progress)
    if progress or (progress is None and sys.stderr.isatty()):
        bar = Bar()
        try:
            yield bar.show
        finally:
            bar.close()
    else:
        yield None


class Bar:
    """A bar that appears when a pass has taken a second, and goes when it is closed.

    Args:
        console: where it is drawn; the terminal that messages go to if None.
    """

    def __init__(self, console: Any = None) -> None:
        self._console = console
        self._bars: Any = None
        self._drawn: AdaptProgress | None = None

    def show(self, now: AdaptProgress) -> None:
        """Draw how far the pass has come, at most ten times a second."""
        if now.seconds < _SHOWN_AFTER or not self._is_due(now):
            return
        if self._bars is None:
            self._open()
        self._drawn = now
        self._bars.update(
            self._task,
            total=None if now.share is None else 1.0,
            completed=now.share or 0.0,
            description="adapting" if now.number == 1 else f"adapting, pass {now.number}",
            told=str(now),
        )
        self._bars.refresh()

    def _is_due(self, now: AdaptProgress) -> bool:
        before = self._drawn
        if before is None or before.number != now.number:
            return True
        return now.seconds - before.seconds >= _BETWEEN_DRAWINGS

    def close(self) -> None:
        """Take the bar away."""
        if self._bars is not None:
            self._bars.stop()

    def _open(self) -> None:
        # Imported when the first bar is drawn, so that importing this package stays quick.
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[told]}"),
            console=self._console or Console(stderr=True),
            auto_refresh=False,
            transient=True,
        )
        self._task = self._bars.add_task("adapting", told="")
        self._bars.start()
