"""Folders to datasets: what the loaders of images and of texts have in common."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf

from prelayer import check
from prelayer.data.files import Files, every_file, existing_folder, files_by_class
from prelayer.data.labels import LABEL_MODES, check_label_mode, given_labels, label_encoder
from prelayer.data.split import check_split, shuffled, split

Read = Callable[[tf.Tensor], tf.Tensor]


class Folder(NamedTuple):
    """The arguments that every loader shares, as the user gave them."""

    owner: str
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


def folder_dataset(
    arguments: Folder, extensions: Sequence[str], read: Read
) -> tf.data.Dataset | tuple[tf.data.Dataset, tf.data.Dataset]:
    """Return the dataset, or with `subset="both"` the two, of the files in a folder.

    Args:
        arguments: what the user asked for.
        extensions: how the names of wanted files end, in lower case.
        read: turns a path into the tensor of one file.
    """
    arguments = _checked(arguments)
    files = _labelled_files(arguments, extensions)
    seed = np.random.randint(1_000_000) if arguments.seed is None else arguments.seed
    if arguments.verbose:
        print(_found(files))  # noqa: T201  (what `verbose` is for)
    if arguments.shuffle:
        files = shuffled(files, seed)
    if arguments.subset is None:
        return _dataset(files, arguments, read, seed if arguments.shuffle else None)

    training, validation = split(arguments.owner, files, arguments.validation_split)
    parts = {
        "training": (training, seed if arguments.shuffle else None),
        "validation": (validation, None),
    }
    if arguments.subset == "both":
        return tuple(_dataset(part, arguments, read, order) for part, order in parts.values())
    part, _ = parts[arguments.subset]
    return _dataset(part, arguments, read, seed if arguments.shuffle else None)


def _checked(given: Folder) -> Folder:
    owner = given.owner
    check.one_of(owner, "label_mode", given.label_mode, LABEL_MODES)
    if isinstance(given.labels, str):
        check.one_of(owner, "labels", given.labels, ("inferred", None))
    inferred = isinstance(given.labels, str) and given.label_mode is not None
    if given.class_names is not None and not inferred:
        check.refuse(owner, '`class_names` can be given only with `labels="inferred"`.')
    shuffle = check.flag(owner, "shuffle", given.shuffle)
    seed = None if given.seed is None else check.whole(owner, "seed", given.seed, minimum=0)
    check_split(owner, given.validation_split, given.subset, shuffle, seed)
    return given._replace(
        directory=existing_folder(owner, given.directory),
        labels=None if given.label_mode is None else given.labels,
        batch_size=None
        if given.batch_size is None
        else check.whole(owner, "batch_size", given.batch_size, minimum=1),
        shuffle=shuffle,
        seed=seed,
        follow_links=check.flag(owner, "follow_links", given.follow_links),
        verbose=check.flag(owner, "verbose", given.verbose),
    )


def _labelled_files(arguments: Folder, extensions: Sequence[str]) -> Files:
    owner, directory, labels = arguments.owner, str(arguments.directory), arguments.labels
    if isinstance(labels, str):
        names, links = arguments.class_names, arguments.follow_links
        files = files_by_class(owner, directory, extensions, names, links)
    else:
        files = every_file(owner, directory, extensions, arguments.follow_links)
        if labels is not None:
            files = given_labels(owner, labels, files)
    check_label_mode(owner, arguments.label_mode, files)
    return files


def _found(files: Files) -> str:
    if files.class_names is None:
        return f"Found {len(files.paths)} files."
    return f"Found {len(files.paths)} files belonging to {len(files.class_names)} classes."


def _dataset(files: Files, arguments: Folder, read: Read, seed: int | None) -> tf.data.Dataset:
    """Return the dataset of `files`, in another order each epoch where there is a `seed`."""
    paths = tf.constant(files.paths)
    if files.classes is None or files.class_names is None:
        dataset = tf.data.Dataset.from_tensor_slices(paths)
        load = read
    else:
        classes = tf.constant(files.classes, tf.int32)
        dataset = tf.data.Dataset.from_tensor_slices((paths, classes))
        encode = label_encoder(arguments.label_mode, len(files.class_names))

        def load(path: tf.Tensor, label: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
            return read(path), encode(label)

    if seed is not None:
        dataset = dataset.shuffle(len(files.paths), seed=seed)
    dataset = dataset.map(load, num_parallel_calls=tf.data.AUTOTUNE)
    if arguments.batch_size is not None:
        dataset = dataset.batch(arguments.batch_size)
    dataset = dataset.prefetch(tf.data.AUTOTUNE)
    dataset.class_names = files.class_names
    dataset.file_paths = files.paths
    return dataset
