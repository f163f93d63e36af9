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
    """Progress of `adapt()` after a batch of data.

    See also: `adapt`, `AdaptReport`.

    Args:
        number: number of the pass over the data, from 1.
        rows: number of examples read in this pass.
        seconds: duration of this pass so far.
        share: fraction of the data that was read, from 0 to 1; None if its size is unknown.

    Examples:
        >>> from prelayer import Normalization, adapt
        >>> def show(progress):
        ...     print(progress.number, progress.rows, progress.share)
        >>> report = adapt(Normalization(), [[1.0], [2.0], [3.0]], progress=show)
        1 3 1.0
    """

    number: int
    rows: int
    seconds: float
    share: float | None

    @property
    def rate(self) -> float:
        """Number of examples read per second."""
        return self.rows / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> float | None:
        """Estimated seconds until the end of this pass; None if the size of the data is unknown."""
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
    """Provide a function that shows progress, or None if progress is not shown.

    Args:
        progress: None draws a bar if stderr is a terminal, True always, False never; a function is
            called instead.
    """
    if callable(progress):
        yield progress
        return
    if progress is not None:
        check.flag("progress", progress)
    if progress or (progress is None and sys.stderr.isatty()):
        bar = Bar()
        try:
            yield bar.show
        finally:
            bar.close()
    else:
        yield None


class Bar:
    """A progress bar that appears after a pass has taken one second, and disappears when closed.

    Args:
        console: the console of rich on which the bar is drawn; None uses stderr.
    """

    def __init__(self, console: Any = None) -> None:
        self._console = console
        self._bars: Any = None
        self._drawn: AdaptProgress | None = None

    def show(self, now: AdaptProgress) -> None:
        """Draw the progress of a pass, at most ten times per second."""
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
        """Remove the bar."""
        if self._bars is not None:
            self._bars.stop()

    def _open(self) -> None:
        # Imported when the first bar is drawn, to keep the import of this package fast.
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
