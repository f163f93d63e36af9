"""Shared code of the loaders of tables that list files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import tensorflow as tf

from prelayer._core import check
from prelayer.data.common.unreadable_files import ON_ERROR
from prelayer.data.frame.column_kinds import LABEL_MODES, label_column
from prelayer.data.frame.column_specs import Column
from prelayer.data.frame.frame_dataset import frame_dataset
from prelayer.data.frame.frame_parts import Frame
from prelayer.data.frame.listed_files import found_files, listed_files
from prelayer.data.frame.table import Table


class FileFrame(NamedTuple):
    """The user's arguments that both loaders share."""

    data: Any
    path: str
    label: str | Sequence[str] | None
    label_mode: str | None
    class_names: Sequence[str] | None
    weights: str | None
    directory: str | None
    batch_size: int | None
    shuffle: bool
    seed: int | None
    separator: str
    on_error: str
    split: Mapping[str, float] | None
    stratify: str | None
    group: str | None
    split_by: str | None
    verbose: bool


def file_dataset_from_frame(
    given: FileFrame, column: Column
) -> tf.data.Dataset | dict[str, tf.data.Dataset]:
    """Return the dataset of the files listed in a table, or the datasets of its parts.

    Args:
        given: the user's arguments.
        column: the column specification of the files.
    """
    check.one_of("on_error", given.on_error, ON_ERROR)
    check.one_of("label_mode", given.label_mode, LABEL_MODES)
    table = Table(given.data)
    paths = listed_files(table, given.path, given.directory, given.on_error)
    if check.flag("verbose", given.verbose):
        print(found_files(paths, given.directory))  # noqa: T201  (`verbose`)
    target = None
    if given.label is not None and given.label_mode is not None:
        names = [given.label] if isinstance(given.label, str) else list(given.label)
        for name in names:
            check.known("label", name, table.names, "column")
        mode: Any = given.label_mode
        target = label_column(given.label, mode, given.class_names, given.separator)
    return frame_dataset(
        Frame(
            data=given.data,
            features=column,
            target=target,
            weights=given.weights,
            batch_size=given.batch_size,
            shuffle=given.shuffle,
            seed=given.seed,
            drop_remainder=False,
            na="error",
            on_error=given.on_error,
            split=given.split,
            stratify=given.stratify,
            group=given.group,
            split_by=given.split_by,
            files_checked=True,
        )
    )
