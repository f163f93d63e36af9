"""image_dataset_from_frame: images that a table lists as a dataset."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import tensorflow as tf

from prelayer.data.files.image_decoder import Decoder
from prelayer.data.frame.column_kinds import ImageColumn, checked_image_column
from prelayer.data.frame.file_frame import FileFrame, file_dataset_from_frame

_OWNER = "image_dataset_from_frame"


def image_dataset_from_frame(
    data: Any,
    path: str = "path",
    label: str | Sequence[str] | None = "label",
    label_mode: Literal["int", "categorical", "binary", "multi_label", "float"] | None = "int",
    class_names: Sequence[str] | None = None,
    weights: str | None = None,
    directory: str | os.PathLike[str] | None = None,
    image_size: tuple[int, int] = (256, 256),
    color_mode: Literal["grayscale", "rgb", "rgba"] = "rgb",
    interpolation: str = "bilinear",
    batch_size: int | None = 32,
    shuffle: bool = True,
    seed: int | None = None,
    separator: str = "|",
    on_error: Literal["raise", "skip", "placeholder"] = "raise",
    split: Mapping[str, float] | None = None,
    stratify: str | None = None,
    group: str | None = None,
    split_by: str | None = None,
    verbose: bool = True,
    antialias: bool = False,
    decoder: Decoder | None = None,
) -> tf.data.Dataset | dict[str, tf.data.Dataset]:
    """Return the images that a table lists as a dataset of batches with labels.

    A row has a file's path and its label, so that the order of rows and files says nothing.
    Shuffling draws a permutation of all rows each epoch, the same ones for the same `seed`.

    Args:
        data: a data frame of pandas or polars, an Arrow table, or a dict of columns of one length.
        path: the column of paths; each file has one row.
        label: the column of labels, or several for "float"; None for no labels.
        label_mode: "int": the index of each class, int32; "categorical": one-hot, float32;
            "binary": 0 or 1, float32 of shape (batch, 1); "multi_label": 1 for each class that a
            row has, float32; "float": numbers, float32; None: no labels.
        class_names: the classes in the order that numbers them. Default: the column's levels, or
            all values, sorted.
        weights: the column with the weight of each row.
        directory: the folder that the paths start from. Default: the working directory.
        image_size: (height, width) in pixels that every image is resized to.
        color_mode: "grayscale", "rgb" or "rgba": 1, 3 or 4 channels.
        interpolation: how images are resized, as in `image_dataset_from_directory()`.
        batch_size: images in a batch; None for single ones.
        shuffle: whether each epoch draws a new order.
        seed: a whole number that makes shuffling and splitting repeatable.
        separator: what stands between the classes of a row for "multi_label", where they are text
            and not lists.
        on_error: what to do about a file that cannot be read: "raise" an error that names it,
            "skip" its row, or put a "placeholder" in its place, black. `report()` tells which
            files they are.
            "skip" leaves the number of batches unknown, and Keras's `fit()` warns after each epoch
            that the data ran out; `tf.data.experimental.assert_cardinality()` states the number.
        split: the parts to return, each with its share: {"train": 0.8, "test": 0.2}. The first
            one alone is shuffled.
        stratify: the column of whose values each part has its share, within one row.
        group: the column of whose values each is in one part only.
        split_by: the column by a hash of which rows are split, so that none moves when others are
            added. Default: by chance.
        verbose: whether to print how many files were found, and which files of `directory`, of the
            same kinds, no row names.
        antialias: whether shrinking averages over all pixels, as Pillow does; it is slower.
        decoder: functions for other kinds of files by their extension, {".npy": numpy.load}: each
            takes a path and returns numbers of shape (height, width) or (height, width, channels),
            whose values are kept.

    Returns:
        A `tf.data.Dataset` of (images, labels), (images, labels, weights) or images alone; a
        dict of datasets with `split`. `class_names()` and `schema()` tell what they mean.

    Raises:
        ValueError: for an unusable argument, an unknown column, a file that does not exist or has
            two rows, a class that is none of `class_names`.

    Example:
        >>> import os, tempfile
        >>> import tensorflow as tf
        >>> from prelayer import image_dataset_from_frame
        >>> folder = tempfile.mkdtemp()
        >>> for name in ["1.png", "2.png"]:
        ...     image = tf.io.encode_png(tf.zeros((8, 9, 3), tf.uint8))
        ...     tf.io.write_file(os.path.join(folder, name), image)
        >>> data = {"path": ["2.png", "1.png"], "label": ["dog", "cat"]}
        >>> dataset = image_dataset_from_frame(data, directory=folder, image_size=(4, 5))
        Found 2 files of 2 rows.
        >>> images, labels = next(iter(dataset))
        >>> images.shape, labels.dtype, dataset.class_names
        (TensorShape([2, 4, 5, 3]), tf.int32, ['cat', 'dog'])
    """
    listed = FileFrame(
        owner=_OWNER,
        data=data,
        path=path,
        label=label,
        label_mode=label_mode,
        class_names=class_names,
        weights=weights,
        directory=None if directory is None else os.fspath(directory),
        batch_size=batch_size,
        shuffle=shuffle,
        seed=seed,
        separator=separator,
        on_error=on_error,
        split=split,
        stratify=stratify,
        group=group,
        split_by=split_by,
        verbose=verbose,
    )
    column = ImageColumn(
        (path,), image_size, color_mode, interpolation, listed.directory, antialias, decoder
    )
    return file_dataset_from_frame(listed, checked_image_column(column, _OWNER, "image_size"))
