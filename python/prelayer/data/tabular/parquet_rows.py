"""Rows of Parquet files as a dataset of columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer.data.common.dtype_rules import changed_whole, refuse_placeholder
from prelayer.data.common.python_function import dataset_of_generator
from prelayer.data.common.splits import place_of
from prelayer.data.tabular.csv_columns import REMEDY, FileColumn
from prelayer.data.tabular.hash_split import Part, refuse_no_key
from prelayer.data.tabular.parquet_files import ParquetFiles
from prelayer.data.tabular.parquet_types import check_given, typed_columns
from prelayer.data.tabular.row_count import Budget, RowCount, as_counted

_INDEX = re.compile(r"__index_level_\d+__")


class ParquetRows:
    """The rows of Parquet files, read by Arrow.

    Args:
        paths: the files.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self.paths = paths
        self._files = ParquetFiles(paths)
        self._arrow = self._files.arrow
        self.columns: Sequence[FileColumn] = ()
        self.bad_rows = None
        self._part: Part | None = None
        self.names = self._names_in(paths[0])
        self._told: set[str] = set()  # Columns whose type comes from the files, not the user.
        self.count: RowCount | None = RowCount(sum(self._files.counts), self._files.counts)

    def of_part(self, part: Part, count: RowCount | None) -> ParquetRows:
        """Return the rows of a part, with their count, or None if not counted."""
        rows = copy(self)
        rows.count, rows._part = count, part
        return rows

    def count_parts(self, parts: Sequence[Part], budget: Budget) -> list[RowCount]:
        """Return the number of rows of each part."""
        key = str(parts[0].key)
        budget.spend(0 if self.count is None else self.count.rows, 0)
        read = np.zeros((len(parts), len(self.paths)), np.int64)
        for file, path in enumerate(self.paths):
            for batch in self._files.batches(path, [key]):
                budget.spend(0, batch.nbytes)
                places = self._places(batch.column(0), key, path)
                read[:, file] += [sum(map(part.has, places)) for part in parts]
        return [RowCount(int(of_files.sum()), of_files.tolist()) for of_files in read]

    def check_parts(self, parts: Sequence[Part]) -> None:
        """Raise if parts have no key column."""
        if any(part.key is None for part in parts):
            raise errors.problem(
                "`split` of Parquet files needs `split_by` or `group`, a column of theirs."
            )

    def typed_columns(self, rules: Mapping[str, str]) -> dict[str, FileColumn]:
        """Return columns with dtypes that can represent all their values.

        Args:
            rules: the rule for missing values of each column.
        """
        self._told.update(rules)
        return typed_columns(self._files, rules)

    def check_given(self, column: FileColumn) -> None:
        """Raise if the values of a column cannot have the user's type."""
        check_given(self._files, column)

    def blocks(self, order: tf.data.Dataset) -> tf.data.Dataset:
        """Return a dataset of blocks of rows, as columns."""
        columns = tuple(tf.TensorSpec([None], column.dtype) for column in self.columns)

        def of_file(place: tf.Tensor) -> tf.data.Dataset:
            return dataset_of_generator(self._blocks_of, columns, (place,))

        return order.flat_map(of_file)

    def decode(self, *block: tf.Tensor) -> dict[str, tf.Tensor]:
        """Return the columns of a block by name."""
        return {column.name: values for column, values in zip(self.columns, block)}

    def _names_in(self, path: str) -> list[str]:
        """Return the names of the columns, without the unnamed index of a pandas data frame."""
        schema = self._files.schemas[path]
        names = list(schema.names)
        if schema.metadata is None or b"pandas" not in schema.metadata:
            return names
        return [name for name in names if not _INDEX.fullmatch(name)] or names

    def _blocks_of(self, place: np.int64) -> Iterator[tuple[Any, ...]]:
        path = self.paths[int(place)]
        return as_counted(self._blocks_in(path), self.count, int(place), path)

    def _blocks_in(self, path: str) -> Iterator[tuple[Any, ...]]:
        key = self._part and self._part.key
        names = {*(column.name for column in self.columns), *([key] if key else [])}
        for batch in self._files.batches(path, list(names)):
            if self._part is not None:
                places = self._places(batch.column(key), str(key), path)
                batch = batch.filter(self._arrow.array(list(map(self._part.has, places))))
            yield tuple(self._values(batch.column(c.name), c, path) for c in self.columns)

    def _places(self, keys: Any, column: str, path: str) -> list[float]:
        """Return the hash values of keys, which determine the parts of rows."""
        if keys.null_count:
            refuse_no_key(path, column)
        return [place_of(str(key).encode()) for key in keys.to_pylist()]

    def _values(self, values: Any, column: FileColumn, path: str) -> np.ndarray:
        arrow = self._arrow
        if arrow.types.is_dictionary(values.type):
            values = values.dictionary_decode()
        if str(values.type) == "string_view":  # Arrow cannot compare this type.
            values = values.cast(arrow.string())
        if values.null_count and column.default is None:
            raise errors.problem(
                'the file {path} has missing values in column "{name}", which holds {kind}. '
                "{remedy}",
                path=path,
                name=column.name,
                kind=column.kind,
                remedy=REMEDY,
            )
        gaps = values.is_null().to_numpy(zero_copy_only=False)
        if arrow.types.is_null(values.type) and column.dtype == tf.string:
            values = values.cast(arrow.string())
        if arrow.types.is_boolean(values.type) or arrow.types.is_null(values.type):
            values = values.cast(arrow.int8())
        if column.dtype == tf.string:
            if column.by_rule and column.default is not None:
                self._check_placeholder(values, column, path)
            found = np.array(values.cast(arrow.binary()).to_numpy(zero_copy_only=False), object)
        else:
            filled = values.fill_null(0) if values.null_count else values
            found = self._numbers(filled.to_numpy(zero_copy_only=False), column, path)
        if values.null_count:
            found[gaps] = column.default
        return found

    def _check_placeholder(self, values: Any, column: FileColumn, path: str) -> None:
        """Raise if a text is the placeholder of missing text, and text may be missing."""
        compute = check.imported("pyarrow.compute")
        text = column.default.decode()
        held = compute.any(compute.equal(values, text)).as_py()
        if held and any(self._files.may_have_gaps(one, column.name) for one in self.paths):
            refuse_placeholder(held, text, f'the column "{column.name}" of {path}')

    def _numbers(self, numbers: np.ndarray, column: FileColumn, path: str) -> np.ndarray:
        dtype = column.dtype.as_numpy_dtype
        if numbers.dtype == object and not column.dtype.is_integer:  # Decimals
            numbers = numbers.astype(np.float64)
        with np.errstate(over="ignore"):
            found = (_wrapped(numbers) if numbers.dtype == object else numbers).astype(dtype)
        if column.dtype.is_integer:
            lost = found != numbers
        else:
            lost = np.isinf(found) & ~np.isinf(numbers.astype(np.float64))
        if lost.any():
            raise errors.problem(
                'the file {path} has {numbers} in column "{name}", which is too large for '
                "{dtype}. `column_defaults` gives it a wider type.",
                path=path,
                numbers=numbers[lost][0],
                name=column.name,
                dtype=column.dtype.name,
            )
        if column.dtype.is_floating and column.name in self._told:
            self._refuse_changed(numbers, found, column, path)
        return found

    def _refuse_changed(
        self, numbers: np.ndarray, found: np.ndarray, column: FileColumn, path: str
    ) -> None:
        finite = np.isfinite(numbers)
        numbers, found = numbers[finite], found[finite]
        changed = changed_whole(numbers, found)
        if changed.any():
            was, becomes = (int(items[changed][0]) for items in (numbers, found))
            raise errors.problem(
                'the file {path} has {was} in column "{name}", which would become {becomes} in '
                "{dtype}. `column_defaults` gives it another type, or missing whole numbers a "
                "value.",
                path=path,
                was=was,
                name=column.name,
                becomes=becomes,
                dtype=column.dtype.name,
            )


def _wrapped(numbers: np.ndarray) -> np.ndarray:
    """Convert whole decimals to int64; numbers out of its range wrap around."""
    return np.array([(int(item) + 2**63) % 2**64 - 2**63 for item in numbers], np.int64)
