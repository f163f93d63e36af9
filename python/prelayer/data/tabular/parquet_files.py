"""Parquet files: schemas and blocks of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

from prelayer._core import check, errors
from prelayer.data.tabular.batching import BLOCK


def is_parquet(path: str) -> bool:
    """Return whether a file has the extension of Parquet files."""
    return path.lower().endswith((".parquet", ".pq"))


class ParquetFiles:
    """Parquet files, each of which is opened once to read its schema.

    Args:
        paths: the files.

    Raises:
        ValueError: if a file cannot be read, or has two columns with the same name.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self.paths = paths
        self.arrow = check.imported("pyarrow")
        self._parquet = check.imported("pyarrow.parquet")
        self.schemas: dict[str, Any] = {}
        self.counts: list[int] = []
        self._with_gaps: dict[str, set[str]] = {}
        for path in paths:
            with self._open(path) as file:
                self.schemas[path] = file.schema_arrow
                self.counts.append(file.metadata.num_rows)
            names = Counter(self.schemas[path].names)
            twice = next((name for name, count in names.items() if count > 1), None)
            if twice is not None:
                raise errors.problem(
                    'the file {path} has two columns "{twice}".', path=path, twice=twice
                )

    def may_have_gaps(self, path: str, name: str) -> bool:
        """Return whether a column may have missing values: unless the file records a count of 0."""
        if path not in self._with_gaps:
            with self._open(path) as file:
                self._with_gaps[path] = set(_columns_with_gaps(file.metadata))
        return name in self._with_gaps[path]

    def batches(self, path: str, names: Sequence[str]) -> Iterator[Any]:
        """Yield the rows of a file in blocks with the given columns."""
        count = 0
        with self._open(path) as file:
            batches = file.iter_batches(BLOCK, columns=list(names))
            while True:
                try:
                    batch = next(batches, None)
                except (OSError, self.arrow.ArrowException) as error:
                    self._refuse_unreadable(path, error, f" after {count} rows")
                if batch is None:
                    return
                count += len(batch)
                yield batch

    def _open(self, path: str) -> Any:
        try:
            return self._parquet.ParquetFile(path, page_checksum_verification=True)
        except (OSError, self.arrow.ArrowException) as error:
            self._refuse_unreadable(path, error)

    def _refuse_unreadable(self, path: str, error: Exception, where: str = "") -> NoReturn:
        reason = str(error).strip().rstrip(".")
        raise errors.problem(
            "the file {path} cannot be read as Parquet{where}: {reason}.",
            path=path,
            where=where,
            reason=reason,
        )


def _columns_with_gaps(metadata: Any) -> Iterator[str]:
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        for chunk in map(group.column, range(group.num_columns)):
            counted = chunk.statistics and chunk.statistics.null_count
            if counted is None or counted > 0:
                yield chunk.path_in_schema
