"""text_dataset_from_directory: labeled text files in a folder as a dataset."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from prelayer._core import check
from prelayer.data.files import text_files
from prelayer.data.files.file_format import Kind
from prelayer.data.files.folder_dataset import Datasets, Folder, folder_dataset

_OWNER = "text_dataset_from_directory"


def text_dataset_from_directory(
    directory: str | os.PathLike[str],
    labels: Any = "inferred",
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
    group: Callable[[str], Any] | Sequence[Any] | None = None,
    encoding: str = "utf-8",
    errors: Literal["strict", "replace", "ignore"] = "strict",
    extensions: str | Sequence[str] = (".txt",),
) -> Datasets:
    """Return the text files below a folder as a dataset of string batches with labels.

    Each folder in `directory` is a class; the alphabetical order of their names numbers them.
    Shuffling draws another order each epoch, the same ones for the same `seed`. Texts are
    UTF-8, whatever the files are; a byte order mark is dropped, and a file in another encoding than
    `encoding` is an error that names it.

    Args:
        directory: folder with one folder of text files a class. Hidden files and folders, whose
            names begin with a dot, FIFOs, sockets and devices are left out.
        labels: "inferred" from the folders; None for no labels; or one label for each file, in
            the order of `file_paths` with `shuffle=False`: whole numbers, or strings.
        label_mode: "int" (int32), "categorical" (one-hot float32), "binary" (0 or 1, float32,
            shape (batch, 1)) or None (no labels).
        class_names: names of class folders in the order that numbers them. Default: all of them.
        batch_size: texts in a batch; None for single texts.
        max_length: characters that are kept of a text; None for all.
        shuffle: whether to shuffle; otherwise files come in alphabetical order.
        seed: whole number that makes shuffling and splitting repeatable.
        validation_split: fraction of the files, between 0 and 1, that is held out.
        subset: "training", "validation" or "both"; goes with `validation_split`.
        follow_links: whether to enter folders that are symbolic links. One that contains the link
            is not entered again.
        format: "tf".
        verbose: whether to print how many files and classes were found.
        on_error: what to do about a file that cannot be read: "raise" an error that names it,
            "skip" it and its label, or put a "placeholder" in its place, empty. `report()` tells
            which files they are.
            "skip" leaves the number of batches unknown, and Keras's `fit()` warns after each epoch
            that the data ran out; `tf.data.experimental.assert_cardinality()` states the number.
        split: the parts to return, each with its share: {"train": 0.8, "test": 0.2}. The first
            one is shuffled, the others are not.
        split_by: "chance", drawn by `seed`; or "path": by a hash of each file's path below the
            folder, so that no file moves to another part when files are added.
        stratify: whether each part has its share of each class, within one file.
        group: what keeps files together in one part: a function from the path below the folder to
            the name of a group, or the groups of the files in the order of `file_paths`.
        encoding: of the files, as TensorFlow names it: "utf-8", "latin1", "cp949", "utf-16", ...
        errors: what to do about bytes that are no text in `encoding`: "strict": the file cannot be
            read; "replace" them by U+FFFD; "ignore" them.
        extensions: how the names of the files end, in whatever case.

    Returns:
        A `tf.data.Dataset` of (texts, labels), or of texts alone without labels, with the
        attributes `class_names` and `file_paths`; a pair of datasets with `subset="both"`; a
        dict of datasets with `split`.

    Raises:
        ValueError: for an unusable argument, a missing or empty folder, a class without files.

    Example:
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
    check.one_of(_OWNER, "format", format, ("tf",))
    if max_length is not None:
        max_length = check.whole(_OWNER, "max_length", max_length, minimum=1)

    arguments = Folder(
        owner=_OWNER,
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
    encoding = text_files.checked_encoding(_OWNER, encoding)
    check.one_of(_OWNER, "errors", errors, text_files.ERRORS)
    read = text_files.reader(max_length, encoding, errors)
    complaint = f"cannot be read as {encoding.upper()} text. Convert it or move it away."
    return folder_dataset(arguments, _extensions(extensions), Kind(read, complaint))


def _extensions(extensions: Any) -> list[str]:
    endings = [extensions] if isinstance(extensions, str) else extensions
    good = isinstance(endings, (list, tuple)) and len(endings) > 0
    if not good or not all(isinstance(end, str) and end.startswith(".") for end in endings):
        check.fail(_OWNER, "extensions", 'endings of names, such as ".txt"', extensions)
    return sorted({end.lower() for end in endings})
