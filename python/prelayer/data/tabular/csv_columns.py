"""Columns of CSV files: names, types and missing values."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.message import Message
from prelayer.data.common.dtype_rules import MASK, TOKEN
from prelayer.data.tabular.csv_types import changes, fits, is_number, is_padded

# Remedy in errors about missing values.
REMEDY = Message(
    '`{na="mask"}` reads those of features as NaN or the empty text; `column_defaults` sets '
    "another value."
)
DTYPES = (tf.float32, tf.float64, tf.int32, tf.int64, tf.string)
_NAMES = frozenset(dtype.name for dtype in DTYPES)


class FileColumn(NamedTuple):
    """Name, dtype and missing-value rule of a column.

    Args:
        name: the name of the column.
        dtype: the dtype of its values.
        default: the value that replaces missing values; None if they raise.
        by_rule: whether the default was set by `na`, not by the user.
        small: whether the dtype is float32 because the first rows have no number of 2^24 or more.
        unpadded: whether the dtype is numeric because the first rows have no leading zeros.
    """

    name: str
    dtype: tf.DType
    default: Any
    by_rule: bool = False
    small: bool = False
    unpadded: bool = False

    def means_missing(self, text: str) -> bool:
        """Return whether `na` replaces missing values by this text, which data must not contain."""
        return self.by_rule and self.default == text.encode()

    @property
    def kind(self) -> str:
        """The kind of values, as text for errors."""
        if self.dtype == tf.string:
            return "text"
        return "whole numbers" if self.dtype.is_integer else "numbers"

    def read(self, text: str) -> Any:
        """Parse a field; return None if it has another type."""
        if self.dtype == tf.string:
            return text.encode()
        if self.unpadded and is_padded(text):
            return None
        if self.dtype.is_floating:
            number = float(text) if is_number(text) else None
            if number is None or self._becomes_infinite(number):
                return None
            return None if self.small and changes(text, number) else number
        return int(text) if fits(text, self.dtype) else None

    def _becomes_infinite(self, number: float) -> bool:
        return math.isfinite(number) and abs(number) > float(self.dtype.max)

    def array(self, values: Sequence[Any]) -> np.ndarray:
        """Convert values to an array of the dtype of the column."""
        return np.array(values, self.dtype.as_numpy_dtype)


def placeholder(dtype: tf.DType, na: str) -> Any:
    """Return the placeholder of missing values for a rule; None for integers and "error"."""
    if na == "error" or dtype.is_integer:
        return None
    if dtype.is_floating:
        return np.nan
    return (MASK if na == "mask" else TOKEN).encode()


def checked_names(names: Sequence[Any], place: str) -> list[str]:
    """Return the names of columns as a list; raise if a name is missing or duplicate.

    Args:
        names: the names to check.
        place: source of the names, as text for errors.
    """
    seen: set[str] = set()
    for number, name in enumerate(names, start=1):
        if not isinstance(name, str) or not name:
            raise errors.problem(
                "column {number} has no name in {place}. Name all by `column_names`; or, where "
                "it holds row names, write the file without them, see `index` of to_csv() in "
                "pandas and `row.names` of write.csv() in R.",
                number=number,
                place=place,
            )
        if name in seen:
            raise errors.problem(
                '{place} names two columns "{name}". Name all by `column_names`.',
                place=place,
                name=name,
            )
        seen.add(name)
    return list(names)


def selected(wanted: Sequence[Any] | None, names: Sequence[str]) -> list[str]:
    """Return the columns to keep, selected by name or position from 0, in the order of the file."""
    if wanted is None:
        return list(names)
    if isinstance(wanted, str) or not isinstance(wanted, (list, tuple)) or not wanted:
        raise errors.invalid("select_columns", "a list of names of columns", wanted)
    kept = set()
    for item in wanted:
        if isinstance(item, str):
            kept.add(check.known("select_columns", item, names, "column"))
            continue
        place = check.whole("select_columns", item, minimum=0)
        if place >= len(names):
            # Positions count from 0 in both languages, so that R must not add 1 to these.
            rule = "names, or positions from 0 to {last}"
            raise errors.invalid("select_columns", rule, place, last=len(names) - 1)
        kept.add(names[place])
    return [name for name in names if name in kept]


def given_columns(
    defaults: Any, names: Sequence[str], rules: Mapping[str, str]
) -> dict[str, FileColumn]:
    """Return the columns in `column_defaults`: a dict, or a list in the order of `names`."""
    if defaults is None:
        return {}
    if isinstance(defaults, Mapping):
        for name in defaults:
            check.known("column_defaults", name, names, "column")
    elif isinstance(defaults, (list, tuple)):
        if len(defaults) != len(names):
            raise errors.problem(
                "`column_defaults` must have one entry for each of the {count} columns, but it "
                "has {entries}. A {dict} can name some of them.",
                count=len(names),
                entries=len(defaults),
            )
        defaults = dict(zip(names, defaults))
    else:
        raise errors.invalid("column_defaults", "a list, or a {dict} by name", defaults)
    return {name: _given(name, item, rules[name]) for name, item in defaults.items()}


def _given(name: str, item: Any, na: str) -> FileColumn:
    default: Any
    if isinstance(item, (tf.DType, type)):
        dtype = tf.as_dtype({int: tf.int64, str: tf.string}.get(item, item))
        if dtype in DTYPES:
            return FileColumn(name, dtype, placeholder(dtype, na), by_rule=True)
        default = None
    elif isinstance(item, str) and item in _NAMES:
        raise errors.problem(
            "`column_defaults[{name!r}]` is the text {item!r}, which would mean missing "
            "values. Pass `tf.{item}` for the type.",
            name=name,
            item=item,
        )
    elif isinstance(item, (str, bytes)):
        dtype, default = tf.string, item.encode() if isinstance(item, str) else item
    elif isinstance(item, bool) or not (np.isscalar(item) or hasattr(item, "dtype")):
        dtype, default = None, None
    elif isinstance(item, (int, float)) and not hasattr(item, "dtype"):
        dtype, default = tf.int64 if isinstance(item, int) else tf.float32, item
    else:
        value = np.asarray(item).reshape(-1)
        dtype = tf.as_dtype(value.dtype if value.dtype.kind in "iuf" else tf.string)
        default = value[0] if len(value) else placeholder(dtype, na)
    if dtype not in DTYPES:
        rule = "a number, a string, or one of the types float32, float64, int32, int64 and string"
        raise errors.invalid(f"column_defaults[{name!r}]", rule, item)
    return FileColumn(name, dtype, default)
