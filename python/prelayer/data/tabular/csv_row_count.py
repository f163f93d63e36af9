"""Counts the rows of CSV files."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from itertools import islice
from typing import Any

import numpy as np

from prelayer.data.common.invalid_rows import BadRows
from prelayer.data.tabular.batching import BLOCK
from prelayer.data.tabular.csv_decode import count_by_hand, decodes_at_once
from prelayer.data.tabular.hash_split import Part
from prelayer.data.tabular.row_count import Budget, RowCount, spend_on_files

Records = list[tuple[int, bytes]]

# Up to `_FEW` records are parsed field by field, which takes `_BY_HAND` times as long per byte.
_FEW = 32
_BY_HAND = 15


def count_rows(rows: Any, parts: Sequence[Part], budget: Budget) -> list[RowCount]:
    """Return the number of rows of each part, or of all rows if there are no parts.

    Args:
        rows: the rows, as `CsvRows`.
        parts: the parts of a split.
        budget: the maximum number of rows and bytes to read.
    """
    spend_on_files(rows.paths, budget)
    rows = copy(rows)
    if rows.bad_rows is not None:  # Passes over the dataset record invalid rows themselves.
        rows.bad_rows = BadRows()
    read = np.zeros((max(1, len(parts)), len(rows.paths)), np.int64)
    kept = np.zeros_like(read)
    for file, path in enumerate(rows.paths):
        records = budget.records(rows.records(path))
        while block := list(islice(records, BLOCK)):
            for part, members in enumerate(_by_part(rows, block, path, parts)):
                read[part, file] += len(members)
                kept[part, file] += _decoded(rows, members, file, budget)
    totals = kept.sum(axis=1).tolist()
    return [RowCount(total, of_files) for total, of_files in zip(totals, read.tolist())]


def _by_part(rows: Any, block: Records, path: str, parts: Sequence[Part]) -> list[Records]:
    if rows.bad_rows is not None:
        block = rows.checked(block, path)
    if not parts:
        return [block]
    placed = rows.placed(block, path, parts[0].key)
    return [[record for place, record in placed if part.has(place)] for part in parts]


def _decoded(rows: Any, members: Records, file: int, budget: Budget) -> int:
    """Return the number of valid records; invalid ones are found by bisection."""
    if rows.bad_rows is None or not members:
        return len(members)
    block = rows.block(members, file)
    if decodes_at_once(rows, block[0]):
        return len(members)
    if len(members) <= _FEW:
        budget.spend(0, _BY_HAND * sum(len(record) for _, record in members))
        return count_by_hand(rows, *block)
    middle = len(members) // 2
    halves = (members[:middle], members[middle:])
    return sum(_decoded(rows, half, file, budget) for half in halves)
