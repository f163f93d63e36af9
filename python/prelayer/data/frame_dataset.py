"""Tables to datasets: what the loaders of data frames have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf

from prelayer import check
from prelayer.data.bad_files import ON_ERROR, BadFiles
from prelayer.data.columns import Column, LabelColumn, listed, single_target
from prelayer.data.features import Feature, feature, numbers
from prelayer.data.feed import NA_RULES
from prelayer.data.file_batches import Policy, file_batches
from prelayer.data.listed_files import refuse_missing_files, refuse_special_files
from prelayer.data.number_columns import refuse_gaps
from prelayer.data.rows import Order, Rows, row_batches
from prelayer.data.schema import Schema, with_schema
from prelayer.data.splits import checked_sizes, rows_of_parts
from prelayer.data.table import Table
from prelayer.data.targets import target
from prelayer.untuned import untuned

# The name of what has none: the only feature, or the only target.
_ALONE = ""
# Single rows are read so many at a time.
_AT_ONCE = 32

Read = Callable[[Order], tuple[tf.data.Dataset, list[BadFiles]]]


class Frame(NamedTuple):
    """The arguments of `dataset_from_frame`, as the user gave them.

    `files_checked` says that the files that are listed are known to be there, or not to matter.
    """

    owner: str
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


class _Parts(NamedTuple):
    """Features, targets and weights, each by name."""

    x: dict[str, Feature]
    y: dict[str, Feature]
    w: dict[str, Feature]

    def every(self) -> list[Feature]:
        return [part for parts in self for part in parts.values()]

    def without_rows(self) -> _Parts:
        """Return the parts without their arrays, which one matrix now holds."""
        return _Parts(*({name: replace(part, rows=None) for name, part in p.items()} for p in self))

    def element(self, *values: tf.Tensor) -> Any:
        """Return values, in the order of `every()`, as x, (x, y) or (x, y, w)."""
        left = list(values)
        named = [{name: _finished(part, left.pop(0)) for name, part in p.items()} for p in self]
        x, y, w = (part[_ALONE] if list(part) == [_ALONE] else part for part in named)
        if not self.y and not self.w:
            return x
        return (x, y, w) if self.w else (x, y)


def _finished(part: Feature, value: tf.Tensor) -> tf.Tensor:
    return value if part.finish is None else part.finish(value)


def frame_dataset(given: Frame) -> tf.data.Dataset | dict[str, tf.data.Dataset]:
    """Return the dataset of the rows of a table, or those of its parts."""
    given = _checked(given)
    table = Table(given.data, given.owner)
    parts = _parts(given, table)
    source = _source(given, parts, table.rows)
    if given.split is None:
        return source(None, given.shuffle)
    rows = rows_of_parts(
        given.owner,
        given.split,
        table.rows,
        given.seed,
        strata=_column(given, table, "stratify"),
        groups=_column(given, table, "group"),
        keys=_column(given, table, "split_by"),
    )
    return {
        name: source(numbers, given.shuffle and place == 0)
        for place, (name, numbers) in enumerate(rows.items())
    }


def _checked(given: Frame) -> Frame:
    owner = given.owner
    check.one_of(owner, "na", given.na, NA_RULES)
    check.one_of(owner, "on_error", given.on_error, ON_ERROR)
    for name in ("stratify", "group", "split_by"):
        if given.split is None and getattr(given, name) is not None:
            check.refuse(owner, f"`{name}` needs `split`, which names the parts.")
    return given._replace(
        target=single_target(given.target),
        batch_size=None
        if given.batch_size is None
        else check.whole(owner, "batch_size", given.batch_size, minimum=1),
        shuffle=check.flag(owner, "shuffle", given.shuffle),
        seed=None if given.seed is None else check.whole(owner, "seed", given.seed, minimum=0),
        drop_remainder=check.flag(owner, "drop_remainder", given.drop_remainder),
        split=None if given.split is None else checked_sizes(owner, given.split),
    )


def _parts(given: Frame, table: Table) -> _Parts:
    owner = given.owner
    targets = {} if given.target is None else _named(given, "target", LabelColumn)
    y = {name: target(column, table, owner) for name, column in targets.items()}
    used = {name for column in targets.values() for name in getattr(column, "names", (column,))}
    w = {}
    if given.weights is not None:
        used.add(check.known(owner, "weights", given.weights, table.names, "column"))
        w[_ALONE] = Feature(numbers(table, given.weights, owner, dtype="float32"))
        if not y:
            check.refuse(owner, "`weights` weighs the errors of a target, but there is none.")
    if given.features is None:
        given = given._replace(features=[name for name in table.names if name not in used])
    chosen = _named(given, "features", Column)
    if not chosen:
        check.refuse(owner, "`features` must name at least one column, but there is none.")
    x = {name: feature(column, table, owner, given.na) for name, column in chosen.items()}
    if not given.files_checked:
        for part in x.values():
            if part.kind is not None and given.on_error == "raise":
                refuse_missing_files(part.rows, owner)
            if part.kind is not None:
                refuse_special_files(part.rows, owner)
    return _Parts(x, y, w)


def _named(given: Frame, argument: str, kind: type) -> dict[str, Any]:
    """Return columns by the names of what they make; a single one has none."""
    columns = listed(getattr(given, argument))
    if isinstance(columns, (str, kind)):
        return {_ALONE: columns}
    if not isinstance(columns, (Mapping, list, tuple)):
        check.fail(given.owner, argument, "a column, or a list or dict of columns", columns)
    for column in columns.values() if isinstance(columns, Mapping) else columns:
        if not isinstance(column, (str, kind)):
            remedy = "Columns are named, not counted." if isinstance(column, (int, float)) else ""
            check.fail(given.owner, argument, "names of columns, or columns", column, remedy)
    if isinstance(columns, Mapping):
        return {str(name): column for name, column in columns.items()}
    names = [getattr(column, "names", (column,))[0] for column in columns]
    twice = sorted(str(name) for name, count in Counter(names).items() if count > 1)
    if twice:
        check.refuse(
            given.owner, f"`{argument}` names {twice} twice. A dict gives each a name of its own."
        )
    return dict(zip(names, columns))


def _column(given: Frame, table: Table, argument: str) -> list[str] | None:
    name = getattr(given, argument)
    if name is None:
        return None
    check.known(given.owner, argument, name, table.names, "column")
    if argument != "stratify":  # nobody knows where a row without a name belongs
        refuse_gaps(table, name, given.owner)
    return [value if isinstance(value, str) else _key(value) for value in table.items(name)]


def _key(value: Any) -> str:
    # As it would stand in a file, so that a row is in the same part there.
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else str(value)


def _source(
    given: Frame, parts: _Parts, count: int
) -> Callable[[np.ndarray | None, bool], tf.data.Dataset]:
    """Return what makes a dataset of some rows, or of all; all of them share the arrays."""
    every, known = parts.every(), _schema(parts, given)
    with_files = any(part.kind is not None for part in every)
    read = _with_files(given, every) if with_files else _in_memory(every)
    light = parts.without_rows()

    def dataset(rows: np.ndarray | None, shuffle: bool) -> tf.data.Dataset:
        size = given.batch_size or _AT_ONCE
        drop = given.drop_remainder and given.batch_size is not None
        order = Order(rows, shuffle, given.seed, size, drop)
        batches, bad_files = read(order)
        elements = batches.map(light.element)
        if given.batch_size is None:
            elements = elements.unbatch()
            if given.on_error != "skip" or not with_files:
                length = count if rows is None else len(rows)
                elements = elements.apply(tf.data.experimental.assert_cardinality(length))
        elements = elements.prefetch(tf.data.AUTOTUNE)
        return with_schema(untuned(elements), _of_rows(known, rows), *bad_files)

    return dataset


def _of_rows(known: Schema, rows: np.ndarray | None) -> Schema:
    """Return what the elements of a part of all rows mean, whose files are its own."""
    if rows is None or known.file_paths is None:
        return known
    return replace(known, file_paths=[known.file_paths[row] for row in rows.tolist()])


def _in_memory(every: list[Feature]) -> Read:
    rows = Rows([part.rows for part in every])
    return lambda order: (row_batches(rows, order), [])


def _with_files(given: Frame, every: list[Feature]) -> Read:
    """Return what makes batches of rows whose files are read a few at a time, in parallel."""
    plain = [place for place, part in enumerate(every) if part.kind is None]
    named = [place for place, part in enumerate(every) if part.kind is not None]
    rows, count = Rows([every[at].rows for at in plain]), len(every)
    sources = [part.kind.source(part.rows) for part in every if part.kind is not None]

    def in_order(contents: tuple[tf.Tensor, ...], numbers: tf.Tensor) -> Any:
        blocks = rows.apart(*rows.at(numbers))
        values = dict(zip([*named, *plain], [*contents, *blocks], strict=True))
        return tuple(values[place] for place in range(count))

    def read(order: Order) -> tuple[tf.data.Dataset, list[BadFiles]]:
        policy = Policy(given.on_error, given.owner)
        read_rows = lambda contents, numbers: (contents, numbers)  # noqa: E731
        batches, bad_files = file_batches(sources, read_rows, order, policy)
        # Ragged rows cannot be put into other batches, but gathered by them.
        return batches.map(in_order), bad_files

    return read


def _schema(parts: _Parts, given: Frame) -> Schema:
    classes = {name: part.class_names for name, part in parts.y.items() if part.class_names}
    paths = [part.rows for part in parts.x.values() if part.kind is not None]
    return Schema(
        feature_names=_names(parts.x, given.features),
        target_names=_names(parts.y, given.target),
        class_names=classes.get(_ALONE) if list(classes) == [_ALONE] else classes or None,
        file_paths=paths[0] if paths else None,
    )


def _names(parts: dict[str, Feature], given: Any) -> tuple[str, ...]:
    """Return the names of parts; that of a single one is the name of its column."""
    if list(parts) != [_ALONE]:
        return tuple(parts)
    column = listed(given)
    return tuple(map(str, getattr(column, "names", (column,))))
