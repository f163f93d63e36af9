"""text_dataset_from_directory: loads text files with labels from a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from prelayer._core import check, errors
from prelayer._core.owner import public
from prelayer._core.types import ArrayLike, Token
from prelayer.data.files import text_files
from prelayer.data.files.file_format import Kind
from prelayer.data.files.folder_dataset import Datasets, Folder, folder_dataset


@public
def text_dataset_from_directory(
    directory: str | os.PathLike[str],
    labels: ArrayLike = "inferred",
    label_mode: str | None = "int",
    class_names: Sequence[str] | None = None,
    batch_size: int | None = 32,
    max_length: int | None = None,
    shuffle: bool = True,
    seed: int | None = None,
    validation_split: float | None = None,
    subset: str | None = None,
    follow_links: bool = False,
    format: str = "tf",  # noqa: A002  (Keras's name)
    verbose: bool = True,
    on_error: Literal["raise", "skip", "placeholder"] = "raise",
    split: Mapping[str, float] | None = None,
    split_by: Literal["chance", "path"] = "chance",
    stratify: bool = False,
    group: Callable[[str], Token] | Sequence[Token] | None = None,
    encoding: str = "utf-8",
    errors: Literal["strict", "replace", "ignore"] = "strict",
    extensions: str | Sequence[str] = (".txt",),
) -> Datasets:
    """Load the text files in a folder as a dataset of string batches with labels.

    Each folder in `directory` is a class; class indices follow the alphabetical order of the names.
    Each epoch is shuffled in a new order, reproducible by `seed`. Texts are converted to UTF-8 from
    any encoding; a byte order mark is dropped, and a file that is not in `encoding` raises an error
    that names it.

    See also: `text_dataset_from_frame`, `TextVectorization`, `report`.

    Args:
        directory: folder with one folder of text files per class. Hidden files and folders (names
            that begin with a dot), FIFOs, sockets and devices are skipped.
        labels: "inferred" from the folders; None for no labels; or one label per file, in the
            order of `file_paths` with `shuffle=False`: whole numbers or strings.
        label_mode: "int" (int32), "categorical" (one-hot float32), "binary" (0 or 1, float32,
            shape (batch, 1)) or None (no labels).
        class_names: names of class folders in the order of their class indices. Default: all class
            folders in alphabetical order.
        batch_size: texts per batch; None for single texts.
        max_length: number of characters to which a text is truncated; None keeps all.
        shuffle: whether to shuffle the files; otherwise they are in alphabetical order.
        seed: whole number that makes shuffling and splitting reproducible.
        validation_split: fraction of the files, between 0 and 1, used for validation.
        subset: "training", "validation" or "both"; used with `validation_split`.
        follow_links: whether to enter folders that are symbolic links. A link to a folder that
            contains the link is not followed.
        format: "tf".
        verbose: whether to print the number of files and classes.
        on_error: how to handle an unreadable file: "raise" an error that names it, "skip" it and
            its label, or replace it by a "placeholder", an empty text. `report()` lists these
            files.
            With "skip" the number of batches is unknown, and Keras's `fit()` warns after each epoch
            that the data ran out; `tf.data.experimental.assert_cardinality()` sets the number.
        split: the names of the parts and their fractions: {"train": 0.8, "test": 0.2}. Only the
            first part is shuffled.
        split_by: "chance": at random, by `seed`; or "path": by a hash of each file's path relative
            to `directory`, so that no file changes its part when files are added.
        stratify: whether each part contains its fraction of each class, to within one file.
        group: keeps the files of a group in the same part: a function from the path relative to
            `directory` to the name of a group, or the groups of the files in the order of
            `file_paths`.
        encoding: the encoding of the files, by its name in TensorFlow: "utf-8", "latin1", "cp949",
            "utf-16", ...
        errors: how to handle bytes that are invalid in `encoding`: "strict": the file is
            unreadable; "replace" them by U+FFFD; "ignore" them.
        extensions: the extensions of the files, matched without regard to case.

    Returns:
        A `tf.data.Dataset` of (texts, labels), or of texts only without labels, with the
        attributes `class_names` and `file_paths`; a pair of datasets with `subset="both"`; a
        dict of datasets with `split`.

    Raises:
        ValueError: if an argument is invalid, a folder is missing or empty, or a class has no
            files.

    Examples:
        >>> import os, tempfile
        >>> import tensorflow as tf
        >>> from prelayer import text_dataset_from_directory
        >>> folder = tempfile.mkdtemp()
        >>> for name, text in [("bad", "Dull."), ("good", "A delight!")]:
        ...     os.mkdir(os.path.join(folder, name))
        ...     tf.io.write_file(os.path.join(folder, name, "1.txt"), text)
        >>> dataset = text_dataset_from_directory(folder, shuffle=False)
        Found 2 files belonging to 2 classes.
        >>> texts, labels = next(iter(dataset))
        >>> texts.numpy().tolist(), labels.numpy().tolist()
        ([b'Dull.', b'A delight!'], [0, 1])
    """
    check.one_of("format", format, ("tf",))
    if max_length is not None:
        max_length = check.whole("max_length", max_length, minimum=1)

    arguments = Folder(
        directory=directory,
        labels=labels,
        label_mode=label_mode,
        class_names=class_names,
        batch_size=batch_size,
        shuffle=shuffle,
        seed=seed,
        validation_split=validation_split,
        subset=subset,
        follow_links=follow_links,
        verbose=verbose,
        on_error=on_error,
        split=split,
        split_by=split_by,
        stratify=stratify,
        group=group,
    )
    encoding = text_files.checked_encoding(encoding)
    check.one_of("errors", errors, text_files.ERRORS)
    read = text_files.reader(max_length, encoding, errors)
    complaint = f"cannot be read as {encoding.upper()} text. Convert it or move it away."
    return folder_dataset(arguments, _extensions(extensions), Kind(read, complaint))


def _extensions(extensions: Any) -> list[str]:
    endings = [extensions] if isinstance(extensions, str) else extensions
    good = isinstance(endings, (list, tuple)) and len(endings) > 0
    if not good or not all(isinstance(end, str) and end.startswith(".") for end in endings):
        raise errors.invalid("extensions", 'endings of names, such as ".txt"', extensions)
    return sorted({end.lower() for end in endings})
