"""Decodes blocks of CSV records into columns of typed values."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import tensorflow as tf

from prelayer._core import errors
from prelayer._core.message import describe
from prelayer.data.common.python_function import call_python
from prelayer.data.tabular.csv_columns import REMEDY, FileColumn
from prelayer.data.tabular.csv_types import EXACT32

_OTHER_TYPE = (
    "`column_defaults` gives the column another type; `num_rows_for_inference` looks at more rows."
)


def decode(rows: Any, records: tf.Tensor, lines: tf.Tensor, files: tf.Tensor) -> dict[str, Any]:
    """Decode a block of records to columns.

    TensorFlow decodes a block of records at once. If it fails, the block is parsed again field by
    field, which raises an error with the cause, or skips invalid rows.

    Args:
        rows: the rows, as `CsvRows`.
        records: the records.
        lines: the line in which each record begins.
        files: the position of the file of each record.
    """
    source = tf.data.Dataset.from_tensors((records, lines, files))

    def at_once(records: tf.Tensor, lines: tf.Tensor, files: tf.Tensor) -> Any:
        kept = _at_once(rows, records)
        # A single check as the dependency of the first column: one check per column as dependencies
        # of all columns would make the graph grow with the square of their number.
        with tf.control_dependencies([tf.debugging.Assert(_are_sure(kept, rows.columns), [""])]):
            return tf.identity(kept[0]), *kept[1:]

    specs = [tf.TensorSpec([None], column.dtype) for column in rows.columns]
    parse = partial(_by_hand, rows)

    def by_hand(records: tf.Tensor, lines: tf.Tensor, files: tf.Tensor) -> Any:
        return tuple(call_python(parse, [records, lines, files], specs))

    result = source.map(at_once).ignore_errors().concatenate(source.map(by_hand)).take(1)
    names = [column.name for column in rows.columns]
    return dict(zip(names, result.get_single_element()))


def decodes_at_once(rows: Any, records: Any) -> bool:
    """Return whether TensorFlow can decode a block of records, so that no row is skipped."""
    try:
        values = _at_once(rows, tf.constant(records, tf.string))
        return bool(_are_sure(values, rows.columns))
    except tf.errors.InvalidArgumentError:
        return False


def count_by_hand(rows: Any, records: Any, lines: Any, files: Any) -> int:
    """Parse a block of records field by field, and return the number of valid rows."""
    return len(_by_hand(rows, records, lines, files)[0])


def _at_once(rows: Any, records: tf.Tensor) -> list[tf.Tensor]:
    by_name = {column.name: column for column in rows.columns}
    values = tf.io.decode_csv(
        records,
        [_record_default(by_name.get(name)) for name in rows.names],
        rows.dialect.delimiter,
        use_quote_delim=rows.dialect.quoted,
        na_value=rows.na_value,
    )
    values = dict(zip(rows.names, values))
    return [values[column.name] for column in rows.columns]


def _by_hand(rows: Any, records: Any, lines: Any, files: Any) -> list[Any]:
    found = []
    for record, line, place in zip(records, lines, files):
        path = rows.paths[int(place)]
        try:
            found.append(_row(rows, record, path, int(line)))
        except errors.PrelayerError as error:
            if rows.bad_rows is None:
                raise
            rows.bad_rows.add(path, int(line), error)
    columns = zip(*found) if found else [()] * len(rows.columns)
    return [column.array(values) for column, values in zip(rows.columns, columns)]


def _row(rows: Any, record: bytes, path: str, line: int) -> list[Any]:
    fields = dict(zip(rows.names, rows.fields(record, path, line)))
    return [value_of(rows, column, fields[column.name], path, line) for column in rows.columns]


def value_of(rows: Any, column: FileColumn, text: str, path: str, line: int) -> Any:
    """Return the value of a field; raise if it has another type than its column."""
    absent = text in ("", rows.na_value)
    value = column.default if absent else column.read(text)
    if value is None:
        found = "no value" if absent else describe(text)
        remedy = REMEDY if absent else _OTHER_TYPE
        raise errors.problem(
            'the file {path} has {found} in line {line} of column "{name}", which holds '
            "{kind}. {remedy}",
            path=path,
            found=found,
            line=line,
            name=column.name,
            kind=column.kind,
            remedy=remedy,
        )
    return value


def _are_sure(values: Sequence[tf.Tensor], columns: Sequence[FileColumn]) -> tf.Tensor:
    """Return whether all decoded numbers are certain to be valid; others are checked by field."""
    groups: dict[tuple[tf.DType, bool], list[tf.Tensor]] = {}
    for numbers, column in zip(values, columns):
        if column.dtype.is_floating:
            groups.setdefault((column.dtype, column.small), []).append(numbers)
    sure = [
        ~(tf.abs(tf.stack(group)) >= EXACT32) if small else ~tf.math.is_inf(tf.stack(group))
        for (_, small), group in groups.items()
    ]
    return tf.reduce_all([tf.reduce_all(part) for part in sure])


def _record_default(column: FileColumn | None) -> tf.Tensor:
    """Return the `record_defaults` entry of a column: its dtype and missing-value placeholder."""
    if column is None:
        return tf.constant([b""])
    if column.default is None:
        return tf.zeros([0], column.dtype)
    return tf.constant([column.default], column.dtype)
