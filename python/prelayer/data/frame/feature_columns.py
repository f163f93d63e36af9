"""Feature columns of a table as arrays, with their mapping to tensors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer.data.common.dtype_rules import as_float32
from prelayer.data.files import image_files, text_files
from prelayer.data.files.file_format import Kind
from prelayer.data.frame.column_checks import called, refuse_gaps
from prelayer.data.frame.column_specs import (
    CategoricalColumn,
    Column,
    ImageColumn,
    NumericColumn,
    TextColumn,
    TextFileColumn,
)
from prelayer.data.frame.column_types import holds_text, holds_times
from prelayer.data.frame.list_columns import holds_lists, list_rows
from prelayer.data.frame.listed_files import file_paths
from prelayer.data.frame.number_columns import numbers
from prelayer.data.frame.table import Table
from prelayer.data.frame.text_columns import text, words
from prelayer.data.frame.time_columns import times


@dataclass(frozen=True)
class Feature:
    """The values of a feature or target for all rows.

    Args:
        rows: array of shape (N, ...), which may be ragged, from which rows are gathered.
        kind: the readers of the files whose paths are the rows. None: rows are values, not paths.
        finish: function from the gathered rows of a batch to the feature.
        class_names: the names of the classes, if a target has classes.
    """

    rows: Any
    kind: Kind | None = None
    finish: Callable[[tf.Tensor], tf.Tensor] | None = None
    class_names: list[str] | None = None


def feature(column: Column | str, table: Table, na: str) -> Feature:
    """Convert a column of a table to a feature.

    Args:
        column: the column specification, or a name, for which the kind of the column is inferred.
        table: the table.
        na: how to handle missing values: "error" raises; "mask": NaN, or the empty text; "token":
            NaN, or the text "[NA]".
    """
    if isinstance(column, str):
        check.known("features", column, table.names, "column")
        make = lambda part: _as_it_is(part, column, na)  # noqa: E731
        return Feature(_each(table, column, na, make))
    names = [check.known("features", name, table.names, "column") for name in column.names]
    if isinstance(column, NumericColumn):
        return Feature(_numbers(table, names, column, na))
    if isinstance(column, CategoricalColumn):
        known = column.vocabulary or table.levels(names[0])
        make = lambda part: _indices(part, names[0], known, na)  # noqa: E731
        return Feature(_each(table, names[0], na, make))
    if isinstance(column, TextColumn):
        make = lambda part: text(part, names[0], na)  # noqa: E731
        return Feature(_each(table, names[0], na, make))
    if isinstance(column, ImageColumn):
        channels = image_files.CHANNELS[column.color_mode]
        kind = image_files.kind(
            column.size,
            channels,
            image_files.stretch,
            column.interpolation,
            "channels_last",
            column.antialias,
            column.decoder,
            "cannot be read as an image. Repair it, or drop its row.",
        )
        return Feature(file_paths(table, names[0], column.directory), kind)
    if isinstance(column, TextFileColumn):
        encoding = column.encoding.upper()
        complaint = f"cannot be read as {encoding} text. Convert it, or drop its row."
        read = text_files.reader(column.max_length, column.encoding, column.errors)
        kind = Kind(read, complaint)
        return Feature(file_paths(table, names[0], column.directory), kind)
    raise errors.invalid("features", "names of columns, or columns such as text_column()", column)


def _each(table: Table, name: str, na: str, make: Callable[[Table], Any]) -> Any:
    """Apply `make` to the rows of a column, or to the elements of the lists in its rows."""
    if not holds_lists(table.column(name)):
        return make(table)
    refuse_gaps(table, name, na)
    return list_rows(table, name, na, make)


def _as_it_is(table: Table, name: str, na: str) -> Any:
    column = table.column(name)
    if table.levels(name) is not None or holds_text(column):
        return text(table, name, na)
    return times(table, name, na) if holds_times(column) else numbers(table, name, na)


def _numbers(table: Table, names: list[str], column: NumericColumn, na: str) -> Any:
    if not column.side_by_side:
        make = lambda part: numbers(part, names[0], na, column.dtype)  # noqa: E731
        return _each(table, names[0], na, make)
    parts = [numbers(table, name, na, column.dtype) for name in names]
    wide = next((name for name, part in zip(names, parts) if part.ndim > 1), None)
    if wide is not None:
        raise errors.problem(
            "the column {wide!r} has more than a number a row. Name it alone.", wide=wide
        )
    if column.dtype is None:
        parts = [as_float32(part, called(name)) for name, part in zip(names, parts)]
    return np.stack(parts, axis=1)


def _indices(table: Table, name: str, vocabulary: Sequence[str] | None, na: str) -> np.ndarray:
    if vocabulary is None:
        raise errors.problem(
            "the categorical column {name!r} needs `vocabulary`, because it has no levels.",
            name=name,
        )
    first = 2 if na == "mask" else 1
    known = {value.encode(): index for index, value in enumerate(vocabulary, first)}
    indices = [known.get(value, first - 1) for value in words(table, name, na)]
    missing = {"mask": 0, "token": first + len(vocabulary)}
    return np.where(table.gaps(name), missing.get(na, 0), np.array(indices, np.int64))
