"""What `Preprocessor.from_frame` looks at: the kind of a column, its values and its gaps."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn

import numpy as np

from prelayer._core import errors
from prelayer._core.columns import apart, is_column
from prelayer.data.frame.table import Table

_ISO = re.compile(
    r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?\s?(Z|[+-]\d\d(:?\d\d)?)?)?", re.ASCII
)
_EXACT_IN_FLOAT32 = 2**24
# The largest change by float32 that is ignored, as a share of the range of a column.
_SMALL_CHANGE = 1e-5
_KINDS = {"b": "logical", "i": "number", "u": "number", "f": "number", "M": "datetime"}
_KINDS |= {"U": "text", "S": "text", "T": "text"}
_TYPES = (
    ((bool, np.bool_), "logical"),
    ((int, float, np.number), "number"),
    ((dt.date, np.datetime64), "datetime"),
    ((str, bytes), "text"),
    ((list, tuple, np.ndarray), "list"),
)
_KINDS_OF_ITEMS = {kind for _, kind in _TYPES}


@dataclass(frozen=True)
class ColumnFacts:
    """A column of a table.

    Args:
        name: its name.
        table: the table.
    """

    name: str
    table: Table

    @cached_property
    def gaps(self) -> int:
        """The number of missing values."""
        return int(np.sum(self.table.gaps(self.name)))

    @cached_property
    def kind(self) -> str:
        """The kind of the column, as in `selector()`; "number" if all values are missing."""
        if self.table.levels(self.name) is not None:
            return "category"
        if self._array.dtype.kind != "O":
            kind = _KINDS.get(self._array.dtype.kind) or self._refuse(self._array.dtype.name)
            return "vector" if kind == "number" and self._array.ndim > 1 else kind
        kinds = {_kind_of(item) for item in self.present}
        if len(kinds) > 1:
            raise errors.problem(
                "the column {name!r} must have values of one type, but it holds {kinds}. Convert "
                "it first.",
                name=self.name,
                kinds=" and ".join(sorted(kinds)),
            )
        kind = next(iter(kinds), "number")
        if kind not in _KINDS_OF_ITEMS:
            self._refuse(kind)
        return self._kind_of_lists() if kind == "list" else kind

    def _refuse(self, kind: str) -> NoReturn:
        raise errors.problem(
            "the column {name!r} must hold numbers, logical values, text, dates or lists, not "
            'values of the type {kind}. Convert it, or leave it out by `overrides`, with "skip".',
            name=self.name,
            kind=kind,
        )

    @cached_property
    def present(self) -> list[Any]:
        """The values that are not missing; for categories, their levels as text."""
        if self.table.levels(self.name) is not None:
            items = self.table.words(self.name).tolist()
        else:
            items = self.table.items(self.name)
        return [item for item, gap in zip(items, self.table.gaps(self.name)) if not gap]

    @cached_property
    def distinct(self) -> int:
        """The number of different values that are not missing; of lists, their number."""
        if self._array.dtype.kind in "biufM" and self._array.ndim == 1:
            return len(np.unique(self._array[~self.table.gaps(self.name)]))
        if self.kind in ("list", "vector"):
            return len(self.present)
        return len(set(self.present))

    @cached_property
    def times(self) -> Any:
        """The dates and times, or texts of them, that are not missing."""
        is_array = self._array.dtype.kind == "M"
        return self._array[~self.table.gaps(self.name)] if is_array else self.present

    @cached_property
    def words(self) -> float:
        """The number of words of a text, on average."""
        return float(np.mean([len(_text(item).split()) for item in self.present]))

    @cached_property
    def is_iso(self) -> bool:
        """Whether every text is a date, or a date and time, in ISO 8601."""
        return all(_ISO.fullmatch(_text(item)) for item in self.present)

    @cached_property
    def dtype(self) -> str:
        """The dtype of an input for the column; float64 for numbers that float32 changes."""
        if self.kind == "datetime":
            return "int64"
        if self.kind in ("text", "category", "list"):
            return "string"
        numbers = np.asarray(self.present, dtype=object if self.kind == "vector" else None)
        if self.kind == "vector" or numbers.dtype.kind not in "iuf" or not numbers.size:
            return "float32"
        if numbers.dtype.kind == "f":
            return "float64" if _is_changed(numbers) else "float32"
        beyond = max(abs(int(numbers.max())), abs(int(numbers.min()))) > _EXACT_IN_FLOAT32
        return "float64" if beyond else "float32"

    @cached_property
    def shape(self) -> tuple[int | None, ...]:
        """The shape of one value."""
        if self.kind == "list":
            return (None,)
        if self.kind != "vector":
            return (1,)
        return self._array.shape[1:] if self._array.ndim > 1 else (len(self.present[0]),)

    @cached_property
    def _array(self) -> np.ndarray:
        column = self.table.column(self.name)
        if is_column(column):
            return apart(column)[0]
        try:
            array = np.asarray(column)
        except ValueError:  # lists of different lengths
            array = np.zeros(0, object)
        # NumPy would convert numbers beside text to text.
        is_listed = isinstance(column, (list, tuple)) and array.dtype.kind not in "biufM"
        return np.fromiter(column, object, len(column)) if is_listed else array

    def _kind_of_lists(self) -> str:
        kinds = {_kind_of(item) for items in self.present for item in items}
        if kinds <= {"text"}:
            return "list"
        lengths = {len(items) for items in self.present}
        if kinds <= {"number", "logical"} and len(lengths) == 1:
            return "vector"
        raise errors.problem(
            "the column {name!r} must have lists of text, or lists of numbers of one length. Leave "
            'it out by `overrides`, with "skip".',
            name=self.name,
        )


def _is_changed(numbers: np.ndarray) -> bool:
    """Return whether float32 changes numbers by much, compared to their range, or whole ones."""
    numbers = numbers[np.isfinite(numbers)].astype(np.float64)
    if not numbers.size:
        return False
    with np.errstate(over="ignore"):
        change = np.abs(numbers.astype(np.float32) - numbers).max()
    are_whole = not np.mod(numbers, 1).any()
    return bool(change > (0 if are_whole else _SMALL_CHANGE * np.ptp(numbers)))


def _kind_of(item: Any) -> str:
    found = (kind for types, kind in _TYPES if isinstance(item, types))
    return next(found, type(item).__name__)


def _text(item: Any) -> str:
    return item.decode("utf-8", "replace") if isinstance(item, bytes) else str(item)
