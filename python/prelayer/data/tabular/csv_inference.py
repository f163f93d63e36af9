"""Infers column names and types from the first rows of CSV files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NoReturn

import tensorflow as tf

from prelayer._core import errors
from prelayer.data.tabular.batching import BLOCK
from prelayer.data.tabular.csv_columns import REMEDY, FileColumn, checked_names, placeholder
from prelayer.data.tabular.csv_records import Dialect, fields_of, records_of
from prelayer.data.tabular.csv_rows import CsvRows
from prelayer.data.tabular.csv_types import Guess, Place
from prelayer.data.tabular.row_count import RowCount


def names_of_columns(
    path: str, dialect: Dialect, given: Any, header: bool
) -> tuple[list[str], list[str] | None]:
    """Return the names of the columns, and the header that each file must have.

    Args:
        path: the first file.
        dialect: the CSV dialect.
        given: the user's names, or None.
        header: whether the first record has names.
    """
    if given is not None and not isinstance(given, (list, tuple)):
        raise errors.invalid("column_names", "a list of names", given)
    line, record = next(records_of(path, dialect), (1, b""))
    if given is None or len(given) != 1:
        _refuse_other_delimiter(record, path, dialect)
    first = fields_of(record, path, line, dialect) if record else []
    if not first:
        raise errors.problem("the file {path} is empty.", path=path)
    if given is None:
        if not header:
            raise errors.problem("`column_names` must be given with `{header=False}`.")
        return checked_names(first, f"the header of {path}"), first
    if len(given) != len(first):
        raise errors.problem(
            "`column_names` must name each of the {count} columns of {path}, but it has "
            "{names} names.",
            count=len(first),
            path=path,
            names=len(given),
        )
    return checked_names(given, "`column_names`"), first if header else None


def _refuse_other_delimiter(record: bytes, path: str, dialect: Dialect) -> None:
    """Raise if the first record has another common delimiter instead of the given one."""
    text = record.decode("utf-8", "replace")
    other = next((mark for mark in ";\t|" if mark in text), None)
    # Binary files, such as compressed ones, are reported by a more specific error.
    is_text = "\ufffd" not in text and "\0" not in text
    if is_text and other is not None and dialect.delimiter not in text:
        raise errors.problem(
            "the first line of {path} has {other!r} in it, and no {delimiter!r}. Pass "
            "`{field_delim=other}`; or `column_names`, if all of it is the name of one "
            "column.",
            path=path,
            other=other,
            delimiter=dialect.delimiter,
        )


def inferred_columns(
    rows: CsvRows, rules: Mapping[str, str], limit: int | None
) -> dict[str, FileColumn]:
    """Infer the types of columns from the first rows, and count the rows if all of them are read.

    Args:
        rows: the rows.
        rules: the rule for missing values of each selected column.
        limit: number of rows to read; None for all.
    """
    if not rules:
        return {}
    guesses = [Guess(name, rows.na_value) for name in rules]
    fields = _all_fields(rows)
    some = islice(fields, limit)
    counts: Counter[str] = Counter()
    while block := list(islice(some, BLOCK)):
        places, values = zip(*block)
        counts.update(place.path for place in places)
        columns = dict(zip(rows.names, zip(*values)))
        for guess in guesses:
            guess.add(columns[guess.name], places)
    if rows.bad_rows is None and next(fields, None) is None:
        rows.count = RowCount(guesses[0].count, [counts[path] for path in rows.paths])
    for guess in guesses:
        if guess.missing and rules[guess.name] == "error":
            _refuse_missing(guess)
    return {guess.name: _column(guess, rules[guess.name], rows) for guess in guesses}


def _column(guess: Guess, rule: str, rows: CsvRows) -> FileColumn:
    dtype = guess.dtype()
    could_miss = guess.missing > 0 or rows.count is None
    small = dtype == tf.float32 and guess.is_small
    unpadded = dtype != tf.string and rows.count is None
    default = placeholder(dtype, rule)
    return FileColumn(guess.name, dtype, default, could_miss, small, unpadded)


def _all_fields(rows: CsvRows) -> Iterator[tuple[Place, list[str]]]:
    for path in rows.paths:
        for line, record in rows.records(path):
            try:
                fields = rows.fields(record, path, line)
            except ValueError:
                if rows.bad_rows is None:
                    raise
                continue  # The row is recorded when the dataset is read.
            yield Place(path, line), fields


def _refuse_missing(guess: Guess) -> NoReturn:
    path, line = guess.first_missing or Place("", 0)
    raise errors.problem(
        'the column "{name}" must not have missing values, but {missing} of {count} are, the '
        "first in line {line} of {path}. {remedy}",
        name=guess.name,
        missing=guess.missing,
        count=guess.count,
        line=line,
        path=path,
        remedy=REMEDY,
    )
