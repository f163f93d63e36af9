"""csv_dataset: CSV and Parquet files as a dataset of named features."""

from __future__ import annotations

import inspect
import os
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import tensorflow as tf

from prelayer._core import check
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

_OWNER = "csv_dataset"


def csv_dataset(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    batch_size: int | None = 32,
    column_names: Sequence[str] | None = None,
    column_defaults: Mapping[str, Any] | Sequence[Any] | None = None,
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
    """Return the rows of CSV files as batches of features by name, with a label if it is named.

    The first rows tell the types: whole numbers are int64, other numbers float32 (float64 where
    they are too large for it, or all are whole and would change), everything else is text, also
    whole numbers beyond int64 and a column without a value. Where whole numbers are missing they
    are floats, wide enough for all that was seen, or text beyond 2^53. A row with another number of
    fields, or a value of another type, is an error that names file, line, column and value. Fields
    in quotes may hold line ends; empty lines are no rows, but in a file of one column a missing
    value.

    Args:
        paths: a file, a pattern such as "part-*.csv", which leaves out hidden files, or a list of
            them. Names that end in ".gz" are unpacked; ".parquet" files are read by Arrow
            (pyarrow), which tells the types.
        batch_size: rows in a batch; None for single rows.
        column_names: names of all columns, instead of those in the header. `header=False` says
            that the first line is a row.
        column_defaults: a value for missing ones, or a type (float32, float64, int32, int64,
            string), for each column of the result in a list, or for some by name in a dict.
            Their types are then not told from the rows.
        label_name: the column that is the label. Text stays text, which no loss takes: a
            `StringLookup(num_oov_indices=0)` mapped over the dataset numbers it.
        select_columns: columns to keep, by name, or by place from 0 on.
        field_delim: character between fields.
        use_quote_delim: whether quotes enclose a field; otherwise they are part of the text.
        na_value: what stands for a missing value, besides nothing at all.
        header: whether the first line of each file has the names of the columns.
        num_epochs: how often to go through the files; None for without end.
        shuffle: whether to shuffle files and rows, in another order each epoch.
        shuffle_buffer_size: rows among which the next one is drawn.
        shuffle_seed: whole number that makes shuffling repeatable.
        prefetch_buffer_size: batches made in advance; None to let TensorFlow decide.
        num_rows_for_inference: rows that tell the types; None for all.
        compression_type: "GZIP", "ZLIB", "" for none; None to tell by the name.
        ignore_errors: the older name of `on_error`: True is "skip", False is "raise".
        encoding: how text is written in the files; it comes out as UTF-8.
        na: what becomes of missing values in features: "error"; "mask": NaN, or the empty text,
            which is the mask of lookups; "token": NaN, or the text "[NA]", which no other value may
            be then. In the label they are always an error. What `column_defaults` gives stands for
            them in any case.
        on_error: what to do about a row that cannot be read: "raise" (or None) an error, "skip"
            it, so that `report()` lists its file, line and reason. A file that cannot be read, or
            has another header, is always an error.
        split: the parts to return, each with about its share: {"train": 0.8, "test": 0.2}. A hash
            of its text tells where a row belongs, whatever other rows there are. Each part reads
            the files for itself; the first one alone is shuffled.
        stratify: an error; `dataset_from_frame()` has all rows, and so exact shares by class.
        group: the column of whose values each is in one part only.
        split_by: the column, such as an id, whose values are hashed instead of the rows.

    Returns:
        A `tf.data.Dataset` of dicts of features, or of (features, label); a dict of datasets with
        `split`. `schema()` has their names and dtypes. The number of batches is known where all
        rows tell the types, of Parquet files without `split`, and where rows are counted: up to
        150,000 (16 MiB, unpacked) in up to 1,000 local files, with `split` or `on_error="skip"` up
        to 25,000 (4 MiB), fewer where many are skipped. Otherwise `cardinality()` is unknown, and
        Keras warns at the end of an epoch that it ran out of data.

    Raises:
        ValueError: for an unusable argument, an unknown file or column, rows that disagree.
        tf.errors.InvalidArgumentError: while the dataset is read, if rows disagree, or if a file
            whose rows are known by number has more or fewer of them by then.

    Example:
        >>> import os, tempfile
        >>> import tensorflow as tf
        >>> from prelayer import csv_dataset
        >>> path = os.path.join(tempfile.mkdtemp(), "shops.csv")
        >>> tf.io.write_file(path, "shop,size,sold\\nA,1.5,7\\nB,,9\\n")
        >>> for features, sold in csv_dataset(path, label_name="sold", na="mask"):
        ...     print(features["shop"].numpy(), features["size"].numpy(), sold.numpy())
        [b'A' b'B'] [1.5 nan] [7 9]
    """
    check.one_of(_OWNER, "na", na, NA_RULES)
    files = table_files(_OWNER, paths)
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
        _OWNER,
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
    parts = parts_of(_OWNER, split, by, stratify, rows.names)
    kept = selected(_OWNER, select_columns, rows.names)
    if label_name is not None:
        if check.known(_OWNER, "label_name", label_name, rows.names, "column") not in kept:
            why = "which `select_columns` leaves out. Name it there, too."
            check.refuse(_OWNER, f'`label_name` names the column "{label_name}", {why}')
        if len(kept) == 1:
            check.refuse(_OWNER, f'there must be a feature beside the label "{label_name}".')
    rules = {name: "error" if name == label_name else na for name in kept}
    columns = given_columns(_OWNER, column_defaults, kept, rules)
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
        check.fail(_OWNER, "field_delim", "one character of ASCII", field_delim)
    if not isinstance(na_value, str):
        check.fail(_OWNER, "na_value", "a string", na_value)
    if num_rows_for_inference is not None:
        check.whole(_OWNER, "num_rows_for_inference", num_rows_for_inference, minimum=1)
    dialect = Dialect(
        _OWNER,
        delimiter=field_delim,
        quoted=check.flag(_OWNER, "use_quote_delim", use_quote_delim),
        encoding=_known_encoding(encoding),
        compression=check.one_of(_OWNER, "compression_type", compression_type, COMPRESSIONS),
    )
    header = check.flag(_OWNER, "header", header)
    names, first = names_of_columns(files[0], dialect, column_names, header)
    bad_rows = BadRows() if skips_rows(_OWNER, on_error, ignore_errors) else None
    return CsvRows(files, dialect, names, first, na_value, bad_rows)


def _known_encoding(encoding: Any) -> str:
    try:
        "".encode(encoding)
    except (LookupError, TypeError):
        check.fail(_OWNER, "encoding", 'the name of an encoding, such as "latin-1"', encoding)
    return encoding


def _parquet_rows(files: Sequence[str], text_options: Mapping[str, Any]) -> ParquetRows:
    """Return the rows of Parquet files, for which the options of text mean nothing."""
    parameters = inspect.signature(csv_dataset).parameters
    for name, value in text_options.items():
        if value != parameters[name].default:
            check.refuse(_OWNER, f"`{name}` means nothing for Parquet files. Leave it out.")
    other = next((path for path in files if not is_parquet(path)), None)
    if other is not None:
        check.refuse(_OWNER, f"all files must be of one kind, but {files[0]} and {other} are not.")
    return ParquetRows(_OWNER, files)
