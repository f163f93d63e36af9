"""Counts the rows of tabular files, if that is fast."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

import tensorflow as tf

from prelayer._core import errors
from prelayer.data.common.folder_walk import is_remote
from prelayer.data.tabular.hash_split import Part

Block = TypeVar("Block", bound=Sequence[Any])

MOST_FILES = 1000
# Maximum number of rows and decompressed bytes that are read only for counting: without parsing,
# and if rows must be hashed or decoded.
_MOST = (150_000, 2**24)
_MOST_HASHED = (25_000, 2**22)


class RowCount(NamedTuple):
    """The number of rows.

    Args:
        rows: number of rows that a pass yields.
        read: number of rows that a pass reads from each file, including invalid rows.
    """

    rows: int
    read: Sequence[int]


class SpentError(Exception):
    """Raised when there are more rows than the budget allows to count."""


class Budget:
    """The number of rows and bytes that may still be read for counting."""

    def __init__(self, rows: int, size: int) -> None:
        self.rows, self.size = rows, size

    def spend(self, rows: int, size: int) -> None:
        """Subtract rows and bytes that are read; raise `SpentError` if the budget is exceeded."""
        self.rows, self.size = self.rows - rows, self.size - size
        if self.rows < 0 or self.size < 0:
            raise SpentError

    def records(self, records: Iterator[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
        """Yield records, subtracting each from the budget."""
        for line, record in records:
            self.spend(1, len(record))
            yield line, record


def row_counts(rows: Any, parts: Sequence[Part]) -> list[RowCount | None]:
    """Return the number of rows of each part, or of all rows if there are no parts.

    It is None if files are large, remote, many or unreadable. Keras warns at the end of each epoch
    of a dataset whose number of batches is unknown.

    Args:
        rows: the rows of files, as `batching.RowSource`.
        parts: the parts of a split.
    """
    if rows.count is not None and not parts:
        return [rows.count]
    unknown: list[RowCount | None] = [None] * max(1, len(parts))
    if len(rows.paths) > MOST_FILES or any(map(is_remote, rows.paths)):
        return unknown
    budget = Budget(*(_MOST_HASHED if parts or rows.bad_rows is not None else _MOST))
    try:
        return rows.count_parts(parts, budget)
    except (SpentError, OSError, ValueError, tf.errors.OpError):  # Reading reports errors.
        return unknown


def spend_on_files(paths: Sequence[str], budget: Budget) -> None:
    """Raise if the stored size of the files, which may be compressed, exceeds the budget."""
    Budget(budget.rows, budget.size).spend(0, sum(map(os.path.getsize, paths)))


def as_counted(
    blocks: Iterator[Block], count: RowCount | None, file: int, path: str
) -> Iterator[Block]:
    """Yield the blocks of rows of a file, and check their number.

    Args:
        blocks: sequences of columns.
        count: number of rows when the dataset was created; None if not counted.
        file: the position of the file.
        path: the file.

    Raises:
        ValueError: if the number of rows has changed.
    """
    expected = None if count is None else count.read[file]
    found = 0
    for block in blocks:
        found += len(block[0])
        if expected is not None and found > expected:
            _refuse_changed(path, "more", expected)
        yield block
    if expected is not None and found < expected:
        _refuse_changed(path, "fewer", expected)


def _refuse_changed(path: str, how: str, expected: int) -> None:
    raise errors.problem(
        "the file {path} changed after the dataset was made: it has {how} rows than the "
        "{expected} that were counted then. Make the dataset anew.",
        path=path,
        how=how,
        expected=expected,
    )
