"""Types of the columns of Parquet files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import tensorflow as tf

from prelayer._core import check, errors
from prelayer.data.tabular.csv_columns import FileColumn, placeholder
from prelayer.data.tabular.csv_types import EXACT32
from prelayer.data.tabular.parquet_files import ParquetFiles

_TEXT = ("string", "large_string", "string_view")
_DTYPES = {"text": tf.string, "nothing": tf.string, "number": tf.float32}
_WORDS = {"text": "text", "whole": "whole numbers", "number": "numbers"}


def typed_columns(files: ParquetFiles, rules: Mapping[str, str]) -> dict[str, FileColumn]:
    """Return columns with dtypes that can represent all their values.

    Args:
        files: the files.
        rules: the rule for missing values of each column.
    """
    kinds = {name: _kind_of(files, name) for name in rules}
    whole = [name for name, kind in kinds.items() if kind == "whole"]
    dtypes = {name: _DTYPES[kind] for name, kind in kinds.items() if kind != "whole"}
    dtypes |= _dtypes_of_whole(files, whole)
    return {
        name: FileColumn(name, dtypes[name], placeholder(dtypes[name], rule), by_rule=True)
        for name, rule in rules.items()
    }


def check_given(files: ParquetFiles, column: FileColumn) -> None:
    """Raise if the values of a column cannot have the user's type."""
    kind = _kind_of(files, column.name)
    if kind == "nothing":
        return
    if (column.kind == "text") != (kind == "text") or (
        column.dtype.is_integer and kind == "number"
    ):
        raise errors.problem(
            '`column_defaults` makes the column "{name}" {kind}, but it holds {found} in {path}.',
            name=column.name,
            kind=column.kind,
            found=_WORDS[kind],
            path=files.paths[0],
        )


def _kind_of(files: ParquetFiles, name: str) -> str:
    # A column with only missing values has no type, and is compatible with any type.
    kinds = {_kind(files, path, name) for path in files.paths} - {"nothing"}
    if not kinds:
        return "nothing"
    if "text" in kinds and len(kinds) > 1:
        raise errors.problem('the column "{name}" is text in some files only.', name=name)
    return "number" if "number" in kinds else kinds.pop()


def _kind(files: ParquetFiles, path: str, name: str) -> str:
    place = files.schemas[path].get_field_index(name)
    if place < 0:
        raise errors.problem('the file {path} has no column "{name}".', path=path, name=name)
    kind, types = files.schemas[path].field(place).type, files.arrow.types
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
        raise errors.problem(
            'the column "{name}" of {path} has the type {kind}, which is neither numbers nor '
            "text. Leave it out by `select_columns`.",
            name=name,
            path=path,
            kind=kind,
        )
    return "number"


def _dtypes_of_whole(files: ParquetFiles, names: Sequence[str]) -> dict[str, tf.DType]:
    """Return dtypes of integer columns; values are read only for columns with missing values."""
    unsure = [name for name in names if any(files.may_have_gaps(p, name) for p in files.paths)]
    gaps, largest = dict.fromkeys(unsure, 0), dict.fromkeys(unsure, 0)
    for name, values in _values(files, unsure):
        gaps[name] += values.null_count
        largest[name] = max(largest[name], _largest(files, values))
    floats = {
        name: tf.float32 if largest[name] <= EXACT32 else tf.float64
        for name, count in gaps.items()
        if count
    }
    return {name: floats.get(name, tf.int64) for name in names}


def _values(files: ParquetFiles, names: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Yield the values of each column, for one block of rows after the other."""
    for path in files.paths if names else ():
        for batch in files.batches(path, names):
            yield from ((name, batch.column(name)) for name in names)


def _largest(files: ParquetFiles, values: Any) -> int:
    if files.arrow.types.is_null(values.type):
        return 0
    compute = check.imported("pyarrow.compute")
    return max(abs(int(bound or 0)) for bound in compute.min_max(values).as_py().values())
