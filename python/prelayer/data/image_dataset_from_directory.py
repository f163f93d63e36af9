"""image_dataset_from_directory: loads images with labels from a folder."""

from __future__ import annotations

import numbers
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import keras

from prelayer._core import check, errors
from prelayer._core.owner import public
from prelayer._core.types import ArrayLike, Token
from prelayer.data.files import image_files
from prelayer.data.files.folder_dataset import Datasets, Folder, folder_dataset
from prelayer.data.files.image_decoder import Decoder, checked_decoder
from prelayer.data.files.image_formats import EXTENSIONS


@public
def image_dataset_from_directory(
    directory: str | os.PathLike[str],
    labels: ArrayLike = "inferred",
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
    group: Callable[[str], Token] | Sequence[Token] | None = None,
    antialias: bool = False,
    decoder: Decoder | None = None,
) -> Datasets:
    """Load the images in a folder as a dataset of float32 batches with labels.

    Each folder in `directory` is a class; class indices follow the alphabetical order of the names.
    Each epoch is shuffled in a new order, reproducible by `seed`. A file that cannot be decoded
    raises an error that names it. Values are from 0 to 255, those of 16-bit PNG files from 0 to
    65535.

    See also: `image_dataset_from_frame`, `split_dataset`, `DecodeImage`, `report`.

    Args:
        directory: folder with one folder of .bmp, .gif, .jpeg, .jpg, .png or .webp files per class
            (.webp with one frame, if TensorFlow can read them). Hidden files and folders (names
            that begin with a dot), FIFOs, sockets and devices are skipped.
        labels: "inferred" from the folders; None for no labels; or one label per file, in the
            order of `file_paths` with `shuffle=False`: whole numbers or strings.
        label_mode: "int" (int32), "categorical" (one-hot float32), "binary" (0 or 1, float32,
            shape (batch, 1)) or None (no labels).
        class_names: names of class folders in the order of their class indices. Default: all class
            folders in alphabetical order.
        color_mode: "grayscale", "rgb" or "rgba": 1, 3 or 4 channels.
        batch_size: images per batch; None for single images.
        image_size: (height, width) in pixels to which every image is resized.
        shuffle: whether to shuffle the files; otherwise they are in alphabetical order.
        seed: whole number that makes shuffling and splitting reproducible.
        validation_split: fraction of the files, between 0 and 1, used for validation.
        subset: "training", "validation" or "both"; used with `validation_split`.
        interpolation: "bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5",
            "gaussian" or "mitchellcubic".
        follow_links: whether to enter folders that are symbolic links. A link to a folder that
            contains the link is not followed.
        crop_to_aspect_ratio: whether to crop to the aspect ratio of `image_size` before resizing,
            instead of stretching.
        pad_to_aspect_ratio: whether to pad with zeros to the aspect ratio of `image_size` instead.
        data_format: "channels_last" or "channels_first". Default: the setting of Keras.
        format: "tf".
        verbose: whether to print the number of files and classes.
        on_error: how to handle an unreadable file: "raise" an error that names it, "skip" it and
            its label, or replace it by a "placeholder", a black image. `report()` lists these
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
        antialias: whether downsampling averages over all pixels, as in Pillow; this is slower.
        decoder: functions that read other file formats, by extension, {".npy": numpy.load}: each
            takes a path and returns numbers of shape (height, width) or (height, width, channels),
            whose range is not changed. Files with these extensions are loaded too.

    Returns:
        A `tf.data.Dataset` of (images, labels), or of images only without labels, with the
        attributes `class_names` and `file_paths`; a pair of datasets with `subset="both"`; a
        dict of datasets with `split`.

    Raises:
        ValueError: if an argument is invalid, a folder is missing or empty, or a class has no
            files.

    Examples:
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
    check.one_of("color_mode", color_mode, tuple(image_files.CHANNELS))
    check.one_of("format", format, ("tf",))
    method = interpolation.lower() if isinstance(interpolation, str) else interpolation
    check.one_of("interpolation", method, image_files.INTERPOLATIONS)
    if data_format is None:
        data_format = keras.config.image_data_format()
    check.one_of("data_format", data_format, ("channels_last", "channels_first"))
    fit = _fit(crop_to_aspect_ratio, pad_to_aspect_ratio)
    size, channels = _size(image_size), image_files.CHANNELS[color_mode]
    antialias = check.flag("antialias", antialias)
    own = checked_decoder(decoder)
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
    kind = image_files.kind(size, channels, fit, method, data_format, antialias, own)
    return folder_dataset(arguments, sorted({*EXTENSIONS, *own}), kind)


def _size(image_size: Any) -> tuple[int, int]:
    one = isinstance(image_size, numbers.Real)
    pair = [image_size, image_size] if one else image_size
    if not isinstance(pair, (list, tuple)) or len(pair) != 2:
        raise errors.invalid("image_size", "two whole numbers, (height, width)", image_size)
    height, width = (check.whole("image_size", side, minimum=1) for side in pair)
    return height, width


def _fit(crop_to_aspect_ratio: bool, pad_to_aspect_ratio: bool) -> image_files.Fit:
    crop = check.flag("crop_to_aspect_ratio", crop_to_aspect_ratio)
    pad = check.flag("pad_to_aspect_ratio", pad_to_aspect_ratio)
    if crop and pad:
        raise errors.problem(
            "`crop_to_aspect_ratio` and `pad_to_aspect_ratio` cannot both be {True}. Choose one."
        )
    return image_files.crop if crop else image_files.pad if pad else image_files.stretch
