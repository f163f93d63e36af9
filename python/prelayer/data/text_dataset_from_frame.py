"""text_dataset_from_frame: loads text files listed in a table."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Literal

import tensorflow as tf

from prelayer._core import check
from prelayer._core.owner import public
from prelayer._core.types import FrameLike
from prelayer.data.files import text_files
from prelayer.data.frame.column_specs import TextFileColumn
from prelayer.data.frame.file_frame import FileFrame, file_dataset_from_frame


@public
def text_dataset_from_frame(
    data: FrameLike,
    path: str = "path",
    label: str | Sequence[str] | None = "label",
    label_mode: Literal["int", "categorical", "binary", "multi_label", "float"] | None = "int",
    class_names: Sequence[str] | None = None,
    weights: str | None = None,
    directory: str | os.PathLike[str] | None = None,
    max_length: int | None = None,
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
    encoding: str = "utf-8",
    errors: Literal["strict", "replace", "ignore"] = "strict",
) -> tf.data.Dataset | dict[str, tf.data.Dataset]:
    """Load text files listed in a table as a dataset of batches with labels.

    Each row has the path of a file and its label, so labels do not depend on the order of files.
    Each epoch is shuffled by a permutation of all rows, reproducible by `seed`. Texts are converted
    to UTF-8 from any encoding; a byte order mark is dropped.

    See also: `text_dataset_from_directory`, `text_column`, `report`.

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
        max_length: number of characters to which a text is truncated. Default: no truncation.
        batch_size: texts per batch; None for single texts.
        shuffle: whether to shuffle the rows in a new order each epoch.
        seed: a whole number that makes shuffling and splitting reproducible.
        separator: text between the classes of a row for "multi_label", if labels are text and not
            lists.
        on_error: how to handle an unreadable file: "raise" an error that names it, "skip" its row,
            or replace it by a "placeholder", the empty text. `report()` lists these files.
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
        encoding: the encoding of the files, by its name in TensorFlow: "utf-8", "latin1", "cp949",
            "utf-16", ...
        errors: how to handle bytes that are invalid in `encoding`: "strict": the file is
            unreadable; "replace" them by U+FFFD; "ignore" them.

    Returns:
        A `tf.data.Dataset` of (texts, labels), (texts, labels, weights) or only texts; a dict of
        datasets with `split`. `class_names()` and `schema()` return their classes and names.

    Raises:
        ValueError: if an argument is invalid, a column does not exist, a file does not exist or has
            two rows, or a class is not in `class_names`.

    Examples:
        >>> import os, tempfile
        >>> from prelayer import text_dataset_from_frame
        >>> folder = tempfile.mkdtemp()
        >>> for name, text in [("1.txt", "Dull."), ("2.txt", "A delight!")]:
        ...     with open(os.path.join(folder, name), "w") as file:
        ...         _ = file.write(text)
        >>> data = {"path": ["2.txt", "1.txt"], "label": ["good", "bad"]}
        >>> dataset = text_dataset_from_frame(data, directory=folder, shuffle=False)
        Found 2 files of 2 rows.
        >>> texts, labels = next(iter(dataset))
        >>> texts.numpy(), labels.numpy()
        (array([b'A delight!', b'Dull.'], dtype=object), array([1, 0], dtype=int32))
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
    if max_length is not None:
        max_length = check.whole("max_length", max_length, minimum=1)
    encoding = text_files.checked_encoding(encoding)
    check.one_of("errors", errors, text_files.ERRORS)
    column = TextFileColumn((path,), listed.directory, max_length, encoding, errors)
    return file_dataset_from_frame(listed, column)
