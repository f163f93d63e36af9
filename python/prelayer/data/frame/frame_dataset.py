"""Shared code of the loaders of data frames."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.dataset_options import disable_autotune
from prelayer.data.common.changing_epochs import mark_changing
from prelayer.data.common.dtype_rules import NA_RULES
from prelayer.data.common.gather_rows import ArrayRows, Order, row_batches
from prelayer.data.common.splits import checked_sizes, rows_of_parts
from prelayer.data.common.unreadable_files import ON_ERROR, BadFiles
from prelayer.data.files.file_batches import file_batches
from prelayer.data.frame.column_checks import refuse_gaps
from prelayer.data.frame.column_specs import single_target
from prelayer.data.frame.feature_columns import Feature
from prelayer.data.frame.frame_parts import Frame, FrameParts, frame_parts
from prelayer.data.frame.frame_schema import frame_schema, schema_of_rows
from prelayer.data.frame.table import Table
from prelayer.data.schema import with_schema

# Number of rows gathered at once if `batch_size` is None.
_AT_ONCE = 32

Read = Callable[[Order], tuple[tf.data.Dataset, list[BadFiles]]]


def frame_dataset(given: Frame) -> tf.data.Dataset | dict[str, tf.data.Dataset]:
    """Return the dataset of the rows of a table, or the datasets of its parts."""
    given = _checked(given)
    table = Table(given.data)
    parts = frame_parts(given, table)
    source = _source(given, parts, table.rows)
    if given.split is None:
        return source(None, given.shuffle)
    rows = rows_of_parts(
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
    check.one_of("na", given.na, NA_RULES)
    check.one_of("on_error", given.on_error, ON_ERROR)
    for name in ("stratify", "group", "split_by"):
        if given.split is None and getattr(given, name) is not None:
            raise errors.problem("`{name}` needs `split`, which names the parts.", name=name)
    return given._replace(
        target=single_target(given.target),
        batch_size=None
        if given.batch_size is None
        else check.whole("batch_size", given.batch_size, minimum=1),
        shuffle=check.flag("shuffle", given.shuffle),
        seed=None if given.seed is None else check.whole("seed", given.seed, minimum=0),
        drop_remainder=check.flag("drop_remainder", given.drop_remainder),
        split=None if given.split is None else checked_sizes(given.split),
    )


def _column(given: Frame, table: Table, argument: str) -> list[str] | None:
    name = getattr(given, argument)
    if name is None:
        return None
    check.known(argument, name, table.names, "column")
    if argument != "stratify":  # A row without a key cannot be assigned to a part.
        refuse_gaps(table, name)
    return [value if isinstance(value, str) else _key(value) for value in table.items(name)]


def _key(value: Any) -> str:
    # The same text as in a file, so that a row is in the same part if it is read from a file.
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else str(value)


def _source(
    given: Frame, parts: FrameParts, count: int
) -> Callable[[np.ndarray | None, bool], tf.data.Dataset]:
    """Return a function from row indices (None for all) to a dataset; datasets share the arrays."""
    every, known = parts.every(), frame_schema(parts, given)
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
        found = mark_changing(disable_autotune(elements), shuffle)
        return with_schema(found, schema_of_rows(known, rows), *bad_files)

    return dataset


def _in_memory(every: list[Feature]) -> Read:
    rows = ArrayRows([part.rows for part in every])
    return lambda order: (row_batches(rows, order), [])


def _with_files(given: Frame, every: list[Feature]) -> Read:
    """Return a function from an order to batches of rows whose files are read in parallel."""
    plain = [place for place, part in enumerate(every) if part.kind is None]
    named = [place for place, part in enumerate(every) if part.kind is not None]
    rows, count = ArrayRows([every[at].rows for at in plain]), len(every)
    sources = [part.kind.source(part.rows) for part in every if part.kind is not None]

    def in_order(contents: tuple[tf.Tensor, ...], numbers: tf.Tensor) -> Any:
        blocks = rows.apart(*rows.at(numbers))
        values = dict(zip([*named, *plain], [*contents, *blocks], strict=True))
        return tuple(values[place] for place in range(count))

    def read(order: Order) -> tuple[tf.data.Dataset, list[BadFiles]]:
        return file_batches(sources, in_order, order, given.on_error)

    return read
