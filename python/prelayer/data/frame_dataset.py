"""Tables to datasets: what the loaders of data frames have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf

from prelayer import check
from prelayer.data.bad_files import ON_ERROR, BadFiles, guarded
from prelayer.data.columns import Column, LabelColumn
from prelayer.data.features import NA, Feature, feature, numbers
from prelayer.data.rows import Order, Rows, row_batches, row_numbers
from prelayer.data.schema import Schema, with_schema
from prelayer.data.splits import checked_sizes, rows_of_parts
from prelayer.data.table import Table
from prelayer.data.targets import target

_COMPLAINT = "cannot be read. Repair it, or drop its row."
# The name of what has none: the only feature, or the only target.
_ALONE = ""


class Frame(NamedTuple):
    """The arguments of `dataset_from_frame`, as the user gave them."""

    owner: str
    data: Any
    features: Any
    target: Any
    weights: str | None
    batch_size: int
    shuffle: bool
    seed: int | None
    drop_remainder: bool
    na: str
    on_error: str
    split: Mapping[str, float] | None
    stratify: str | None
    group: str | None
    split_by: str | None


class _Parts(NamedTuple):
    """Features, targets and weights, each by name."""

    x: dict[str, Feature]
    y: dict[str, Feature]
    w: dict[str, Feature]

    def every(self) -> list[Feature]:
        return [part for parts in self for part in parts.values()]

    def element(self, values: Sequence[Any]) -> Any:
        """Return values, in the order of `every()`, as x, (x, y) or (x, y, w)."""
        left = list(values)
        named = [{name: left.pop(0) for name in parts} for parts in self]
        x, y, w = (part[_ALONE] if list(part) == [_ALONE] else part for part in named)
        if not self.y and not self.w:
            return x
        return (x, y, w) if self.w else (x, y)


def frame_dataset(given: Frame) -> tf.data.Dataset | dict[str, tf.data.Dataset]:
    """Return the dataset of the rows of a table, or those of its parts."""
    given = _checked(given)
    table = Table(given.data, given.owner)
    parts = _parts(given, table)
    if given.split is None:
        return _dataset(given, parts, None, given.shuffle)
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
        name: _dataset(given, parts, numbers, given.shuffle and place == 0)
        for place, (name, numbers) in enumerate(rows.items())
    }


def _checked(given: Frame) -> Frame:
    owner = given.owner
    check.one_of(owner, "na", given.na, NA)
    check.one_of(owner, "on_error", given.on_error, ON_ERROR)
    for name in ("stratify", "group", "split_by"):
        if given.split is None and getattr(given, name) is not None:
            check.refuse(owner, f"`{name}` needs `split`, which names the parts.")
    return given._replace(
        batch_size=check.whole(owner, "batch_size", given.batch_size, minimum=1),
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
        w[_ALONE] = Feature(numbers(table, given.weights, owner, "error", "float32"))
    if given.features is None:
        given = given._replace(features=[name for name in table.names if name not in used])
    chosen = _named(given, "features", Column)
    if not chosen:
        check.refuse(owner, "`features` must name at least one column, but there is none.")
    x = {name: feature(column, table, owner, given.na) for name, column in chosen.items()}
    return _Parts(x, y, w)


def _named(given: Frame, argument: str, kind: type) -> dict[str, Any]:
    """Return columns by the names of what they make; a single one has none."""
    columns = getattr(given, argument)
    if isinstance(columns, (str, kind)):
        return {_ALONE: columns}
    if isinstance(columns, Mapping):
        return {str(name): column for name, column in columns.items()}
    if not isinstance(columns, (list, tuple)):
        check.fail(given.owner, argument, "a column, or a list or dict of columns", columns)
    return {getattr(column, "names", (column,))[0]: column for column in columns}


def _column(given: Frame, table: Table, argument: str) -> list[str] | None:
    name = getattr(given, argument)
    if name is None:
        return None
    check.known(given.owner, argument, name, table.names, "column")
    return [str(value) for value in np.asarray(table.column(name), dtype=object).tolist()]


def _dataset(
    given: Frame, parts: _Parts, rows: np.ndarray | None, shuffle: bool
) -> tf.data.Dataset:
    order = Order(rows, shuffle, given.seed, given.batch_size, given.drop_remainder)
    every: list[Feature] = parts.every()
    bad_files: list[BadFiles] = []
    if any(part.read is not None for part in every):
        dataset, bad_files = _with_files(given, every, order)
    else:
        dataset = row_batches([part.rows for part in every], order)

    def element(*values: tf.Tensor) -> Any:
        done = [
            value if part.finish is None else part.finish(value)
            for part, value in zip(every, values, strict=True)
        ]
        return parts.element(done)

    dataset = dataset.map(element).prefetch(tf.data.AUTOTUNE)
    return with_schema(dataset, _schema(parts), *bad_files)


def _with_files(
    given: Frame, every: list[Feature], order: Order
) -> tuple[tf.data.Dataset, list[BadFiles]]:
    """Return batches of rows whose files are read one by one, in parallel."""
    plain = [place for place, part in enumerate(every) if part.read is None]
    named = [place for place, part in enumerate(every) if part.read is not None]
    guards = [guarded(every[at].read, given.on_error, given.owner, _COMPLAINT) for at in named]
    paths, rows = [every[at].rows for at in named], Rows([every[at].rows for at in plain])

    def load(number: tf.Tensor) -> tuple[tf.Tensor, Any]:
        contents, goods = zip(*(read(path[number]) for path, (read, _) in zip(paths, guards)))
        return tf.reduce_all(goods), (contents, rows.at(number))

    def in_order(contents: tuple[tf.Tensor, ...], blocks: tuple[tf.Tensor, ...]) -> Any:
        values = dict(zip([*named, *plain], [*contents, *rows.apart(*blocks)], strict=True))
        return tuple(values[place] for place in range(len(every)))

    dataset = row_numbers(len(paths[0]), order).unbatch()
    dataset = dataset.map(load, num_parallel_calls=tf.data.AUTOTUNE)
    if given.on_error == "skip":
        dataset = dataset.filter(lambda good, _: good)
    dataset = dataset.map(lambda _, values: values)
    dataset = dataset.batch(order.batch_size, drop_remainder=order.drop_remainder)
    return dataset.map(in_order), [bad_files for _, bad_files in guards]


def _schema(parts: _Parts) -> Schema:
    classes = {name: part.class_names for name, part in parts.y.items() if part.class_names}
    paths = [part.rows for part in parts.x.values() if part.read is not None]
    return Schema(
        feature_names=tuple(name for name in parts.x if name != _ALONE),
        target_names=tuple(name for name in parts.y if name != _ALONE),
        class_names=classes.get(_ALONE) if list(classes) == [_ALONE] else classes or None,
        file_paths=[path.decode() for path in paths[0].numpy()] if paths else None,
    )
