"""A table in memory: pandas, polars, Arrow or a dict of columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import Any

import numpy as np

from prelayer._core import errors
from prelayer._core.masked_column import MaskedColumn
from prelayer._core.missing import is_missing, missing_of

_RULE = "a data frame (pandas, polars), an Arrow table or a {dict} of columns"


class Table:
    """The columns of a table.

    Args:
        data: a pandas or polars data frame, an Arrow table, or a dict of columns of one length.
    """

    def __init__(self, data: Any) -> None:
        self._data = data
        self._gaps: dict[str, np.ndarray] = {}
        names = _names(data)
        if names is None:
            raise errors.invalid("data", _RULE, data, "Collect it first." if _is_lazy(data) else "")
        self.names = [str(name) for name in names]
        if not self.names:
            raise errors.problem("`data` has no columns.")
        twice = sorted(name for name, count in Counter(self.names).items() if count > 1)
        if twice:
            raise errors.problem(
                "`data` must have different names of columns, but {twice} come twice.", twice=twice
            )
        lengths = {name: self._length(name) for name in self.names}
        self.rows = next(iter(lengths.values()))
        uneven = next((name for name in self.names if lengths[name] != self.rows), None)
        if uneven is not None:
            raise errors.problem(
                "the columns must have one length, but {names!r} has {rows} rows and "
                "{uneven!r} has {lengths}.",
                names=self.names[0],
                rows=self.rows,
                uneven=uneven,
                lengths=lengths[uneven],
            )
        if self.rows == 0:
            raise errors.problem("`data` must have rows, but it has none.")

    def _length(self, name: str) -> int:
        """Return the number of rows of a column; raise if it is not a column."""
        column = self.column(name)
        try:
            count = -1 if isinstance(column, (str, bytes, Set, Mapping)) else len(column)
        except TypeError:
            count = -1
        if count < 0:
            raise errors.problem(
                "the column {name!r} must be a list, or an array, of a value for each row, not "
                "{column!r}.",
                name=name,
                column=column,
            )
        return count

    def column(self, name: str) -> Any:
        """Return the column with an existing name, in its original type."""
        if _is_arrow(self._data):
            return self._data.column(self.names.index(name))
        return self._data[name] if name in self._data else self._data[_key(self._data, name)]

    def items(self, name: str) -> list[Any]:
        """Return the values of a column as Python objects, with None for missing values."""
        column = self.column(name)
        if hasattr(column, "to_pylist"):
            return list(column.to_pylist())
        values = column.to_numpy() if isinstance(column, MaskedColumn) else column
        return list(np.asarray(values, dtype=object).tolist())

    def levels(self, name: str) -> list[str] | None:
        """Return the levels of a factor or categorical column, in order; None for other columns."""
        column = self.column(name)
        if isinstance(column, MaskedColumn):
            return None if column.levels is None else list(column.levels)
        dtype = getattr(column, "dtype", None)
        categories = getattr(dtype, "categories", None)
        if hasattr(getattr(column, "type", None), "index_type"):  # An Arrow dictionary.
            whole = column.combine_chunks() if hasattr(column, "combine_chunks") else column
            categories = whole.dictionary
        if categories is None:
            return None
        items = categories.tolist() if hasattr(categories, "tolist") else list(categories)
        return [str(getattr(item, "as_py", lambda item=item: item)()) for item in items]

    def words(self, name: str) -> np.ndarray:
        """Return the values of a column with levels as text, with None for missing values."""
        column = self.column(name)
        codes = getattr(getattr(column, "cat", column), "codes", None)
        if codes is not None:  # pandas converts integer levels to floats if values are missing.
            return np.array([*(self.levels(name) or ()), None], object)[np.asarray(codes)]
        found = np.empty(self.rows, object)
        for row, item in enumerate(self.items(name)):
            known = isinstance(item, (str, bytes))
            found[row] = None if is_missing(item) else item if known else str(item)
        return found

    def gaps(self, name: str) -> np.ndarray:
        """Return True where values of a column are missing: None, NaN, NA, null."""
        if name not in self._gaps:
            gaps = _gaps(self.column(name))
            # Without missing values, a broadcast False saves memory.
            self._gaps[name] = gaps if gaps.any() else np.broadcast_to(False, gaps.shape)
        return self._gaps[name]


def _names(data: Any) -> Any:
    """Return the names of the columns of a table; None if `data` is not a table."""
    if isinstance(data, MaskedColumn) or _is_lazy(data):
        return None
    if isinstance(data, Mapping):
        return data
    return data.column_names if _is_arrow(data) else getattr(data, "columns", None)


def _is_arrow(data: Any) -> bool:
    """Return whether a table is an Arrow table; attributes of a data frame may be column names."""
    return hasattr(type(data), "column_names")


def _is_lazy(data: Any) -> bool:
    """Return whether a table is a polars LazyFrame, which has no values."""
    return hasattr(type(data), "collect_schema") and not hasattr(type(data), "get_column")


def _gaps(column: Any) -> np.ndarray:
    if isinstance(column, MaskedColumn) and column.gaps is not None:
        return np.asarray(column.gaps)
    if isinstance(column, np.ma.MaskedArray):
        mask = np.ma.getmaskarray(column)
        return mask.reshape(len(mask), -1).any(axis=1) | _nan(np.ma.getdata(column))
    for method in ("isna", "is_null"):
        if hasattr(column, method):
            gaps = np.asarray(getattr(column, method)(), bool)
            gaps = np.asarray(gaps.reshape(len(gaps), -1).any(axis=1))
            # Arrow cannot convert a dictionary without values to an array.
            return gaps if gaps.all() else gaps | _nan(column)
    return _nan(column)


def _nan(column: Any) -> np.ndarray:
    """Return True where a float is NaN, or an object is any missing value."""
    values = column.values if isinstance(column, MaskedColumn) else column
    array = values if isinstance(values, np.ndarray) else _of_items(values)
    if array.dtype.kind == "f":
        return np.asarray(np.isnan(array).reshape(len(array), -1).any(axis=1))
    if array.dtype.kind in "mM":
        return np.isnat(array)
    if array.dtype.kind == "O":
        return np.asarray(missing_of(array).reshape(len(array), -1).any(axis=1))
    return np.zeros(len(array), bool)


def _of_items(values: Any) -> np.ndarray:
    """Convert a column to an array; lists of different lengths to an array of objects."""
    try:
        return np.asarray(values)
    except ValueError:
        array = np.empty(len(values), object)
        array[:] = values
        return array


def _key(data: Any, name: str) -> Any:
    """Return the key of a column whose name is not a string."""
    keys: Sequence[Any] = list(data) if isinstance(data, Mapping) else list(data.columns)
    return next(key for key in keys if str(key) == name)
