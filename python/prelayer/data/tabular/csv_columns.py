"""Columns of CSV files: names, types and missing values."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf

from prelayer._core import check
from prelayer.data.common.dtype_rules import MASK, TOKEN
from prelayer.data.tabular.csv_types import changes, fits, is_number

# What to do about missing values that are an error.
REMEDY = (
    '`na="mask"` lets NaN or the empty text stand for those of features; `column_defaults` says '
    "what else does."
)
DTYPES = (tf.float32, tf.float64, tf.int32, tf.int64, tf.string)
_NAMES = frozenset(dtype.name for dtype in DTYPES)


class Column(NamedTuple):
    """A column.

    Args:
        name: its name.
        dtype: what its values become.
        default: what stands for missing values; None where they are an error.
        by_rule: whether `na` chose the default, and the user did not.
        small: whether it is float32 because the first rows have no number from 2^24 on.
    """

    name: str
    dtype: tf.DType
    default: Any
    by_rule: bool = False
    small: bool = False

    def means_missing(self, text: str) -> bool:
        """Return whether `na` makes missing values this text, which no other may be then."""
        return self.by_rule and self.default == text.encode()

    @property
    def kind(self) -> str:
        """The kind of values in words."""
        if self.dtype == tf.string:
            return "text"
        return "whole numbers" if self.dtype.is_integer else "numbers"

    def read(self, text: str) -> Any:
        """Return the value of a field; None if it is of another type."""
        if self.dtype == tf.string:
            return text.encode()
        if self.dtype.is_floating:
            number = float(text) if is_number(text) else None
            if number is None or self._becomes_infinite(number):
                return None
            return None if self.small and changes(text, number) else number
        return int(text) if fits(text, self.dtype) else None

    def _becomes_infinite(self, number: float) -> bool:
        return math.isfinite(number) and abs(number) > float(self.dtype.max)

    def array(self, values: Sequence[Any]) -> np.ndarray:
        """Return values as an array."""
        return np.array(values, self.dtype.as_numpy_dtype)


def stand_in(dtype: tf.DType, na: str) -> Any:
    """Return what stands for missing values by the rule; nothing does among whole numbers."""
    if na == "error" or dtype.is_integer:
        return None
    if dtype.is_floating:
        return np.nan
    return (MASK if na == "mask" else TOKEN).encode()


def checked_names(owner: str, names: Sequence[Any], place: str) -> list[str]:
    """Return names of columns if there is one for each, and none twice.

    Args:
        owner: the function that the user called.
        names: what to check.
        place: where they come from, in words.
    """
    seen: set[str] = set()
    for number, name in enumerate(names, start=1):
        if not isinstance(name, str) or not name:
            check.refuse(
                owner,
                f"column {number} has no name in {place}. Name all by `column_names`; or, where it "
                "holds row names, write the file without them, see `index` of to_csv() in pandas "
                "and `row.names` of write.csv() in R.",
            )
        if name in seen:
            check.refuse(owner, f'{place} names two columns "{name}". Name all by `column_names`.')
        seen.add(name)
    return list(names)


def selected(owner: str, wanted: Sequence[Any] | None, names: Sequence[str]) -> list[str]:
    """Return the columns to keep, in the order of the file: by name, or by place from 0 on."""
    if wanted is None:
        return list(names)
    if isinstance(wanted, str) or not isinstance(wanted, (list, tuple)) or not wanted:
        check.fail(owner, "select_columns", "a list of names of columns", wanted)
    kept = set()
    for item in wanted:
        if isinstance(item, str):
            kept.add(check.known(owner, "select_columns", item, names, "column"))
            continue
        place = check.whole(owner, "select_columns", item, minimum=0)
        if place >= len(names):
            rule = f"names, or places from 0 to {len(names) - 1}"
            check.fail(owner, "select_columns", rule, place)
        kept.add(names[place])
    return [name for name in names if name in kept]


def given_columns(
    owner: str, defaults: Any, names: Sequence[str], rules: Mapping[str, str]
) -> dict[str, Column]:
    """Return the columns whose type the user gave: by name, or one for each of `names`."""
    if defaults is None:
        return {}
    if isinstance(defaults, Mapping):
        for name in defaults:
            check.known(owner, "column_defaults", name, names, "column")
    elif isinstance(defaults, (list, tuple)):
        if len(defaults) != len(names):
            check.refuse(
                owner,
                f"`column_defaults` must have one entry for each of the {len(names)} columns, but "
                f"it has {len(defaults)}. A dict can name some of them.",
            )
        defaults = dict(zip(names, defaults))
    else:
        check.fail(owner, "column_defaults", "a list, or a dict by name", defaults)
    return {name: _given(owner, name, item, rules[name]) for name, item in defaults.items()}


def _given(owner: str, name: str, item: Any, na: str) -> Column:
    default: Any
    if isinstance(item, (tf.DType, type)):
        dtype = tf.as_dtype({int: tf.int64, str: tf.string}.get(item, item))
        if dtype in DTYPES:
            return Column(name, dtype, stand_in(dtype, na), by_rule=True)
        default = None
    elif isinstance(item, str) and item in _NAMES:
        check.refuse(
            owner,
            f"`column_defaults[{name!r}]` is the text {item!r}, which would stand for missing "
            f"values. Pass `tf.{item}` for the type.",
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
        default = value[0] if len(value) else stand_in(dtype, na)
    if dtype not in DTYPES:
        rule = "a number, a string, or one of the types float32, float64, int32, int64 and string"
        check.fail(owner, f"column_defaults[{name!r}]", rule, item)
    return Column(name, dtype, default)
