"""Counts the rows of tabular files, where that is quick."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

import tensorflow as tf

from prelayer._core import check
from prelayer.data.common.folder_walk import is_remote
from prelayer.data.tabular.hash_split import Part

Block = TypeVar("Block", bound=Sequence[Any])

MOST_FILES = 1000
# Rows and bytes, unpacked, that are read once more just to count them: of files that are counted
# only, and of those whose rows are hashed or decoded for that.
_MOST = (150_000, 2**24)
_MOST_HASHED = (25_000, 2**22)


class RowCount(NamedTuple):
    """How many rows there are.

    Args:
        rows: what a pass yields.
        read: what a pass reads from each file, with rows that cannot be decoded.
    """

    rows: int
    read: Sequence[int]


class SpentError(Exception):
    """There are more rows than are counted."""


class Budget:
    """How many rows, and bytes of rows, are still read to count them."""

    def __init__(self, rows: int, size: int) -> None:
        self.rows, self.size = rows, size

    def spend(self, rows: int, size: int) -> None:
        """Subtract what is read."""
        self.rows, self.size = self.rows - rows, self.size - size
        if self.rows < 0 or self.size < 0:
            raise SpentError

    def records(self, records: Iterator[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
        """Yield records, and subtract each."""
        for line, record in records:
            self.spend(1, len(record))
            yield line, record


def row_counts(rows: Any, parts: Sequence[Part]) -> list[RowCount | None]:
    """Return the number of rows of each part, or of all rows where there are no parts.

    It is None where files are large, remote, many or unreadable. Keras warns at the end of each
    epoch of a dataset whose number of batches is unknown.

    Args:
        rows: the rows of files, as `table_reading.Rows`.
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
    except (SpentError, OSError, ValueError, tf.errors.OpError):  # reading says what is wrong
        return unknown


def spend_on_files(paths: Sequence[str], budget: Budget) -> None:
    """Raise where files are too large already as they are stored."""
    Budget(budget.rows, budget.size).spend(0, sum(map(os.path.getsize, paths)))


def as_counted(
    blocks: Iterator[Block], count: RowCount | None, file: int, path: str, owner: str
) -> Iterator[Block]:
    """Yield the blocks of rows of a file.

    Args:
        blocks: sequences of columns.
        count: how many rows there were when the dataset was made, if they were counted.
        file: the place of the file.
        path: the file.
        owner: the function that made the dataset.

    Raises:
        ValueError: if there are more or fewer rows now.
    """
    expected = None if count is None else count.read[file]
    found = 0
    for block in blocks:
        found += len(block[0])
        if expected is not None and found > expected:
            _refuse_changed(owner, path, "more", expected)
        yield block
    if expected is not None and found < expected:
        _refuse_changed(owner, path, "fewer", expected)


def _refuse_changed(owner: str, path: str, how: str, expected: int) -> None:
    check.refuse(
        owner,
        f"the file {path} changed after the dataset was made: it has {how} rows than the "
        f"{expected} that were counted then. Make the dataset anew.",
    )
