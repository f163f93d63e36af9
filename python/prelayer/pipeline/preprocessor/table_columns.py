"""The columns of data given to a Preprocessor by name: dicts, data frames and Arrow tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from prelayer._core import check, errors


def columns_of(data: Any, names: Iterable[str]) -> dict[str, Any]:
    """Return the columns of data by name.

    Args:
        data: a dict of columns or tensors, a data frame, or an Arrow table.
        names: the names of the columns.

    Raises:
        ValueError: if the data has no names, or lacks a column.
    """
    there = _names(data)
    if there is None:
        raise errors.invalid("inputs", "a data frame or a {dict} of columns by name", data)
    found = {}
    for name in names:
        if name not in there:
            near = check.near(name, [str(other) for other in there])
            raise errors.problem(
                "the data must have the column {name!r}, but it has {there}."
                + (" {near}" if near else ""),
                name=name,
                there=there[:20],
                near=near,
            )
        found[name] = data[name]
    return found


def check_rows(columns: Mapping[str, Any]) -> None:
    """Raise if tensors of columns have different numbers of rows, as far as they are known."""
    counts = [(name, column.shape[0]) for name, column in columns.items()]
    known = [(name, count) for name, count in counts if count is not None]
    for name, count in known:
        if count != known[0][1]:
            raise errors.problem(
                "the columns must have the same number of rows, but {first!r} has {rows} and "
                "{name!r} has {count}.",
                first=known[0][0],
                rows=known[0][1],
                name=name,
                count=count,
            )


def _names(data: Any) -> list[Any] | None:
    if isinstance(data, Mapping):
        return list(data)
    names = getattr(data, "column_names", getattr(data, "columns", None))
    return None if names is None else list(names)
