"""The rows of Parquet files, which know the types of their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy
from typing import Any, NoReturn

import numpy as np
import tensorflow as tf

from prelayer import check
from prelayer.data.csv_columns import REMEDY, Column, stand_in
from prelayer.data.csv_types import EXACT32
from prelayer.data.feed import changed_whole, refuse_stand_in
from prelayer.data.row_count import Budget, RowCount, as_counted
from prelayer.data.splits import place_of
from prelayer.data.table_parts import Part, refuse_no_key
from prelayer.data.table_reading import BLOCK

_TEXT = ("string", "large_string", "string_view")
_INDEX = re.compile(r"__index_level_\d+__")
_DTYPES = {"text": tf.string, "nothing": tf.string, "number": tf.float32}
_WORDS = {"text": "text", "whole": "whole numbers", "number": "numbers"}


def is_parquet(path: str) -> bool:
    """Return whether a file is named as one of Parquet."""
    return path.lower().endswith((".parquet", ".pq"))


class ParquetRows:
    """The rows of Parquet files, read by Arrow.

    Args:
        owner: the function that the user called.
        paths: the files.
    """

    def __init__(self, owner: str, paths: Sequence[str]) -> None:
        self.owner, self.paths = owner, paths
        self._arrow = check.imported(owner, "pyarrow")
        self._parquet = check.imported(owner, "pyarrow.parquet")
        self.columns: Sequence[Column] = ()
        self.bad_rows = None
        self._part: Part | None = None
        self.names = self._names_in(paths[0])
        self._told: set[str] = set()  # columns whose type the files tell, and not the user
        read = [self._open(path).metadata.num_rows for path in paths]
        self.count: RowCount | None = RowCount(sum(read), read)

    def of_part(self, part: Part, count: RowCount | None) -> ParquetRows:
        """Return the rows that belong to a part, and that were counted, or not."""
        rows = copy(self)
        rows.count, rows._part = count, part
        return rows

    def count_parts(self, parts: Sequence[Part], budget: Budget) -> list[RowCount]:
        """Return the number of rows of each part."""
        key = str(parts[0].key)
        budget.spend(0 if self.count is None else self.count.rows, 0)
        read = np.zeros((len(parts), len(self.paths)), np.int64)
        for file, path in enumerate(self.paths):
            for batch in self._batches(path, [key]):
                budget.spend(0, batch.nbytes)
                places = self._places(batch.column(0), key, path)
                read[:, file] += [sum(map(part.has, places)) for part in parts]
        return [RowCount(int(of_files.sum()), of_files.tolist()) for of_files in read]

    def check_parts(self, parts: Sequence[Part]) -> None:
        """Reject parts whose rows no column tells."""
        if any(part.key is None for part in parts):
            check.refuse(
                self.owner,
                "`split` of Parquet files needs `split_by` or `group`, a column of theirs.",
            )

    def column(self, name: str, na: str) -> Column:
        """Return a column with the dtype that all its values fit."""
        kind = self._kind_of(name)
        self._told.add(name)
        dtype = self._dtype_of_whole(name) if kind == "whole" else _DTYPES[kind]
        return Column(name, dtype, stand_in(dtype, na), by_rule=True)

    def check_given(self, column: Column) -> None:
        """Refuse a type that the user gave to a column, and that its values cannot have."""
        kind = self._kind_of(column.name)
        if kind == "nothing":
            return
        if (column.kind == "text") != (kind == "text") or (
            column.dtype.is_integer and kind == "number"
        ):
            check.refuse(
                self.owner,
                f'`column_defaults` makes the column "{column.name}" {column.kind}, but it holds '
                f"{_WORDS[kind]} in {self.paths[0]}.",
            )

    def _kind_of(self, name: str) -> str:
        # A file of missing values alone has no type, and agrees with any other one.
        kinds = {self._kind(path, name) for path in self.paths} - {"nothing"}
        if not kinds:
            return "nothing"
        if "text" in kinds and len(kinds) > 1:
            check.refuse(self.owner, f'the column "{name}" is text in some files only.')
        return "number" if "number" in kinds else kinds.pop()

    def blocks(self, order: tf.data.Dataset) -> tf.data.Dataset:
        """Return the columns, a block of rows at a time."""
        columns = tuple(tf.TensorSpec([None], column.dtype) for column in self.columns)

        def of_file(place: tf.Tensor) -> tf.data.Dataset:
            return tf.data.Dataset.from_generator(
                self._blocks_of, args=(place,), output_signature=columns
            )

        return order.flat_map(of_file)

    def decode(self, *block: tf.Tensor) -> dict[str, tf.Tensor]:
        """Return the columns of a block by name."""
        return {column.name: values for column, values in zip(self.columns, block)}

    def _names_in(self, path: str) -> list[str]:
        """Return the names of the columns; the nameless index of a pandas frame is none."""
        schema = self._open(path).schema_arrow
        names = list(schema.names)
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            check.refuse(self.owner, f'the file {path} has two columns "{twice}".')
        if schema.metadata is None or b"pandas" not in schema.metadata:
            return names
        return [name for name in names if not _INDEX.fullmatch(name)] or names

    def _open(self, path: str) -> Any:
        try:
            file = self._parquet.ParquetFile(path, page_checksum_verification=True)
        except (OSError, self._arrow.ArrowException) as error:
            self._refuse_unreadable(path, error)
        return file

    def _refuse_unreadable(self, path: str, error: Exception, where: str = "") -> NoReturn:
        reason = str(error).strip().rstrip(".")
        check.refuse(self.owner, f"the file {path} cannot be read as Parquet{where}: {reason}.")

    def _batches(self, path: str, names: Sequence[str]) -> Iterator[Any]:
        """Yield the rows of a file in blocks of some columns."""
        batches, count = self._open(path).iter_batches(BLOCK, columns=list(names)), 0
        while True:
            try:
                batch = next(batches, None)
            except (OSError, self._arrow.ArrowException) as error:
                self._refuse_unreadable(path, error, f" after {count} rows")
            if batch is None:
                return
            count += len(batch)
            yield batch

    def _kind(self, path: str, name: str) -> str:
        schema, types = self._open(path).schema_arrow, self._arrow.types
        if name not in schema.names:
            check.refuse(self.owner, f'the file {path} has no column "{name}".')
        kind = schema.field(name).type
        if types.is_dictionary(kind):
            kind = kind.value_type
        if str(kind) in _TEXT:
            return "text"
        if types.is_null(kind):
            return "nothing"
        if types.is_integer(kind) or types.is_boolean(kind):
            return "whole"
        if types.is_decimal(kind) and kind.scale <= 0:
            return "whole"
        if not types.is_floating(kind) and not types.is_decimal(kind):
            check.refuse(
                self.owner,
                f'the column "{name}" of {path} has the type {kind}, which is neither numbers nor '
                "text. Leave it out by `select_columns`.",
            )
        return "number"

    def _dtype_of_whole(self, name: str) -> tf.DType:
        compute = check.imported(self.owner, "pyarrow.compute")
        gaps, largest = 0, 0
        for path in self.paths:
            is_empty = self._kind(path, name) == "nothing"
            for batch in self._batches(path, [name]):
                gaps += batch.column(0).null_count
                found = {} if is_empty else compute.min_max(batch.column(0)).as_py()
                largest = max(largest, 0, *(abs(int(bound or 0)) for bound in found.values()))
        if not gaps:
            return tf.int64
        return tf.float32 if largest <= EXACT32 else tf.float64

    def _blocks_of(self, place: np.int64) -> Iterator[tuple[Any, ...]]:
        path = self.paths[int(place)]
        return as_counted(self._blocks_in(path), self.count, int(place), path, self.owner)

    def _blocks_in(self, path: str) -> Iterator[tuple[Any, ...]]:
        key = self._part and self._part.key
        names = {*(column.name for column in self.columns), *([key] if key else [])}
        for batch in self._batches(path, list(names)):
            if self._part is not None:
                places = self._places(batch.column(key), str(key), path)
                batch = batch.filter(self._arrow.array(list(map(self._part.has, places))))
            yield tuple(self._values(batch.column(c.name), c, path) for c in self.columns)

    def _places(self, keys: Any, column: str, path: str) -> list[float]:
        """Return the places of keys, which tell the parts of rows."""
        if keys.null_count:
            refuse_no_key(self.owner, path, column)
        return [place_of(str(key).encode()) for key in keys.to_pylist()]

    def _values(self, values: Any, column: Column, path: str) -> np.ndarray:
        arrow = self._arrow
        if arrow.types.is_dictionary(values.type):
            values = values.dictionary_decode()
        if str(values.type) == "string_view":  # which Arrow cannot compare
            values = values.cast(arrow.string())
        if values.null_count and column.default is None:
            check.refuse(
                self.owner,
                f'the file {path} has missing values in column "{column.name}", which holds '
                f"{column.kind}. {REMEDY}",
            )
        gaps = values.is_null().to_numpy(zero_copy_only=False)
        if arrow.types.is_null(values.type) and column.dtype == tf.string:
            values = values.cast(arrow.string())
        if arrow.types.is_boolean(values.type) or arrow.types.is_null(values.type):
            values = values.cast(arrow.int8())
        if column.dtype == tf.string:
            if column.by_rule and column.default is not None:
                self._check_stand_in(values, column, path)
            found = np.array(values.cast(arrow.binary()).to_numpy(zero_copy_only=False), object)
        else:
            filled = values.fill_null(0) if values.null_count else values
            found = self._numbers(filled.to_numpy(zero_copy_only=False), column, path)
        if values.null_count:
            found[gaps] = column.default
        return found

    def _check_stand_in(self, values: Any, column: Column, path: str) -> None:
        """Refuse text that is what `na` makes of missing text, where any is missing."""
        compute = check.imported(self.owner, "pyarrow.compute")
        text = column.default.decode()
        held = compute.any(compute.equal(values, text)).as_py()
        if held and any(self._has_gaps(one, column.name) for one in self.paths):
            refuse_stand_in(held, text, f'the column "{column.name}" of {path}', self.owner)

    def _has_gaps(self, path: str, name: str) -> bool:
        """Return whether values are missing in a file, as far as it counts them."""
        metadata = self._open(path).metadata
        place = self._open(path).schema_arrow.names.index(name)
        groups = [metadata.row_group(n).column(place) for n in range(metadata.num_row_groups)]
        counts = [group.statistics and group.statistics.null_count for group in groups]
        return any(count is None or count > 0 for count in counts)

    def _numbers(self, numbers: np.ndarray, column: Column, path: str) -> np.ndarray:
        dtype = column.dtype.as_numpy_dtype
        if numbers.dtype == object and not column.dtype.is_integer:  # decimals
            numbers = numbers.astype(np.float64)
        with np.errstate(over="ignore"):
            found = (_wrapped(numbers) if numbers.dtype == object else numbers).astype(dtype)
        if column.dtype.is_integer:
            lost = found != numbers
        else:
            lost = np.isinf(found) & ~np.isinf(numbers.astype(np.float64))
        if lost.any():
            check.refuse(
                self.owner,
                f'the file {path} has {numbers[lost][0]} in column "{column.name}", which is too '
                f"large for {column.dtype.name}. `column_defaults` gives it a wider type.",
            )
        if column.dtype.is_floating and column.name in self._told:
            self._refuse_changed(numbers, found, column, path)
        return found

    def _refuse_changed(
        self, numbers: np.ndarray, found: np.ndarray, column: Column, path: str
    ) -> None:
        finite = np.isfinite(numbers)
        numbers, found = numbers[finite], found[finite]
        changed = changed_whole(numbers, found)
        if changed.any():
            was, becomes = (int(items[changed][0]) for items in (numbers, found))
            check.refuse(
                self.owner,
                f'the file {path} has {was} in column "{column.name}", which would become '
                f"{becomes} in {column.dtype.name}. `column_defaults` gives it another type, or "
                "missing whole numbers a value.",
            )


def _wrapped(numbers: np.ndarray) -> np.ndarray:
    """Return whole decimals as int64, other numbers where they are too large for it."""
    return np.array([(int(item) + 2**63) % 2**64 - 2**63 for item in numbers], np.int64)
