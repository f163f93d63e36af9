"""Feature columns of a table as arrays, with their mapping to tensors."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import arrays, check
from prelayer._core.arrays import Missing
from prelayer._core.tensors import as_tensor
from prelayer.data.common.class_names import to_class_name
from prelayer.data.common.dtype_rules import MASK, TOKEN, as_dtype, as_float32, refuse_stand_in
from prelayer.data.files import image_files, text_files
from prelayer.data.files.file_format import Kind
from prelayer.data.frame.column_specs import (
    CategoricalColumn,
    Column,
    ImageColumn,
    NumericColumn,
    TextColumn,
    TextFileColumn,
)
from prelayer.data.frame.column_types import holds_text
from prelayer.data.frame.list_columns import holds_lists, list_rows
from prelayer.data.frame.number_columns import called, exact_numbers, refuse_gaps, refuse_structs
from prelayer.data.frame.table import Table

# Placeholders of missing text: the mask token of lookups, or a token that differs from "NA".
_TEXT: dict[str | None, bytes] = {"mask": MASK.encode(), "token": TOKEN.encode()}


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


def feature(column: Column | str, table: Table, owner: str, na: str) -> Feature:
    """Convert a column of a table to a feature.

    Args:
        column: the column specification, or a name, for which the kind of the column is inferred.
        table: the table.
        owner: name of the caller in errors.
        na: how to handle missing values: "error" raises; "mask": NaN, or the empty text; "token":
            NaN, or the text "[NA]".
    """
    if isinstance(column, str):
        check.known(owner, "features", column, table.names, "column")
        make = lambda part: _as_it_is(part, column, owner, na)  # noqa: E731
        return Feature(_each(table, column, owner, na, make))
    names = [check.known(owner, "features", name, table.names, "column") for name in column.names]
    if isinstance(column, NumericColumn):
        return Feature(_numbers(table, names, column, owner, na))
    if isinstance(column, CategoricalColumn):
        known = column.vocabulary or table.levels(names[0])
        make = lambda part: _indices(part, names[0], known, owner, na)  # noqa: E731
        return Feature(_each(table, names[0], owner, na, make))
    if isinstance(column, TextColumn):
        make = lambda part: text(part, names[0], owner, na)  # noqa: E731
        return Feature(_each(table, names[0], owner, na, make))
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
        return Feature(_paths(table, names[0], column.directory, owner), kind)
    if isinstance(column, TextFileColumn):
        encoding = column.encoding.upper()
        complaint = f"cannot be read as {encoding} text. Convert it, or drop its row."
        read = text_files.reader(column.max_length, column.encoding, column.errors)
        kind = Kind(read, complaint)
        return Feature(_paths(table, names[0], column.directory, owner), kind)
    return check.fail(
        owner, "features", "names of columns, or columns such as text_column()", column
    )


def _each(table: Table, name: str, owner: str, na: str, make: Callable[[Table], Any]) -> Any:
    """Apply `make` to the rows of a column, or to the elements of the lists in its rows."""
    if not holds_lists(table.column(name)):
        return make(table)
    refuse_gaps(table, name, owner, na)
    return list_rows(table, name, owner, na, make)


def _as_it_is(table: Table, name: str, owner: str, na: str) -> Any:
    column = table.column(name)
    if table.levels(name) is not None or holds_text(column):
        return text(table, name, owner, na)
    return numbers(table, name, owner, na)


def _numbers(table: Table, names: list[str], column: NumericColumn, owner: str, na: str) -> Any:
    if not column.side_by_side:
        make = lambda part: numbers(part, names[0], owner, na, column.dtype)  # noqa: E731
        return _each(table, names[0], owner, na, make)
    parts = [numbers(table, name, owner, na, column.dtype) for name in names]
    wide = next((name for name, part in zip(names, parts) if part.ndim > 1), None)
    if wide is not None:
        check.refuse(owner, f"the column {wide!r} has more than a number a row. Name it alone.")
    if column.dtype is None:
        parts = [as_float32(part, called(name), owner) for name, part in zip(names, parts)]
    return np.stack(parts, axis=1)


def numbers(
    table: Table, name: str, owner: str, na: str | None = None, dtype: str | None = None
) -> np.ndarray:
    """Return a column of numbers; float64 becomes float32, unless `dtype` is given.

    Raises if float32 would round whole numbers.
    """
    array, gaps = exact_numbers(table, name, owner, na)
    if dtype is not None:
        return as_dtype(array, dtype, called(name), owner, gaps)
    wide = array.dtype.kind == "f" and array.dtype.itemsize >= 8
    return as_float32(array, called(name), owner, gaps) if wide or gaps is not None else array


def words(table: Table, name: str, owner: str, na: str | None = None) -> list[bytes]:
    """Return a column with one value per row as text; numbers are formatted as by Python."""
    if table.levels(name) is not None or holds_text(table.column(name)):
        found = text(table, name, owner, na).numpy()
    else:
        found = exact_numbers(table, name, owner, na)[0]
    if found.ndim > 1:
        check.refuse(owner, f"the column {name!r} must have one value a row to be a class of it.")
    return [item if isinstance(item, bytes) else to_class_name(item).encode() for item in found]


def text(table: Table, name: str, owner: str, na: str | None = None) -> tf.Tensor:
    """Return a column of text, or of levels, as strings."""
    refuse_gaps(table, name, owner, na)
    refuse_structs(table, name, owner)
    gaps, missing = table.gaps(name), Missing(_TEXT.get(na))
    column = table.column(name) if table.levels(name) is None else table.words(name)
    strings = as_tensor(column, tf.string, f"{owner}: {called(name)}", missing=missing)
    if na is not None and gaps.any():
        if strings.shape.rank > 1:
            gaps = arrays.missing_of(arrays.read(column, owner, missing).astype(object))
        held = (strings.numpy() == missing.stand_in) & ~gaps
        refuse_stand_in(held.any(), _TEXT[na].decode(), called(name), owner)
    return strings


def _indices(
    table: Table, name: str, vocabulary: Sequence[str] | None, owner: str, na: str
) -> np.ndarray:
    if vocabulary is None:
        check.refuse(
            owner,
            f"the categorical column {name!r} needs `vocabulary`, because it has no levels.",
        )
    first = 2 if na == "mask" else 1
    known = {value.encode(): index for index, value in enumerate(vocabulary, first)}
    indices = [known.get(value, first - 1) for value in words(table, name, owner, na)]
    missing = {"mask": 0, "token": first + len(vocabulary)}
    return np.where(table.gaps(name), missing.get(na, 0), np.array(indices, np.int64))


def file_names(table: Table, name: str, owner: str) -> list[str]:
    """Return a column of paths, which may be text or `pathlib` paths."""
    items = table.items(name)
    if any(isinstance(item, os.PathLike) for item in items):
        refuse_gaps(table, name, owner)
        wrong = [item for item in items if not isinstance(item, (str, os.PathLike))]
        if wrong:
            check.refuse(owner, f"{called(name)} must hold paths, but it holds {wrong[0]!r}.")
        return [os.fsdecode(item) for item in items]
    return [os.fsdecode(path) for path in text(table, name, owner).numpy()]


def _paths(table: Table, name: str, directory: str | None, owner: str) -> list[str]:
    start = os.path.expanduser(directory or "")
    return [os.path.join(start, path) for path in file_names(table, name, owner)]
