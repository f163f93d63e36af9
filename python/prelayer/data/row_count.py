"""How many rows there are in the files of a table, where counting them takes a second or so."""

from __future__ import annotations

import os
from copy import copy
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer.data.bad_rows import BadRows
from prelayer.data.folder_walk import is_remote
from prelayer.untuned import untuned

# Larger files, in bytes, are not read once more just to count their rows.
_LARGEST = 2**25
# How much a packed file may grow.
_PACKED = 8


def row_count(rows: Any) -> int | None:
    """Return how many rows a pass yields; None where files are large, remote or unreadable.

    Keras warns at the end of each epoch of a dataset whose number of batches is unknown.

    Args:
        rows: the rows of files, as `table_reading.Rows`.
    """
    if sum(map(_size, rows.paths)) > _LARGEST:
        return None
    counted = copy(rows)
    blocks = counted.blocks(tf.data.Dataset.range(len(rows.paths)))
    if rows.bad_rows is not None:  # decoding tells which rows are left out
        counted.bad_rows = BadRows()
        blocks = blocks.map(lambda *block: tuple(counted.decode(*block).values()))
    try:
        return int(untuned(blocks).reduce(np.int64(0), _add))
    except tf.errors.OpError:  # reading the rows says what is wrong
        return None


def _add(count: tf.Tensor, block: tuple[tf.Tensor, ...]) -> tf.Tensor:
    return count + tf.shape(block[0], tf.int64)[0]


def _size(path: str) -> float:
    if is_remote(path):
        return float("inf")
    return os.path.getsize(path) * (_PACKED if path.lower().endswith(".gz") else 1)
