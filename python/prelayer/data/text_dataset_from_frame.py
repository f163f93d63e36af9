"""text_dataset_from_frame: text files that a table lists as a dataset."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import tensorflow as tf

from prelayer._core import check
from prelayer.data.files import text_files
from prelayer.data.frame.column_kinds import TextFileColumn
from prelayer.data.frame.file_frame import FileFrame, file_dataset_from_frame

_OWNER = "text_dataset_from_frame"


def text_dataset_from_frame(
    data: Any,
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
    """Return the texts that a table lists as a dataset of batches with labels.

    A row has a file's path and its label, so that the order of rows and files says nothing.
    Shuffling draws a permutation of all rows each epoch, the same ones for the same `seed`. Texts
    are UTF-8, whatever the files are; a byte order mark is dropped.

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
        max_length: after how many characters a text is cut. Default: it is not.
        batch_size: texts in a batch; None for single ones.
        shuffle: whether each epoch draws a new order.
        seed: a whole number that makes shuffling and splitting repeatable.
        separator: what stands between the classes of a row for "multi_label", where they are text
            and not lists.
        on_error: what to do about a file that cannot be read: "raise" an error that names it,
            "skip" its row, or put a "placeholder" in its place, the empty text. `report()` tells
            which files they are.
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
        encoding: of the files, as TensorFlow names it: "utf-8", "latin1", "cp949", "utf-16", ...
        errors: what to do about bytes that are no text in `encoding`: "strict": the file cannot be
            read; "replace" them by U+FFFD; "ignore" them.

    Returns:
        A `tf.data.Dataset` of (texts, labels), (texts, labels, weights) or texts alone; a
        dict of datasets with `split`. `class_names()` and `schema()` tell what they mean.

    Raises:
        ValueError: for an unusable argument, an unknown column, a file that does not exist or has
            two rows, a class that is none of `class_names`.

    Example:
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
    if max_length is not None:
        max_length = check.whole(_OWNER, "max_length", max_length, minimum=1)
    encoding = text_files.checked_encoding(_OWNER, encoding)
    check.one_of(_OWNER, "errors", errors, text_files.ERRORS)
    column = TextFileColumn((path,), listed.directory, max_length, encoding, errors)
    return file_dataset_from_frame(listed, column)
