"""image_dataset_from_frame: loads image files listed in a table."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Literal

import tensorflow as tf

from prelayer._core.owner import public
from prelayer._core.types import FrameLike
from prelayer.data.files.image_decoder import Decoder
from prelayer.data.frame.column_kinds import checked_image_column
from prelayer.data.frame.column_specs import ImageColumn
from prelayer.data.frame.file_frame import FileFrame, file_dataset_from_frame


@public
def image_dataset_from_frame(
    data: FrameLike,
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
    """Load image files listed in a table as a dataset of batches with labels.

    Each row has the path of a file and its label, so labels do not depend on the order of files.
    Each epoch is shuffled by a permutation of all rows, reproducible by `seed`.

    See also: `image_dataset_from_directory`, `image_column`, `report`.

    Args:
        data: a pandas or polars data frame, an Arrow table, or a dict of columns of one length.
        path: the column of paths; each file has one row.
        label: the column of labels, or several for "float"; None for no labels.
        label_mode: "int": the index of each class, int32; "categorical": one-hot, float32;
            "binary": 0 or 1, float32 of shape (batch, 1); "multi_label": 1 for each class that a
            row has, float32; "float": numbers, float32; None: no labels.
        class_names: the classes in index order. Default: the levels of the column, or all values,
            sorted.
        weights: the column of sample weights.
        directory: the folder to which the paths are relative. Default: the working directory.
        image_size: (height, width) in pixels to which every image is resized.
        color_mode: "grayscale", "rgb" or "rgba": 1, 3 or 4 channels.
        interpolation: the resizing method, as in `image_dataset_from_directory()`.
        batch_size: images per batch; None for single images.
        shuffle: whether to shuffle the rows in a new order each epoch.
        seed: a whole number that makes shuffling and splitting reproducible.
        separator: text between the classes of a row for "multi_label", if labels are text and not
            lists.
        on_error: how to handle an unreadable file: "raise" an error that names it, "skip" its row,
            or replace it by a "placeholder", a black image. `report()` lists these files.
            With "skip" the number of batches is unknown, and Keras's `fit()` warns after each epoch
            that the data ran out; `tf.data.experimental.assert_cardinality()` sets the number.
        split: the names of the parts and their fractions: {"train": 0.8, "test": 0.2}. Only the
            first part is shuffled.
        stratify: a column; each part contains its fraction of each value, to within one row.
        group: a column; rows with the same value are in the same part.
        split_by: a column whose hash assigns rows to parts, so that no row changes its part when
            rows are added. Default: rows are split at random.
        verbose: whether to print the number of files, and which files in `directory` with the same
            extensions are not listed in any row.
        antialias: whether downsampling averages over all pixels, as in Pillow; this is slower.
        decoder: functions that read other file formats, by extension, {".npy": numpy.load}: each
            takes a path and returns numbers of shape (height, width) or (height, width, channels),
            whose range is not changed.

    Returns:
        A `tf.data.Dataset` of (images, labels), (images, labels, weights) or only images; a dict of
        datasets with `split`. `class_names()` and `schema()` return their classes and names.

    Raises:
        ValueError: if an argument is invalid, a column does not exist, a file does not exist or has
            two rows, or a class is not in `class_names`.

    Examples:
        >>> import os, tempfile
        >>> import tensorflow as tf
        >>> from prelayer import image_dataset_from_frame
        >>> folder = tempfile.mkdtemp()
        >>> for name in ["1.png", "2.png"]:
        ...     image = tf.io.encode_png(tf.zeros((8, 9, 3), tf.uint8))
        ...     tf.io.write_file(os.path.join(folder, name), image)
        >>> data = {"path": ["2.png", "1.png"], "label": ["dog", "cat"]}
        >>> dataset = image_dataset_from_frame(
        ...     data, directory=folder, image_size=(4, 5), shuffle=False
        ... )
        Found 2 files of 2 rows.
        >>> images, labels = next(iter(dataset))
        >>> images.shape, labels.dtype, dataset.class_names
        (TensorShape([2, 4, 5, 3]), tf.int32, ['cat', 'dog'])
    """
    listed = FileFrame(
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
    return file_dataset_from_frame(listed, checked_image_column(column, "image_size"))
