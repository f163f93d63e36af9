"""List columns: dense if all rows have one length, else ragged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.missing import is_missing
from prelayer.data.frame.column_types import element_type
from prelayer.data.frame.table import Table

LISTS = (list, tuple, np.ndarray)


def holds_lists(column: Any) -> bool:
    """Return whether the rows of a column, which is not an array of rows, are lists."""
    kind = str(getattr(column, "type", getattr(column, "dtype", "object")))
    if kind.lower().startswith(("list", "large_list", "fixed_size_list")):  # Arrow and polars
        return True
    if (kind != "object" and "[pyarrow]" not in kind) or hasattr(column, "gaps"):
        return False
    if getattr(column, "ndim", 1) != 1 or not isinstance(_first(column), LISTS):
        return False
    return not isinstance(column, (list, tuple)) or not _even(column)


def list_rows(
    table: Table, name: str, na: str, values: Callable[[Table], Any]
) -> tf.Tensor | tf.RaggedTensor:
    """Return a column of lists: of shape (N, length) if all have one length, else ragged.

    A missing list becomes an empty list, unless missing values raise.

    Args:
        table: the table.
        name: the column.
        na: the rule for missing elements.
        values: function from a table with the elements of all lists in the column to their
            features.
    """
    rows = [[] if is_missing(row) else list(row) for row in table.items(name)]
    lengths = np.array([len(row) for row in rows], np.int64)
    items = [item for row in rows for item in row]
    if not items:
        raise errors.problem(
            "the column {name!r} must hold a list with elements, but none has.", name=name
        )
    nested = next((item for item in items if isinstance(item, LISTS)), None)
    if nested is not None:
        raise errors.problem("the lists of the column {name!r} must not hold lists.", name=name)
    elements = Table({name: _typed(items, element_type(table.column(name)))})
    if na == "error":
        _refuse_gaps(elements.gaps(name), lengths, name)
    flat = tf.convert_to_tensor(values(elements))
    if (lengths == lengths[0]).all():
        return tf.reshape(flat, (len(rows), lengths[0]))
    return tf.RaggedTensor.from_row_lengths(flat, lengths)


def _typed(items: list[Any], kind: str) -> Any:
    """Return the elements of lists; if all are missing, with the element type of the lists."""
    if not all(map(is_missing, items)):
        return items
    is_number = kind.startswith(("int", "uint", "float", "double", "half", "decimal", "bool"))
    return np.full(len(items), np.nan if is_number else None)


def _first(column: Any) -> Any:
    return next((item for item in column if not is_missing(item)), None)


def _even(rows: Any) -> bool:
    try:
        array = np.asarray(rows)
    except ValueError:
        return False
    return array.ndim > 1 and array.size > 0


def _refuse_gaps(gaps: np.ndarray, lengths: np.ndarray, name: str) -> None:
    if not gaps.any():
        return
    row = int(np.searchsorted(np.cumsum(lengths), np.argmax(gaps), side="right"))
    raise errors.problem(
        "the lists of the column {name!r} miss {number} of {count} elements, the first in row "
        "{row!p}. Drop those, or choose their replacement with `na`.",
        name=name,
        number=int(gaps.sum()),
        count=len(gaps),
        row=row,
    )
