"""csv_dataset: loads CSV and Parquet files as a dataset of named features."""

from __future__ import annotations

import inspect
import os
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.owner import public
from prelayer._core.types import ColumnDefault
from prelayer.data.common.dtype_rules import NA_RULES
from prelayer.data.common.invalid_rows import BadRows, skips_rows
from prelayer.data.tabular.batching import Reading, checked_reading, table_dataset
from prelayer.data.tabular.csv_columns import given_columns, selected
from prelayer.data.tabular.csv_inference import inferred_columns, names_of_columns
from prelayer.data.tabular.csv_records import COMPRESSIONS, Dialect
from prelayer.data.tabular.csv_rows import CsvRows
from prelayer.data.tabular.hash_split import parts_of
from prelayer.data.tabular.parquet_files import is_parquet
from prelayer.data.tabular.parquet_rows import ParquetRows
from prelayer.data.tabular.row_count import row_counts
from prelayer.data.tabular.table_files import table_files


@public
def csv_dataset(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    batch_size: int | None = 32,
    column_names: Sequence[str] | None = None,
    column_defaults: Mapping[str, ColumnDefault] | Sequence[ColumnDefault] | None = None,
    label_name: str | None = None,
    select_columns: Sequence[str | int] | None = None,
    field_delim: str = ",",
    use_quote_delim: bool = True,
    na_value: str = "",
    header: bool = True,
    num_epochs: int | None = 1,
    shuffle: bool = False,
    shuffle_buffer_size: int = 10000,
    shuffle_seed: int | None = None,
    prefetch_buffer_size: int | None = None,
    num_rows_for_inference: int | None = 10000,
    compression_type: str | None = None,
    ignore_errors: bool | None = None,
    encoding: str = "utf-8",
    na: Literal["error", "mask", "token"] = "error",
    on_error: Literal["raise", "skip"] | None = None,
    split: Mapping[str, float] | None = None,
    stratify: str | None = None,
    group: str | None = None,
    split_by: str | None = None,
) -> tf.data.Dataset | dict[str, tf.data.Dataset]:
    """Load the rows of CSV or Parquet files as batches of named features and an optional label.

    Types are inferred from the first rows: whole numbers are int64; other numbers are float32, or
    float64 if they exceed the range of float32, or if all are whole and float32 would round them;
    all else is text, such as True and False, numbers with leading zeros ("01067"), whole numbers
    beyond int64, and columns without values. Whole numbers with missing values become floats that
    represent all inferred values exactly, or text beyond 2^53. A row with a different number of
    fields, or a value of a different type, raises an error that names file, line, column and value.
    Quoted fields may contain line breaks. Empty lines are skipped; in a file with one column they
    are missing values. See also: `dataset_from_frame`, `schema`, `report`, docs/guides/tables.Rmd.

    Args:
        paths: a file, a pattern such as "part-*.csv", which skips hidden files, or a list of
            these. Files whose names end in ".gz" are decompressed; ".parquet" files are read by
            Arrow (pyarrow), with the types stored in the files.
        batch_size: rows per batch; None for single rows.
        column_names: names of all columns, instead of those in the header. With `header=False` the
            first line is a row.
        column_defaults: a value that replaces missing values, or a type (float32, float64, int32,
            int64, string): a list with one entry per column of the result, or a dict with entries
            for some columns. The types of these columns are not inferred.
        label_name: the column of labels. Text labels stay text, which no loss accepts: map a
            `StringLookup(num_oov_indices=0)` over the dataset to index them.
        select_columns: columns to keep, by name or by position from 0.
        field_delim: character between fields.
        use_quote_delim: whether quotes enclose a field; otherwise they are part of the text.
        na_value: text that marks a missing value, in addition to the empty field.
        header: whether the first line of each file has the names of the columns.
        num_epochs: number of passes over the files; None repeats without end.
        shuffle: whether to shuffle files and rows, in a new order each epoch.
        shuffle_buffer_size: number of rows from which the next row is sampled.
        shuffle_seed: whole number that makes shuffling reproducible.
        prefetch_buffer_size: number of batches prepared in advance; None lets TensorFlow decide.
        num_rows_for_inference: number of rows from which types are inferred; None uses all.
        compression_type: "GZIP", "ZLIB", or "" for none; None infers it from the file name.
        ignore_errors: the older name of `on_error`: True is "skip", False is "raise".
        encoding: encoding of the files; the dataset has UTF-8.
        na: how to handle missing values in features: "error" raises; "mask": NaN, or the empty
            text, which lookups treat as the mask token; "token": NaN, or the text "[NA]", which
            then must not be a value of the data. Missing labels always raise. A value in
            `column_defaults` takes precedence and replaces missing values.
        on_error: how to handle invalid rows: "raise" (or None) an error, or "skip" the row, whose
            file, line and reason `report()` lists. Files that are unreadable or have a different
            header always raise.
        split: the names of the parts and their approximate fractions: {"train": 0.8, "test": 0.2}.
            A hash of its text assigns a row to a part, independent of the other rows. Each part
            reads the files separately; only the first part is shuffled.
        stratify: raises; `dataset_from_frame()` has all rows in memory, so that it can stratify.
        group: a column; rows with the same value are in the same part.
        split_by: a column, such as an id, whose values are hashed instead of the rows.

    Returns:
        A `tf.data.Dataset` of dicts of features, or of (features, label); a dict of datasets with
        `split`. `schema()` returns their names and dtypes. The number of batches is known if types
        are inferred from all rows, for Parquet files without `split`, and if rows are counted: up
        to 150,000 rows (16 MiB decompressed) in up to 1,000 local files; with `split` or
        `on_error="skip"` up to 25,000 rows (4 MiB), fewer if many are skipped. Otherwise
        `cardinality()` is unknown, and Keras warns at the end of an epoch that the data ran out.

    Raises:
        ValueError: if an argument is invalid, a file or column does not exist, or rows are invalid.
        tf.errors.InvalidArgumentError: while the dataset is read, if rows are invalid, or if the
            number of rows in a file has changed since they were counted.

    Examples:
        >>> import os, tempfile
        >>> import tensorflow as tf
        >>> from prelayer import csv_dataset
        >>> path = os.path.join(tempfile.mkdtemp(), "shops.csv")
        >>> tf.io.write_file(path, "shop,size,sold\\nA,1.5,7\\nB,,9\\n")
        >>> x, y = next(iter(csv_dataset(path, label_name="sold", na="mask")))
        >>> x["shop"].numpy(), x["size"].numpy(), y.numpy()
        (array([b'A', b'B'], dtype=object), array([1.5, nan], dtype=float32), array([7, 9]))
    """
    check.one_of("na", na, NA_RULES)
    files = table_files(paths)
    text_options = {
        "column_names": column_names,
        "field_delim": field_delim,
        "use_quote_delim": use_quote_delim,
        "na_value": na_value,
        "header": header,
        "num_rows_for_inference": num_rows_for_inference,
        "compression_type": compression_type,
        "ignore_errors": ignore_errors,
        "on_error": on_error,
        "encoding": encoding,
    }
    reading = Reading(
        batch_size=batch_size,
        num_epochs=num_epochs,
        shuffle=shuffle,
        shuffle_buffer_size=shuffle_buffer_size,
        shuffle_seed=shuffle_seed,
        prefetch_buffer_size=prefetch_buffer_size,
    )
    reading = checked_reading(reading)
    parquet = is_parquet(files[0])
    rows = _parquet_rows(files, text_options) if parquet else _csv_rows(files, **text_options)
    by = {"group": group, "split_by": split_by}
    parts = parts_of(split, by, stratify, rows.names)
    kept = selected(select_columns, rows.names)
    if label_name is not None:
        if check.known("label_name", label_name, rows.names, "column") not in kept:
            why = "which `select_columns` leaves out. Name it there, too."
            raise errors.problem(
                '`label_name` names the column "{label_name}", {why}',
                label_name=label_name,
                why=why,
            )
        if len(kept) == 1:
            raise errors.problem(
                'there must be a feature beside the label "{label_name}".', label_name=label_name
            )
    rules = {name: "error" if name == label_name else na for name in kept}
    columns = given_columns(column_defaults, kept, rules)
    unknown = {name: rule for name, rule in rules.items() if name not in columns}
    if isinstance(rows, ParquetRows):
        rows.check_parts(parts)
        for column in columns.values():
            rows.check_given(column)
        columns |= rows.typed_columns(unknown)
    else:
        columns |= inferred_columns(rows, unknown, num_rows_for_inference)
    rows.columns = [columns[name] for name in kept]
    counts = row_counts(rows, parts)
    if not parts:
        rows.count = counts[0]
        return table_dataset(rows, label_name, reading)
    readings = [reading, *[reading._replace(shuffle=False)] * (len(parts) - 1)]
    return {
        part.name: table_dataset(rows.of_part(part, count), label_name, one)
        for part, count, one in zip(parts, counts, readings, strict=True)
    }


def _csv_rows(
    files: Sequence[str],
    column_names: Any,
    field_delim: Any,
    use_quote_delim: Any,
    na_value: Any,
    header: Any,
    num_rows_for_inference: Any,
    compression_type: Any,
    ignore_errors: Any,
    on_error: Any,
    encoding: Any,
) -> CsvRows:
    one_byte = isinstance(field_delim, str) and len(field_delim) == 1 and field_delim.isascii()
    if not one_byte or field_delim in '"\r\n':
        raise errors.invalid("field_delim", "one character of ASCII", field_delim)
    if not isinstance(na_value, str):
        raise errors.invalid("na_value", "a string", na_value)
    if num_rows_for_inference is not None:
        check.whole("num_rows_for_inference", num_rows_for_inference, minimum=1)
    dialect = Dialect(
        delimiter=field_delim,
        quoted=check.flag("use_quote_delim", use_quote_delim),
        encoding=_known_encoding(encoding),
        compression=check.one_of("compression_type", compression_type, COMPRESSIONS),
    )
    header = check.flag("header", header)
    names, first = names_of_columns(files[0], dialect, column_names, header)
    bad_rows = BadRows() if skips_rows(on_error, ignore_errors) else None
    return CsvRows(files, dialect, names, first, na_value, bad_rows)


def _known_encoding(encoding: Any) -> str:
    try:
        "".encode(encoding)
    except (LookupError, TypeError):
        raise errors.invalid(
            "encoding", 'the name of an encoding, such as "latin-1"', encoding
        ) from None
    return encoding


def _parquet_rows(files: Sequence[str], text_options: Mapping[str, Any]) -> ParquetRows:
    """Return the rows of Parquet files; options that apply only to CSV files raise."""
    parameters = inspect.signature(csv_dataset).parameters
    for name, value in text_options.items():
        if value != parameters[name].default:
            raise errors.problem(
                "`{name}` means nothing for Parquet files. Leave it out.", name=name
            )
    other = next((path for path in files if not is_parquet(path)), None)
    if other is not None:
        raise errors.problem(
            "all files must be of one kind, but {files} and {other} are not.",
            files=files[0],
            other=other,
        )
    return ParquetRows(files)
