"""Rows of CSV files as a dataset of parsed columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from functools import partial
from itertools import islice
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer.data.common.dtype_rules import TOKEN
from prelayer.data.common.invalid_rows import BadRows
from prelayer.data.common.python_function import dataset_of_generator
from prelayer.data.common.splits import place_of
from prelayer.data.tabular.batching import BLOCK
from prelayer.data.tabular.csv_columns import FileColumn
from prelayer.data.tabular.csv_decode import decode
from prelayer.data.tabular.csv_padded import has_padded, refuse_padded
from prelayer.data.tabular.csv_records import Dialect, fields_of, records_of, refuse_encoding
from prelayer.data.tabular.csv_row_count import count_rows
from prelayer.data.tabular.hash_split import Part, refuse_no_key
from prelayer.data.tabular.row_count import Budget, RowCount, as_counted

Complaint = Callable[[bytes, str, int], None]


class CsvRows:
    """The rows of CSV files.

    Args:
        paths: the files.
        dialect: the CSV dialect.
        names: the names of all columns.
        header: the fields of the first record of each file; None if the first record is a row.
        na_value: text that marks a missing value, in addition to the empty field.
        bad_rows: list to which invalid rows are added; None to raise for them.
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
        self.columns: Sequence[FileColumn] = ()
        self.count: RowCount | None = None
        self._part: Part | None = None

    def of_part(self, part: Part, count: RowCount | None) -> CsvRows:
        """Return the rows of a part, with their count, or None if not counted."""
        rows = copy(self)
        rows.count, rows._part = count, part
        rows.bad_rows = None if self.bad_rows is None else BadRows()
        return rows

    def count_parts(self, parts: Sequence[Part], budget: Budget) -> list[RowCount]:
        """Return the number of rows of each part, or of all rows if there are no parts."""
        return count_rows(self, parts, budget)

    def records(self, path: str) -> Iterator[tuple[int, bytes]]:
        """Yield the records of a file after the header, each with the line in which it begins."""
        records = records_of(path, self.dialect)
        if self.header is not None:
            self._check_header(path, next(records, None))
        for line, record in records:
            if record or len(self.names) == 1:
                yield line, record or b'""'

    def _check_header(self, path: str, first: tuple[int, bytes] | None) -> None:
        names = [] if first is None else fields_of(first[1], path, first[0], self.dialect)
        if names != self.header:
            raise errors.problem(
                "all files must have the same header, but {paths} has {header!r} and {path} "
                "has {names!r}.",
                paths=self.paths[0],
                header=self.header,
                path=path,
                names=names,
            )

    def fields(self, record: bytes, path: str, line: int) -> list[str]:
        """Return the fields of a record, one per column."""
        fields = fields_of(record, path, line, self.dialect)
        if len(fields) != len(self.names):
            raise errors.problem(
                "the file {path} has {count} in line {line}, but there are {columns} columns.",
                path=path,
                count=_count(len(fields)),
                line=line,
                columns=len(self.names),
            )
        return fields

    def blocks(self, order: tf.data.Dataset) -> tf.data.Dataset:
        """Return a dataset of blocks of records, with their lines and files.

        Args:
            order: the positions of the files, in the order in which they are read.
        """

        def of_file(place: tf.Tensor) -> tf.data.Dataset:
            return dataset_of_generator(self._blocks_of, self.block_spec, (place,))

        return order.flat_map(of_file)

    def _blocks_of(self, place: np.int64) -> Iterator[tuple[Any, Any, Any]]:
        path = self.paths[int(place)]
        blocks = self._blocks_in(path, int(place))
        return as_counted(blocks, self.count, int(place), path)

    def _blocks_in(self, path: str, place: int) -> Iterator[tuple[Any, Any, Any]]:
        records = self.records(path)
        while block := list(islice(records, BLOCK)):
            yield self.block(self._in_part(self.checked(block, path), path), place)

    def block(self, block: list[tuple[int, bytes]], place: int) -> tuple[Any, Any, Any]:
        """Convert records of the file at a position to the arguments of `decode`."""
        lines, texts = zip(*block) if block else ((), ())
        return np.array(texts, object), lines, np.full(len(lines), place)

    def checked(self, block: list[tuple[int, bytes]], path: str) -> list[tuple[int, bytes]]:
        """Return the records without invalid ones that TensorFlow would accept."""
        text = b"\n".join(record for _, record in block)
        if self.dialect.is_utf8 and not _is_utf8(text):
            block = self._without_bad(block, path, self._check_utf8)
        if TOKEN.encode() in text and any(column.means_missing(TOKEN) for column in self.columns):
            block = self._without_bad(block, path, self._check_token)
        if has_padded(self, text, block):
            block = self._without_bad(block, path, partial(refuse_padded, self))
        return block

    def _in_part(self, block: list[tuple[int, bytes]], path: str) -> list[tuple[int, bytes]]:
        part = self._part
        if part is None:
            return block
        return [record for place, record in self.placed(block, path, part.key) if part.has(place)]

    def placed(
        self, block: list[tuple[int, bytes]], path: str, key: str | None
    ) -> list[tuple[float, tuple[int, bytes]]]:
        """Return the records with the hash values of their keys, which determine the parts.

        Args:
            block: the records and their lines.
            path: their file.
            key: the column of the keys; None if the text of a record is its key.
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
            refuse_no_key(path, column, f" in line {line}")
        return key.encode()

    def _without_bad(
        self, block: list[tuple[int, bytes]], path: str, complain: Complaint
    ) -> list[tuple[int, bytes]]:
        """Return the records for which `complain` does not raise; record other ones, or raise."""
        kept = []
        for line, record in block:
            try:
                complain(record, path, line)
            except errors.PrelayerError as error:
                if self.bad_rows is None:
                    raise
                self.bad_rows.add(path, line, error)
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
        """Raise if a text in the data is the token of missing text."""
        if TOKEN.encode() not in record or self.na_value == TOKEN:
            return
        fields = dict(zip(self.names, self.fields(record, path, line)))
        for column in self.columns:
            if column.means_missing(TOKEN) and fields[column.name] == TOKEN:
                raise errors.problem(
                    'the file {path} has "{token}" in line {line} of column "{name}", which '
                    'is the token of missing text. Use `{na="mask"}`, or `{na_value="[NA]"}` '
                    "if it means a missing value, or give the column another word by "
                    "`column_defaults`.",
                    path=path,
                    token=TOKEN,
                    line=line,
                    name=column.name,
                )

    def decode(self, records: tf.Tensor, lines: tf.Tensor, files: tf.Tensor) -> dict[str, Any]:
        """Decode a block to columns."""
        return decode(self, records, lines, files)


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _count(fields: int) -> str:
    return "1 field" if fields == 1 else f"{fields} fields"
