"""image_dataset_from_directory: labeled images in a folder as a dataset."""

from __future__ import annotations

import numbers
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import keras

from prelayer._core import check
from prelayer.data.files import image_files
from prelayer.data.files.folder_dataset import Datasets, Folder, folder_dataset
from prelayer.data.files.image_decoder import Decoder, checked_decoder
from prelayer.data.files.image_formats import EXTENSIONS

_OWNER = "image_dataset_from_directory"


def image_dataset_from_directory(
    directory: str | os.PathLike[str],
    labels: Any = "inferred",
    label_mode: str | None = "int",
    class_names: Sequence[str] | None = None,
    color_mode: str = "rgb",
    batch_size: int | None = 32,
    image_size: tuple[int, int] = (256, 256),
    shuffle: bool = True,
    seed: int | None = None,
    validation_split: float | None = None,
    subset: str | None = None,
    interpolation: str = "bilinear",
    follow_links: bool = False,
    crop_to_aspect_ratio: bool = False,
    pad_to_aspect_ratio: bool = False,
    data_format: str | None = None,
    format: str = "tf",  # noqa: A002  (Keras's name)
    verbose: bool = True,
    on_error: Literal["raise", "skip", "placeholder"] = "raise",
    split: Mapping[str, float] | None = None,
    split_by: Literal["chance", "path"] = "chance",
    stratify: bool = False,
    group: Callable[[str], Any] | Sequence[Any] | None = None,
    antialias: bool = False,
    decoder: Decoder | None = None,
) -> Datasets:
    """Return the images below a folder as a dataset of float32 batches with labels.

    Each folder in `directory` is a class; the alphabetical order of their names numbers them.
    Shuffling draws another order each epoch, the same ones for the same `seed`. A file that
    cannot be decoded is an error that names it. Values are from 0 to 255, those of PNG files with
    16 bits from 0 to 65535.

    Args:
        directory: folder with one folder of .bmp, .gif, .jpeg, .jpg, .png or .webp files a class
            (.webp of one frame, where TensorFlow reads them). Hidden files and folders, whose names
            begin with a dot, FIFOs, sockets and devices are left out.
        labels: "inferred" from the folders; None for no labels; or one label for each file, in
            the order of `file_paths` with `shuffle=False`: whole numbers, or strings.
        label_mode: "int" (int32), "categorical" (one-hot float32), "binary" (0 or 1, float32,
            shape (batch, 1)) or None (no labels).
        class_names: names of class folders in the order that numbers them. Default: all of them.
        color_mode: "grayscale", "rgb" or "rgba": 1, 3 or 4 channels.
        batch_size: images in a batch; None for single images.
        image_size: (height, width) in pixels that every image is resized to.
        shuffle: whether to shuffle; otherwise files come in alphabetical order.
        seed: whole number that makes shuffling and splitting repeatable.
        validation_split: fraction of the files, between 0 and 1, that is held out.
        subset: "training", "validation" or "both"; goes with `validation_split`.
        interpolation: "bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5",
            "gaussian" or "mitchellcubic".
        follow_links: whether to enter folders that are symbolic links. One that contains the link
            is not entered again.
        crop_to_aspect_ratio: whether to cut to the shape of `image_size` instead of stretching.
        pad_to_aspect_ratio: whether to pad with zeros to the shape of `image_size` instead.
        data_format: "channels_last" or "channels_first". Default: as Keras is configured.
        format: "tf".
        verbose: whether to print how many files and classes were found.
        on_error: what to do about a file that cannot be read: "raise" an error that names it,
            "skip" it and its label, or put a "placeholder" in its place, black. `report()` tells
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
        antialias: whether shrinking averages over all pixels, as Pillow does; it is slower.
        decoder: functions for other kinds of files by their extension, {".npy": numpy.load}: each
            takes a path and returns numbers of shape (height, width) or (height, width, channels),
            whose values are kept. Files of these extensions are listed too.

    Returns:
        A `tf.data.Dataset` of (images, labels), or of images alone without labels, with the
        attributes `class_names` and `file_paths`; a pair of datasets with `subset="both"`; a
        dict of datasets with `split`.

    Raises:
        ValueError: for an unusable argument, a missing or empty folder, a class without files.

    Example:
        >>> import os, tempfile
        >>> import tensorflow as tf
        >>> from prelayer import image_dataset_from_directory
        >>> folder = tempfile.mkdtemp()
        >>> for name in ["cat", "dog"]:
        ...     os.mkdir(os.path.join(folder, name))
        ...     image = tf.io.encode_jpeg(tf.zeros((8, 9, 3), tf.uint8))
        ...     tf.io.write_file(os.path.join(folder, name, "1.jpg"), image)
        >>> dataset = image_dataset_from_directory(folder, image_size=(4, 5))
        Found 2 files belonging to 2 classes.
        >>> images, labels = next(iter(dataset))
        >>> images.shape, labels.dtype, dataset.class_names
        (TensorShape([2, 4, 5, 3]), tf.int32, ['cat', 'dog'])
    """
    check.one_of(_OWNER, "color_mode", color_mode, tuple(image_files.CHANNELS))
    check.one_of(_OWNER, "format", format, ("tf",))
    method = interpolation.lower() if isinstance(interpolation, str) else interpolation
    check.one_of(_OWNER, "interpolation", method, image_files.INTERPOLATIONS)
    if data_format is None:
        data_format = keras.config.image_data_format()
    check.one_of(_OWNER, "data_format", data_format, ("channels_last", "channels_first"))
    fit = _fit(crop_to_aspect_ratio, pad_to_aspect_ratio)
    size, channels = _size(image_size), image_files.CHANNELS[color_mode]
    antialias = check.flag(_OWNER, "antialias", antialias)
    own = checked_decoder(_OWNER, decoder)
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
    kind = image_files.kind(size, channels, fit, method, data_format, antialias, own)
    return folder_dataset(arguments, sorted({*EXTENSIONS, *own}), kind)


def _size(image_size: Any) -> tuple[int, int]:
    one = isinstance(image_size, numbers.Real)
    pair = [image_size, image_size] if one else image_size
    if not isinstance(pair, (list, tuple)) or len(pair) != 2:
        check.fail(_OWNER, "image_size", "two whole numbers, (height, width)", image_size)
    height, width = (check.whole(_OWNER, "image_size", side, minimum=1) for side in pair)
    return height, width


def _fit(crop_to_aspect_ratio: bool, pad_to_aspect_ratio: bool) -> image_files.Fit:
    crop = check.flag(_OWNER, "crop_to_aspect_ratio", crop_to_aspect_ratio)
    pad = check.flag(_OWNER, "pad_to_aspect_ratio", pad_to_aspect_ratio)
    if crop and pad:
        check.refuse(
            _OWNER,
            "`crop_to_aspect_ratio` and `pad_to_aspect_ratio` cannot both be True. Choose one.",
        )
    return image_files.crop if crop else image_files.pad if pad else image_files.stretch
