"""The rows of CSV files, counted for all parts of a split in one reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from itertools import islice
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer.data.bad_rows import BadRows
from prelayer.data.row_count import Budget, RowCount, spend_on_files
from prelayer.data.table_parts import Part
from prelayer.data.table_reading import BLOCK
from prelayer.untuned import untuned

Records = list[tuple[int, bytes]]


def count_rows(rows: Any, parts: Sequence[Part], budget: Budget) -> list[RowCount]:
    """Return the number of rows of each part, or of all rows where there are no parts.

    Args:
        rows: the rows, as `CsvRows`.
        parts: the parts of a split.
        budget: how much to read at most.
    """
    spend_on_files(rows.paths, budget)
    rows = copy(rows)
    if rows.bad_rows is not None:  # those of a pass note bad rows themselves
        rows.bad_rows = BadRows()
    read = np.zeros((max(1, len(parts)), len(rows.paths)), np.int64)

    def members() -> Iterator[tuple[Records, int, int]]:
        for file, path in enumerate(rows.paths):
            records = budget.records(rows.records(path))
            while block := list(islice(records, BLOCK)):
                for part, some in enumerate(_by_part(rows, block, path, parts)):
                    read[part, file] += len(some)
                    yield some, file, part

    kept = np.zeros(len(read), np.int64)
    for part, count in _decoded(rows, members()):
        kept[part] += count
    return [RowCount(int(total), of_files.tolist()) for total, of_files in zip(kept, read)]


def _by_part(rows: Any, block: Records, path: str, parts: Sequence[Part]) -> list[Records]:
    if rows.bad_rows is not None:
        block = rows.checked(block, path)
    if not parts:
        return [block]
    placed = rows.placed(block, path, parts[0].key)
    return [[record for place, record in placed if part.has(place)] for part in parts]


def _decoded(rows: Any, members: Iterator[tuple[Records, int, int]]) -> Iterator[tuple[int, int]]:
    """Yield parts, and how many records of each are not left out as bad rows."""
    if rows.bad_rows is None:
        return ((part, len(some)) for some, _, part in members)

    def blocks() -> Iterator[tuple[Any, ...]]:
        return ((*rows.block(some, file), part) for some, file, part in members)

    def count(*block: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        return block[-1], tf.size(next(iter(rows.decode(*block[:-1]).values())))

    spec = (*rows.block_spec, tf.TensorSpec([], tf.int64))
    dataset = tf.data.Dataset.from_generator(blocks, output_signature=spec)
    return untuned(dataset.map(count)).as_numpy_iterator()
