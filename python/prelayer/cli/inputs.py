"""Input files of the command line: Parquet and CSV, in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from glob import glob
from typing import Any, BinaryIO

from prelayer._core import check, errors

_ROWS_A_BATCH = 2**14


def files_of(inputs: Sequence[str]) -> list[str]:
    """Return the files that paths and patterns name, sorted; raise if one names none."""
    found = []
    for path in inputs:
        files = sorted(glob(path, recursive=True))
        if not files:
            raise errors.invalid("INPUT", "paths or patterns of files that exist", path)
        found += files
    return found


def batches_of(name: str, stream: BinaryIO, columns: Sequence[str]) -> Iterator[Any]:
    """Yield the batches of a file as Arrow record batches.

    Args:
        name: the name of the file, whose extension is its format.
        stream: the open file.
        columns: the columns to read; none: all.
    """
    if name.endswith((".parquet", ".pq")):
        parquet = check.imported("pyarrow.parquet", "pyarrow")
        file = parquet.ParquetFile(stream)
        wanted = [column for column in columns if column in file.schema_arrow.names] or None
        yield from file.iter_batches(_ROWS_A_BATCH, columns=wanted)
    elif name.endswith(".csv"):
        csv = check.imported("pyarrow.csv", "pyarrow")
        yield from csv.open_csv(stream)
    else:
        raise errors.invalid("INPUT", "a file with the extension .parquet, .pq or .csv", name)
