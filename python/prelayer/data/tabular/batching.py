"""Batches of the rows of tabular files: order, size and repetition."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

import tensorflow as tf

from prelayer._core import check
from prelayer._core.dataset_options import disable_autotune
from prelayer.data.common.element_schema import Schema
from prelayer.data.schema import with_schema
from prelayer.data.tabular.csv_columns import FileColumn
from prelayer.data.tabular.hash_split import Part
from prelayer.data.tabular.row_count import Budget, RowCount

BLOCK = 4096


class RowSource(Protocol):
    """The rows of files of any format; `count` is None if they have not been counted."""

    paths: Sequence[str]
    columns: Sequence[FileColumn]
    count: RowCount | None
    bad_rows: Any

    def of_part(self, part: Part, count: RowCount | None) -> RowSource:
        """Return the rows of a part, with their count, or None if not counted."""

    def count_parts(self, parts: Sequence[Part], budget: Budget) -> list[RowCount]:
        """Return the number of rows of each part, or of all rows if there are no parts."""

    def blocks(self, order: tf.data.Dataset) -> tf.data.Dataset:
        """Return a dataset of undecoded blocks of rows, from the files at positions in `order`."""

    def decode(self, *block: tf.Tensor) -> dict[str, tf.Tensor]:
        """Decode a block of rows to columns."""


class Reading(NamedTuple):
    """The user's arguments for batches, repetition and shuffling."""

    batch_size: int | None
    num_epochs: int | None
    shuffle: bool
    shuffle_buffer_size: int
    shuffle_seed: int | None
    prefetch_buffer_size: int | None


def checked_reading(given: Reading) -> Reading:
    """Return the arguments; raise if they are invalid."""

    def whole(name: str, minimum: int) -> int | None:
        value = getattr(given, name)
        return None if value is None else check.whole(name, value, minimum=minimum)

    return Reading(
        batch_size=whole("batch_size", 1),
        num_epochs=whole("num_epochs", 1),
        shuffle=check.flag("shuffle", given.shuffle),
        shuffle_buffer_size=check.whole(
            "shuffle_buffer_size", given.shuffle_buffer_size, minimum=1
        ),
        shuffle_seed=whole("shuffle_seed", 0),
        prefetch_buffer_size=whole("prefetch_buffer_size", 0),
    )


def table_dataset(rows: RowSource, label_name: str | None, reading: Reading) -> tf.data.Dataset:
    """Return a dataset of (features, label), or of features only.

    Args:
        rows: the rows to read.
        label_name: the column of labels; None for features only.
        reading: batch size, repetition and shuffling.
    """

    def element(*block: tf.Tensor) -> Any:
        features = rows.decode(*block)
        return features if label_name is None else (features, features.pop(label_name))

    order = tf.data.Dataset.range(len(rows.paths))
    if reading.shuffle:
        order = order.shuffle(len(rows.paths), reading.shuffle_seed)
    blocks = rows.blocks(order)
    if reading.shuffle:
        drawn = blocks.unbatch().shuffle(reading.shuffle_buffer_size, reading.shuffle_seed)
        blocks = drawn.batch(BLOCK)
    dataset = blocks.map(element, num_parallel_calls=tf.data.AUTOTUNE)
    size = reading.batch_size
    dataset = dataset.unbatch() if size is None else dataset.rebatch(size)
    if rows.count is not None:  # Keras uses the length before the first epoch ends.
        length = math.ceil(rows.count.rows / (size or 1))
        dataset = dataset.apply(tf.data.experimental.assert_cardinality(length))
    if reading.num_epochs != 1:
        dataset = dataset.repeat(reading.num_epochs)
    ahead = reading.prefetch_buffer_size
    dataset = dataset.prefetch(tf.data.AUTOTUNE if ahead is None else ahead)

    names = [column.name for column in rows.columns]
    features = tuple(name for name in names if name != label_name)
    targets = () if label_name is None else (label_name,)
    known = Schema(feature_names=features, target_names=targets, file_paths=list(rows.paths))
    bad_rows = [] if rows.bad_rows is None else [rows.bad_rows]
    return with_schema(disable_autotune(dataset), known, *bad_rows)
