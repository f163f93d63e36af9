"""Splits of streamed tables by the hash of each row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, NoReturn

from prelayer._core import check, errors
from prelayer.data.common.splits import bounds_of, checked_sizes


class Part(NamedTuple):
    """The rows for which the hash value of the key is between two bounds.

    Args:
        name: the name of the part.
        start: the lower bound, inclusive.
        end: the upper bound, exclusive.
        key: the column of the keys; None if the text of a row is its key.
    """

    name: str
    start: float
    end: float
    key: str | None

    def has(self, place: float) -> bool:
        """Return whether a row with this hash value belongs to the part."""
        return self.start <= place < self.end


def parts_of(
    split: Any,
    by: Mapping[str, str | None],
    stratify: str | None,
    names: Sequence[str],
) -> list[Part]:
    """Return the parts of a split; an empty list without `split`.

    Args:
        split: the fractions of the parts, by name, or None.
        by: columns by the name of their argument; the values of the first column are hashed.
        stratify: the user's argument, which raises, as stratification requires all rows.
        names: the names of all columns.
    """
    for argument, column in {**by, "stratify": stratify}.items():
        if split is None and column is not None:
            raise errors.problem(
                "`{argument}` needs `split`, which names the parts.", argument=argument
            )
    if stratify is not None:
        raise errors.problem(
            "`stratify` needs all rows at once, but files are read row by row. "
            "`dataset_from_frame()` splits a table in memory by class."
        )
    if split is None:
        return []
    for argument, column in by.items():
        if column is not None:
            check.known(argument, column, names, "column")
    sizes = checked_sizes(split)
    ends = [*bounds_of(sizes.values()), 1.0]
    starts = [0.0, *ends[:-1]]
    key = next((column for column in by.values() if column is not None), None)
    bounds = zip(sizes, starts, ends, strict=True)
    return [Part(name, start, end, key) for name, start, end in bounds]


def refuse_no_key(path: str, column: str, where: str = "") -> NoReturn:
    """Raise an error for a row without a key, which cannot be assigned to a part."""
    raise errors.problem(
        'the file {path} has no value{where} of column "{column}", which tells the part of a '
        "row. Fill it in, or split by another column.",
        path=path,
        where=where,
        column=column,
    )
