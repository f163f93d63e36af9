"""Columns of text, of levels, or of other values as text."""

from __future__ import annotations

import tensorflow as tf

from prelayer._core import arrays, errors, owner
from prelayer._core.missing import Missing, missing_of
from prelayer._core.tensors import as_tensor
from prelayer.data.common.class_names import to_class_name
from prelayer.data.common.dtype_rules import MASK, TOKEN, refuse_placeholder
from prelayer.data.frame.column_checks import called, refuse_gaps, refuse_structs
from prelayer.data.frame.column_types import holds_text
from prelayer.data.frame.number_columns import exact_numbers
from prelayer.data.frame.table import Table

# Placeholders of missing text: the mask token of lookups, or a token that differs from "NA".
_TEXT: dict[str | None, bytes] = {"mask": MASK.encode(), "token": TOKEN.encode()}


def text(table: Table, name: str, na: str | None = None) -> tf.Tensor:
    """Return a column of text, or of levels, as strings."""
    refuse_gaps(table, name, na)
    refuse_structs(table, name)
    gaps, missing = table.gaps(name), Missing(_TEXT.get(na))
    column = table.column(name) if table.levels(name) is None else table.words(name)
    with owner.place(called(name)):
        strings = as_tensor(column, tf.string, missing=missing)
    if na is not None and gaps.any():
        if strings.shape.rank > 1:
            gaps = missing_of(arrays.read(column, missing).astype(object))
        held = (strings.numpy() == missing.placeholder) & ~gaps
        refuse_placeholder(held.any(), _TEXT[na].decode(), called(name))
    return strings


def words(table: Table, name: str, na: str | None = None) -> list[bytes]:
    """Return a column with one value per row as text; numbers are formatted as by Python."""
    if table.levels(name) is not None or holds_text(table.column(name)):
        found = text(table, name, na).numpy()
    else:
        found = exact_numbers(table, name, na)[0]
    if found.ndim > 1:
        raise errors.problem(
            "the column {name!r} must have one value a row to be a class of it.", name=name
        )
    return [item if isinstance(item, bytes) else to_class_name(item).encode() for item in found]
