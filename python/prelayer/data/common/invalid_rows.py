"""Invalid rows of tables: the `on_error` policy and the error report."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock
from typing import Any, NamedTuple

from prelayer._core import check, errors

ON_ERROR = ("raise", "skip")


class BadRow(NamedTuple):
    """A row that could not be read: its file, the line in which it begins, and the reason."""

    path: str
    line: int
    reason: str


class BadRows:
    """The rows skipped so far, which `report()` lists."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], str] = {}
        self._lock = Lock()

    def __iter__(self) -> Iterator[BadRow]:
        return iter([BadRow(*place, reason) for place, reason in sorted(self._rows.items())])

    def add(self, path: str, line: int, error: errors.PrelayerError) -> None:
        """Record a skipped row and its error."""
        reason = "It " + error.sentence.removeprefix(f"the file {path} ")
        with self._lock:
            self._rows[path, line] = reason


def skips_rows(on_error: Any, ignore_errors: Any) -> bool:
    """Return whether invalid rows are skipped.

    Args:
        on_error: "raise", "skip", or None to use `ignore_errors`.
        ignore_errors: the older name: True for "skip", False for "raise", None if not given.

    Raises:
        ValueError: if the arguments contradict each other or have other values.
    """
    if on_error == "placeholder":
        raise errors.problem(
            '`{on_error="placeholder"}` means nothing for rows: nobody could tell one that is '
            'made up from data. Use "skip", which leaves it out and lists it in `report()`.'
        )
    if on_error is not None:
        check.one_of("on_error", on_error, ON_ERROR)
    if ignore_errors is None:
        return on_error == "skip"
    skips = check.flag("ignore_errors", ignore_errors)
    if on_error is not None and skips != (on_error == "skip"):
        raise errors.problem(
            "`{ignore_errors=skips}` contradicts `{on_error=on_error}`, whose older name it "
            "is. Give one of them.",
            skips=skips,
            on_error=on_error,
        )
    return skips
