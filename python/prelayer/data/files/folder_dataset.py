"""Shared code of the `*_dataset_from_directory()` loaders."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.dataset_options import disable_autotune
from prelayer._core.missing import is_missing
from prelayer.data.common.changing_epochs import mark_changing
from prelayer.data.common.element_schema import Schema
from prelayer.data.common.gather_rows import Order
from prelayer.data.common.splits import checked_sizes, rows_of_parts
from prelayer.data.common.unreadable_files import ON_ERROR
from prelayer.data.files.class_folders import Files, every_file, existing_folder, files_by_class
from prelayer.data.files.file_batches import Element, file_batches
from prelayer.data.files.file_format import Kind
from prelayer.data.files.file_labels import (
    LABEL_MODES,
    check_label_mode,
    given_labels,
    label_encoder,
)
from prelayer.data.files.validation_split import check_split, part_of, shuffled, split
from prelayer.data.schema import with_schema

Datasets: TypeAlias = tf.data.Dataset | tuple[tf.data.Dataset, ...] | dict[str, tf.data.Dataset]
SPLIT_BY = ("chance", "path")


class Folder(NamedTuple):
    """The user's arguments that all loaders share."""

    directory: str | os.PathLike[str]
    labels: Any
    label_mode: str | None
    class_names: Sequence[str] | None
    batch_size: int | None
    shuffle: bool
    seed: int | None
    validation_split: float | None
    subset: str | None
    follow_links: bool
    verbose: bool
    on_error: str
    split: Mapping[str, float] | None
    split_by: str
    stratify: bool
    group: Callable[[str], Any] | Sequence[Any] | None


def folder_dataset(
    arguments: Folder, extensions: Sequence[str], kind: Kind | Callable[[Sequence[str]], Kind]
) -> Datasets:
    """Return the dataset of the files in a folder, or the datasets of its parts.

    Args:
        arguments: the user's arguments.
        extensions: extensions of the files to list, in lower case.
        kind: the readers of the files, or a function from paths to readers.
    """
    arguments = _checked(arguments)
    files = _labeled_files(arguments, extensions)
    kind = kind if isinstance(kind, Kind) else kind(files.paths)
    seed = np.random.randint(1_000_000) if arguments.seed is None else arguments.seed
    if arguments.verbose:
        print(_found(files))  # noqa: T201  (`verbose`)
    if arguments.split is not None:
        return _parts(files, arguments, kind, seed)
    if arguments.shuffle:
        files = shuffled(files, seed)
    order = seed if arguments.shuffle else None
    if arguments.subset is None:
        return _dataset(files, arguments, kind, order)

    assert arguments.validation_split is not None
    training, validation = split(files, arguments.validation_split)
    if arguments.subset == "both":
        first = _dataset(training, arguments, kind, order)
        return first, _dataset(validation, arguments, kind, None)
    part = training if arguments.subset == "training" else validation
    return _dataset(part, arguments, kind, order)


def _parts(files: Files, arguments: Folder, kind: Kind, seed: int) -> dict[str, tf.data.Dataset]:
    """Return a dataset for each part of `split`; only the first one, for training, is shuffled."""
    assert arguments.split is not None
    rows = rows_of_parts(
        arguments.split,
        len(files.paths),
        seed,
        strata=files.classes if arguments.stratify else None,
        groups=_groups(arguments, files),
        keys=_names(arguments, files) if arguments.split_by == "path" else None,
    )
    datasets: dict[str, tf.data.Dataset] = {}
    for name, places in rows.items():
        order = seed if arguments.shuffle and not datasets else None
        part = part_of(files, places.tolist())
        datasets[name] = _dataset(part, arguments, kind, order)
    return datasets


def _names(arguments: Folder, files: Files) -> list[str]:
    """Return paths relative to the folder, which do not change if the folder is moved."""
    start = len(str(arguments.directory))
    return [path[start:].replace(os.sep, "/").lstrip("/") for path in files.paths]


def _groups(arguments: Folder, files: Files) -> list[Any] | None:
    if arguments.group is None:
        return None
    names = _names(arguments, files)
    if callable(arguments.group):
        groups = [arguments.group(name) for name in names]
    else:
        groups = list(arguments.group)
    if len(groups) != len(names):
        raise errors.problem(
            "`group` must hold one group for each file, but it holds {count} and there are "
            "{files} files.",
            count=len(groups),
            files=len(names),
        )
    for name, group in zip(names, groups):
        # A file without a group cannot be assigned to a part.
        if is_missing(group):
            raise errors.problem(
                "`group` must name a group for each file, not {group!r} for {name!r}.",
                group=group,
                name=name,
            )
    return groups


def _checked(given: Folder) -> Folder:
    """Return the arguments; raise if they are invalid or contradict each other."""
    check.one_of("label_mode", given.label_mode, LABEL_MODES)
    if isinstance(given.labels, str):
        check.one_of("labels", given.labels, ("inferred", None))
    inferred = isinstance(given.labels, str) and given.label_mode is not None
    if given.class_names is not None and not inferred:
        raise errors.problem('`class_names` can be given only with `{labels="inferred"}`.')
    shuffle = check.flag("shuffle", given.shuffle)
    seed = None if given.seed is None else check.whole("seed", given.seed, minimum=0)
    if shuffle and seed is not None and seed >= 2**32:
        # Keras's order for a seed is that of NumPy's RandomState, which accepts seeds below 2^32.
        raise errors.invalid("seed", "below 2^32 with `{shuffle=True}`", seed)
    check_split(given.validation_split, given.subset, shuffle, seed)
    _check_parts(given)
    check.one_of("on_error", given.on_error, ON_ERROR)
    return given._replace(
        directory=existing_folder(given.directory),
        labels=None if given.label_mode is None else given.labels,
        batch_size=None
        if given.batch_size is None
        else check.whole("batch_size", given.batch_size, minimum=1),
        shuffle=shuffle,
        seed=seed,
        split=None if given.split is None else checked_sizes(given.split),
        follow_links=check.flag("follow_links", given.follow_links),
        verbose=check.flag("verbose", given.verbose),
    )


def _check_parts(given: Folder) -> None:
    check.one_of("split_by", given.split_by, SPLIT_BY)
    check.flag("stratify", given.stratify)
    if given.split is None:
        unused = (not given.stratify, given.group is None, given.split_by == "chance")
        for name, is_unused in zip(("stratify", "group", "split_by"), unused):
            if not is_unused:
                raise errors.problem("`{name}` needs `split`, which names the parts.", name=name)
    elif given.validation_split is not None:
        raise errors.problem("`split` and `validation_split` exclude each other. Give one of them.")
    elif given.stratify and (given.labels is None or given.label_mode is None):
        raise errors.problem("`{stratify=True}` needs labels, but there are none.")


def _labeled_files(arguments: Folder, extensions: Sequence[str]) -> Files:
    directory, labels = str(arguments.directory), arguments.labels
    if isinstance(labels, str):
        names, links = arguments.class_names, arguments.follow_links
        files = files_by_class(directory, extensions, names, links)
    else:
        files = every_file(directory, extensions, arguments.follow_links)
        if labels is not None:
            files = given_labels(labels, files)
    check_label_mode(arguments.label_mode, files)
    return files


def _found(files: Files) -> str:
    if files.class_names is None:
        return f"Found {len(files.paths)} files."
    return f"Found {len(files.paths)} files belonging to {len(files.class_names)} classes."


def _dataset(files: Files, arguments: Folder, kind: Kind, seed: int | None) -> tf.data.Dataset:
    """Return the dataset of `files`, shuffled in a new order each epoch if there is a `seed`."""
    size = arguments.batch_size
    order = Order(None, seed is not None, seed, size or 32, drop_remainder=False)
    dataset, bad_files = file_batches(
        [kind.source(files.paths)], _element(files, arguments), order, arguments.on_error
    )
    if size is None:
        dataset = dataset.unbatch()
        if arguments.on_error != "skip":
            dataset = dataset.apply(tf.data.experimental.assert_cardinality(len(files.paths)))
    if kind.finish is not None:
        dataset = kind.finish(dataset)
    dataset = dataset.prefetch(tf.data.AUTOTUNE)
    known = Schema(class_names=files.class_names, file_paths=files.paths)
    dataset = mark_changing(disable_autotune(dataset), seed is not None)
    return with_schema(dataset, known, *bad_files)


def _element(files: Files, arguments: Folder) -> Element:
    """Return a function that adds labels to the contents of files."""
    if files.classes is None or files.class_names is None:
        return lambda contents, _: contents[0]
    classes = tf.constant(files.classes, tf.int32)
    encode = label_encoder(arguments.label_mode, len(files.class_names))
    return lambda contents, rows: (contents[0], encode(tf.gather(classes, rows)))
