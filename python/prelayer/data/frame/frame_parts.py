"""Features, targets and weights of a table, by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import tensorflow as tf

from prelayer._core import check, errors
from prelayer.data.frame.column_specs import Column, LabelColumn, listed
from prelayer.data.frame.feature_columns import Feature, feature
from prelayer.data.frame.listed_files import refuse_missing_files, refuse_special_files
from prelayer.data.frame.number_columns import numbers
from prelayer.data.frame.table import Table
from prelayer.data.frame.target_columns import target

# The name of a single feature or target without a name.
ALONE = ""


class Frame(NamedTuple):
    """The user's arguments of `dataset_from_frame`.

    `files_checked` is True if the listed files have been checked, or need not be checked.
    """

    data: Any
    features: Any
    target: Any
    weights: str | None
    batch_size: int | None
    shuffle: bool
    seed: int | None
    drop_remainder: bool
    na: str
    on_error: str
    split: Mapping[str, float] | None
    stratify: str | None
    group: str | None
    split_by: str | None
    files_checked: bool = False


class FrameParts(NamedTuple):
    """Features, targets and weights, each by name."""

    x: dict[str, Feature]
    y: dict[str, Feature]
    w: dict[str, Feature]

    def every(self) -> list[Feature]:
        """Return features, targets and weights as one list."""
        return [part for parts in self for part in parts.values()]

    def without_rows(self) -> FrameParts:
        """Return the parts without their arrays, which are now stored in a matrix."""
        return FrameParts(
            *({name: replace(part, rows=None) for name, part in p.items()} for p in self)
        )

    def element(self, *values: tf.Tensor) -> Any:
        """Return values, in the order of `every()`, as x, (x, y) or (x, y, w)."""
        left = list(values)
        named = [{name: _finished(part, left.pop(0)) for name, part in p.items()} for p in self]
        x, y, w = (part[ALONE] if list(part) == [ALONE] else part for part in named)
        if not self.y and not self.w:
            return x
        return (x, y, w) if self.w else (x, y)


def _finished(part: Feature, value: tf.Tensor) -> tf.Tensor:
    return value if part.finish is None else part.finish(value)


def frame_parts(given: Frame, table: Table) -> FrameParts:
    """Return features, targets and weights of a table for the user's arguments."""
    targets = {} if given.target is None else _named(given, "target", LabelColumn)
    y = {name: target(column, table) for name, column in targets.items()}
    used = {name for column in targets.values() for name in getattr(column, "names", (column,))}
    w = {}
    if given.weights is not None:
        used.add(check.known("weights", given.weights, table.names, "column"))
        w[ALONE] = Feature(numbers(table, given.weights, dtype="float32"))
        if not y:
            raise errors.problem("`weights` weighs the errors of a target, but there is none.")
    if given.features is None:
        given = given._replace(features=[name for name in table.names if name not in used])
    chosen = _named(given, "features", Column)
    if not chosen:
        raise errors.problem("`features` must name at least one column, but there is none.")
    x = {name: feature(column, table, given.na) for name, column in chosen.items()}
    if not given.files_checked:
        for part in x.values():
            if part.kind is not None and given.on_error == "raise":
                refuse_missing_files(part.rows)
            if part.kind is not None:
                refuse_special_files(part.rows)
    return FrameParts(x, y, w)


def _named(given: Frame, argument: str, kind: type) -> dict[str, Any]:
    """Return columns by the names of their features or targets; a single one has no name."""
    columns = listed(getattr(given, argument))
    if isinstance(columns, (str, kind)):
        return {ALONE: columns}
    if not isinstance(columns, (Mapping, list, tuple)):
        raise errors.invalid(argument, "a column, or a list or {dict} of columns", columns)
    for column in columns.values() if isinstance(columns, Mapping) else columns:
        if not isinstance(column, (str, kind)):
            remedy = "Columns are named, not counted." if isinstance(column, (int, float)) else ""
            raise errors.invalid(argument, "names of columns, or columns", column, remedy)
    if isinstance(columns, Mapping):
        return {str(name): column for name, column in columns.items()}
    names = [getattr(column, "names", (column,))[0] for column in columns]
    twice = sorted(str(name) for name, count in Counter(names).items() if count > 1)
    if twice:
        raise errors.problem(
            "`{argument}` names {twice} twice. A {dict} gives each a name of its own.",
            argument=argument,
            twice=twice,
        )
    return dict(zip(names, columns))
