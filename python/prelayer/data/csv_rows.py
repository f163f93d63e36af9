"""CSV files as a dataset of blocks of records, and blocks as columns of values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from itertools import islice
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer import check
from prelayer.data.bad_rows import BadRows
from prelayer.data.csv_columns import REMEDY, Column
from prelayer.data.csv_records import Dialect, fields_of, records_of, refuse_encoding
from prelayer.data.csv_row_count import count_rows
from prelayer.data.csv_types import EXACT32
from prelayer.data.feed import TOKEN
from prelayer.data.row_count import Budget, RowCount, as_counted
from prelayer.data.splits import place_of
from prelayer.data.table_parts import Part, refuse_no_key
from prelayer.data.table_reading import BLOCK

Complaint = Callable[[bytes, str, int], None]

_OTHER_TYPE = (
    "`column_defaults` gives the column another type; `num_rows_for_inference` looks at more rows."
)


class CsvRows:
    """The rows of CSV files.

    TensorFlow decodes a block of records at once. Where it refuses one, the block is read again
    field by field, which tells what is wrong, or leaves out the rows that are.

    Args:
        paths: the files.
        dialect: how they are written.
        names: the names of all columns.
        header: what the first record of each file is; None where it is a row.
        na_value: what stands for missing values, besides nothing at all.
        bad_rows: where to note rows that cannot be read; None to refuse them.
    """

    # Records, their lines and their files.
    block_spec = (
        tf.TensorSpec([None], tf.string),
        tf.TensorSpec([None], tf.int64),
        tf.TensorSpec([None], tf.int64),
    )

    def __init__(
        self,
        paths: Sequence[str],
        dialect: Dialect,
        names: Sequence[str],
        header: Sequence[str] | None,
        na_value: str,
        bad_rows: BadRows | None = None,
    ) -> None:
        self.paths, self.dialect, self.names = paths, dialect, names
        self.header, self.na_value, self.bad_rows = header, na_value, bad_rows
        self.columns: Sequence[Column] = ()
        self.count: RowCount | None = None
        self._part: Part | None = None

    def of_part(self, part: Part, count: RowCount | None) -> CsvRows:
        """Return the rows that belong to a part, and that were counted, or not."""
        rows = copy(self)
        rows.count, rows._part = count, part
        rows.bad_rows = None if self.bad_rows is None else BadRows()
        return rows

    def count_parts(self, parts: Sequence[Part], budget: Budget) -> list[RowCount]:
        """Return the number of rows of each part, or of all rows where there are no parts."""
        return count_rows(self, parts, budget)

    def records(self, path: str) -> Iterator[tuple[int, bytes]]:
        """Yield the records below the header of a file, each with the line it begins in."""
        records = records_of(path, self.dialect)
        if self.header is not None:
            self._check_header(path, next(records, None))
        for line, record in records:
            if record or len(self.names) == 1:
                yield line, record or b'""'

    def _check_header(self, path: str, first: tuple[int, bytes] | None) -> None:
        names = [] if first is None else fields_of(first[1], path, first[0], self.dialect)
        if names != self.header:
            check.refuse(
                self.dialect.owner,
                f"all files must have the same header, but {self.paths[0]} has "
                f"{check.describe(self.header)} and {path} has {check.describe(names)}.",
            )

    def fields(self, record: bytes, path: str, line: int) -> list[str]:
        """Return the fields of a record, one for each column."""
        fields = fields_of(record, path, line, self.dialect)
        if len(fields) != len(self.names):
            check.refuse(
                self.dialect.owner,
                f"the file {path} has {_count(len(fields))} in line {line}, but there are "
                f"{len(self.names)} columns.",
            )
        return fields

    def blocks(self, order: tf.data.Dataset) -> tf.data.Dataset:
        """Return records, their lines and their files, a block at a time.

        Args:
            order: the places of the files in the order to read them.
        """

        def of_file(place: tf.Tensor) -> tf.data.Dataset:
            return tf.data.Dataset.from_generator(
                self._blocks_of, args=(place,), output_signature=self.block_spec
            )

        return order.flat_map(of_file)

    def _blocks_of(self, place: np.int64) -> Iterator[tuple[Any, Any, Any]]:
        path = self.paths[int(place)]
        blocks = self._blocks_in(path, int(place))
        return as_counted(blocks, self.count, int(place), path, self.dialect.owner)

    def _blocks_in(self, path: str, place: int) -> Iterator[tuple[Any, Any, Any]]:
        records = self.records(path)
        while block := list(islice(records, BLOCK)):
            yield self.block(self._in_part(self.checked(block, path), path), place)

    def block(self, block: list[tuple[int, bytes]], place: int) -> tuple[Any, Any, Any]:
        """Return records of the file at a place as `decode` takes them."""
        lines, texts = zip(*block) if block else ((), ())
        return np.array(texts, object), lines, np.full(len(lines), place)

    def checked(self, block: list[tuple[int, bytes]], path: str) -> list[tuple[int, bytes]]:
        """Return the records without those that TensorFlow would not complain about, but we do."""
        text = b"\n".join(record for _, record in block)
        if self.dialect.is_utf8 and not _is_utf8(text):
            block = self._without_bad(block, path, self._check_utf8)
        if TOKEN.encode() in text and any(column.means_missing(TOKEN) for column in self.columns):
            block = self._without_bad(block, path, self._check_token)
        return block

    def _in_part(self, block: list[tuple[int, bytes]], path: str) -> list[tuple[int, bytes]]:
        part = self._part
        if part is None:
            return block
        return [record for place, record in self.placed(block, path, part.key) if part.has(place)]

    def placed(
        self, block: list[tuple[int, bytes]], path: str, key: str | None
    ) -> list[tuple[float, tuple[int, bytes]]]:
        """Return the records with the places of their keys, which tell the parts.

        Args:
            block: the records and their lines.
            path: their file.
            key: the column of the keys; None where the text of a record is its key.
        """
        placed = []

        def note(record: bytes, path: str, line: int) -> None:
            placed.append((place_of(self._key(record, key, path, line)), (line, record)))

        self._without_bad(block, path, note)
        return placed

    def _key(self, record: bytes, column: str | None, path: str, line: int) -> bytes:
        if column is None:
            return record
        key = self.fields(record, path, line)[self.names.index(column)]
        if key in ("", self.na_value):
            refuse_no_key(self.dialect.owner, path, column, f" in line {line}")
        return key.encode()

    def _without_bad(
        self, block: list[tuple[int, bytes]], path: str, complain: Complaint
    ) -> list[tuple[int, bytes]]:
        """Return the records without those that are wrong, which are noted, or an error."""
        kept = []
        for line, record in block:
            try:
                complain(record, path, line)
            except ValueError as error:
                if self.bad_rows is None:
                    raise
                self.bad_rows.add(path, line, error, self.dialect.owner)
            else:
                kept.append((line, record))
        return kept

    def _check_utf8(self, record: bytes, path: str, line: int) -> None:
        try:
            record.decode()
        except UnicodeDecodeError as error:
            within = record[: error.start].count(b"\n")
            refuse_encoding(path, line + within, self.dialect)

    def _check_token(self, record: bytes, path: str, line: int) -> None:
        """Refuse text that is the token of missing text already."""
        if TOKEN.encode() not in record or self.na_value == TOKEN:
            return
        fields = dict(zip(self.names, self.fields(record, path, line)))
        for column in self.columns:
            if column.means_missing(TOKEN) and fields[column.name] == TOKEN:
                check.refuse(
                    self.dialect.owner,
                    f'the file {path} has "{TOKEN}" in line {line} of column "{column.name}", '
                    'which stands for missing text there. Use `na="mask"`, or `na_value="[NA]"` if '
                    "it means a missing value, or give the column another word by "
                    "`column_defaults`.",
                )

    def decode(self, records: tf.Tensor, lines: tf.Tensor, files: tf.Tensor) -> dict[str, Any]:
        """Return a block as columns."""
        by_name = {column.name: column for column in self.columns}
        defaults = [_record_default(by_name.get(name)) for name in self.names]
        source = tf.data.Dataset.from_tensors((records, lines, files))

        def at_once(records: tf.Tensor, lines: tf.Tensor, files: tf.Tensor) -> Any:
            values = tf.io.decode_csv(
                records,
                defaults,
                self.dialect.delimiter,
                use_quote_delim=self.dialect.quoted,
                na_value=self.na_value,
            )
            by_name = dict(zip(self.names, values))
            kept = [by_name[column.name] for column in self.columns]
            # One check on which the first column waits: one of each column on which all of them
            # wait would be a graph that grows with the square of their number.
            with tf.control_dependencies(
                [tf.debugging.Assert(_are_sure(kept, self.columns), [""])]
            ):
                return tf.identity(kept[0]), *kept[1:]

        def by_hand(records: tf.Tensor, lines: tf.Tensor, files: tf.Tensor) -> Any:
            dtypes = [column.dtype for column in self.columns]
            values = tf.py_function(self._by_hand, [records, lines, files], dtypes)
            return tuple(tf.ensure_shape(column, [None]) for column in values)

        result = source.map(at_once).ignore_errors().concatenate(source.map(by_hand)).take(1)
        names = [column.name for column in self.columns]
        return dict(zip(names, result.get_single_element()))

    def _by_hand(self, records: tf.Tensor, lines: tf.Tensor, files: tf.Tensor) -> list[Any]:
        rows = []
        for record, line, place in zip(records.numpy(), lines.numpy(), files.numpy()):
            path = self.paths[int(place)]
            try:
                rows.append(self._row(record, path, int(line)))
            except ValueError as error:
                if self.bad_rows is None:
                    raise
                self.bad_rows.add(path, int(line), error, self.dialect.owner)
        columns = zip(*rows) if rows else [()] * len(self.columns)
        return [column.array(values) for column, values in zip(self.columns, columns)]

    def _row(self, record: bytes, path: str, line: int) -> list[Any]:
        fields = dict(zip(self.names, self.fields(record, path, line)))
        return [self._value(column, fields[column.name], path, line) for column in self.columns]

    def _value(self, column: Column, text: str, path: str, line: int) -> Any:
        absent = text in ("", self.na_value)
        value = column.default if absent else column.read(text)
        if value is None:
            found = "no value" if absent else check.describe(text)
            remedy = REMEDY if absent else _OTHER_TYPE
            check.refuse(
                self.dialect.owner,
                f'the file {path} has {found} in line {line} of column "{column.name}", which '
                f"holds {column.kind}. {remedy}",
            )
        return value


def _are_sure(values: Sequence[tf.Tensor], columns: Sequence[Column]) -> tf.Tensor:
    """Return whether all numbers are those of the file. A look at others tells whether they are."""
    groups: dict[tuple[tf.DType, bool], list[tf.Tensor]] = {}
    for numbers, column in zip(values, columns):
        if column.dtype.is_floating:
            groups.setdefault((column.dtype, column.small), []).append(numbers)
    sure = [
        ~(tf.abs(tf.stack(group)) >= EXACT32) if small else ~tf.math.is_inf(tf.stack(group))
        for (_, small), group in groups.items()
    ]
    return tf.reduce_all([tf.reduce_all(part) for part in sure])


def _record_default(column: Column | None) -> tf.Tensor:
    """Return what tells TensorFlow a column's dtype, and what stands for missing values."""
    if column is None:
        return tf.constant([b""])
    if column.default is None:
        return tf.zeros([0], column.dtype)
    return tf.constant([column.default], column.dtype)


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _count(fields: int) -> str:
    return "1 field" if fields == 1 else f"{fields} fields"
