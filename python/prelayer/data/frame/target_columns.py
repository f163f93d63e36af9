"""Target columns of a table: class indices, multi-label indicators or numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.missing import is_missing
from prelayer.data.common.class_names import to_class_name
from prelayer.data.frame.column_checks import refuse_gaps
from prelayer.data.frame.column_specs import LabelColumn
from prelayer.data.frame.column_types import holds_text
from prelayer.data.frame.feature_columns import Feature
from prelayer.data.frame.list_columns import LISTS, holds_lists, list_rows
from prelayer.data.frame.number_columns import numbers
from prelayer.data.frame.table import Table
from prelayer.data.frame.text_columns import words

_WHOLE = re.compile("-?[0-9]{1,18}")


def target(column: LabelColumn | str, table: Table) -> Feature:
    """Convert a column of a table to a target.

    Args:
        column: the column specification, or a name.
        table: the table.
    """
    label = LabelColumn((column,)) if isinstance(column, str) else column
    if not isinstance(label, LabelColumn):
        raise errors.invalid("target", "the name of a column, a label_column(), or several", column)
    names = [check.known("target", name, table.names, "column") for name in label.names]
    for name in names:
        refuse_gaps(table, name)
    if label.mode != "multi_label" and holds_lists(table.column(names[0])):
        return _vectors(table, names, label)
    if label.mode == "float":
        parts = [numbers(table, name, dtype="float32") for name in names]
        return Feature(np.stack(parts, axis=1) if len(parts) > 1 else parts[0])
    if label.mode == "multi_label":
        return _marks(table, names[0], label)
    if label.mode is None and not _has_classes(table, names[0], label):
        return Feature(numbers(table, names[0]))
    return _classes(table, names[0], label)


def _vectors(table: Table, names: list[str], label: LabelColumn) -> Feature:
    """Return lists of numbers; raise if their lengths differ."""
    name, dtype = names[0], "float32" if label.mode == "float" else None
    items = (item for row in table.items(name) for item in row)
    found = None
    if len(names) == 1 and label.mode in (None, "float") and not isinstance(next(items, ""), str):
        found = list_rows(table, name, "error", lambda part: numbers(part, name, dtype=dtype))
    if not isinstance(found, tf.Tensor):
        raise errors.problem(
            "the column {name!r} holds lists, which a target cannot be, unless they are "
            'numbers and of one length. `label_column(mode="multi_label")` makes marks of '
            "classes.",
            name=name,
        )
    return Feature(found)


def _has_classes(table: Table, name: str, label: LabelColumn) -> bool:
    by_name = label.class_names is not None or table.levels(name) is not None
    return by_name or holds_text(table.column(name))


def _classes(table: Table, name: str, label: LabelColumn) -> Feature:
    values = _values(table, name)
    names = list(label.class_names or table.levels(name) or _sorted(values))
    indices = _places(values, names, name)
    if label.mode == "binary" and len(names) != 2:
        raise errors.problem(
            '`{mode="binary"}` needs 2 classes, but the column {name!r} has {count}: {names!r}.',
            name=name,
            count=len(names),
            names=names,
        )
    if label.mode == "binary":
        return Feature(indices.astype(np.float32)[:, np.newaxis], class_names=names)
    if label.mode == "categorical":
        count = len(names)
        return Feature(indices, finish=lambda rows: tf.one_hot(rows, count), class_names=names)
    return Feature(indices, class_names=names)


def _marks(table: Table, name: str, label: LabelColumn) -> Feature:
    refuse_gaps(table, name)
    for number, item in enumerate(table.items(name)):
        if isinstance(item, LISTS) and any(map(is_missing, item)):
            raise errors.problem(
                "the column {name!r} misses a class in the list of row {number!p}. Drop it.",
                name=name,
                number=number,
            )
    rows = [_several(item, label.separator) for item in table.items(name)]
    names = list(label.class_names or _sorted({value for row in rows for value in row}))
    if not names:
        raise errors.problem(
            "the column {name!r} must hold a class, but no row has one.", name=name
        )
    marks = np.zeros((len(rows), len(names)), np.uint8)
    for number, row in enumerate(rows):
        marks[number, _places(row, names, name, number)] = 1
    return Feature(marks, finish=lambda rows: tf.cast(rows, tf.float32), class_names=names)


def _several(item: Any, separator: str) -> list[str]:
    """Return the classes of one row; an empty list for the empty text."""
    if isinstance(item, (*LISTS, set, frozenset)):
        return [to_class_name(value) for value in item]
    parts = to_class_name(item).split(separator)
    return [part.strip() for part in parts if part.strip()]


def _values(table: Table, name: str) -> list[str]:
    """Return the values of a column as class names."""
    return [to_class_name(value) for value in words(table, name)]


def _sorted(values: Any) -> list[str]:
    """Return the distinct values sorted: as numbers if all are whole, else as text."""
    different = set(values)
    whole = all(_WHOLE.fullmatch(value) for value in different)
    # "1" and "01" are the same number, but different names.
    return sorted(different, key=lambda value: (int(value), value)) if whole else sorted(different)


def _places(
    values: Sequence[str], names: list[str], column: str, row: int | None = None
) -> np.ndarray:
    known = {name: place for place, name in enumerate(names)}
    for number, value in enumerate(values):
        if value not in known:
            where = number if row is None else row
            raise errors.problem(
                "the column {column!r} has the class {value!r} in row {where!p}, which is none "
                "of the classes {names!r}.",
                column=column,
                value=value,
                where=where,
                names=names,
            )
    return np.array([known[value] for value in values], np.int32)
