"""Datasets of `ImageDataGenerator`: from arrays, folders and data frames."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, Literal

import tensorflow as tf

from prelayer._core import check
from prelayer._core.owner import owned_methods
from prelayer._core.types import ArrayLike, FrameLike
from prelayer.data.common.gather_rows import Order
from prelayer.data.files.file_format import Kind
from prelayer.pipeline.image_data_generator import generator_sources
from prelayer.pipeline.image_data_generator.generator_files import (
    LabeledFiles,
    folder_files,
    frame_files,
    image_kind,
)
from prelayer.pipeline.image_data_generator.generator_steps import Steps

Subset = Literal["training", "validation"] | None


@owned_methods("ImageDataGenerator")
class ImageFlows:
    """Base class with the `flow` methods.

    Args:
        data_format: "channels_last" or "channels_first".
        validation_split: the fraction of the images in `subset="validation"`.
        steps: the transformations of batches.
    """

    def __init__(self, data_format: str, validation_split: float, steps: Steps) -> None:
        self.data_format, self.validation_split, self._steps = data_format, validation_split, steps

    def flow(
        self,
        x: ArrayLike,
        y: ArrayLike = None,
        batch_size: int = 32,
        shuffle: bool = True,
        sample_weight: ArrayLike = None,
        seed: int | None = None,
        ignore_class_split: bool = False,
        subset: Subset = None,
    ) -> tf.data.Dataset:
        """Return a dataset of one epoch from images in memory, with their labels and weights.

        Args:
            x: images (batch, height, width, channels).
            y: labels, one per row; None: only images.
            batch_size: images per batch.
            shuffle: whether to shuffle images in a new order each epoch.
            sample_weight: sample weights, one per row.
            seed: a whole number that makes order and augmentations reproducible.
            ignore_class_split: whether the two subsets may have different labels.
            subset: "training", "validation", which is the first `validation_split` of the rows and
                is not augmented, or None for all rows.
        """
        ordered = generator_sources.order(batch_size, shuffle, seed)
        parts = generator_sources.parts_of(x, y, sample_weight)
        rows = generator_sources.held_out(len(parts[0]), self.validation_split, subset)
        ignore = check.flag("ignore_class_split", ignore_class_split)
        if subset and y is not None and not ignore:
            generator_sources.same_labels(parts[1], rows)
        batches = generator_sources.array_batches([part[rows] for part in parts], ordered)
        if subset != "validation":
            self._steps.warn_of_range(parts[0])
        return self._steps.finished(batches, ordered, augment=subset != "validation")

    def flow_from_directory(
        self,
        directory: str | os.PathLike[str],
        target_size: tuple[int, int] = (256, 256),
        color_mode: str = "rgb",
        classes: Sequence[str] | None = None,
        class_mode: str | None = "categorical",
        batch_size: int = 32,
        shuffle: bool = True,
        seed: int | None = None,
        follow_links: bool = False,
        subset: Subset = None,
        interpolation: str = "nearest",
        keep_aspect_ratio: bool = False,
        verbose: bool = True,
    ) -> tf.data.Dataset:
        """Return a dataset of one epoch from images in a folder with one folder per class.

        Args:
            directory: folder with one folder of images per class; only regular files that are not
                hidden are read.
            target_size: (height, width) in pixels to which every image is resized.
            color_mode: "grayscale", "rgb" or "rgba".
            classes: names of class folders in index order; None: all of them.
            class_mode: "categorical" (one-hot), "binary" (0 or 1), "sparse" (the class index),
                "input" (the images themselves) or None (only images).
            batch_size: images per batch.
            shuffle: whether to shuffle images in a new order each epoch.
            seed: a whole number that makes order and augmentations reproducible.
            follow_links: whether to enter folders that are symbolic links.
            subset: "training", "validation", which is the first `validation_split` of each class's
                files and is not augmented, or None for all files.
            interpolation: as for `image_dataset_from_directory`.
            keep_aspect_ratio: whether to crop to the aspect ratio of `target_size` instead of
                stretching.
            verbose: whether to print the number of files and classes.
        """
        kind = image_kind(
            target_size, color_mode, interpolation, keep_aspect_ratio, self.data_format
        )
        ordered = generator_sources.order(batch_size, shuffle, seed)
        files = folder_files(directory, classes, class_mode, follow_links)
        return self._from_files(files, kind, ordered, subset, verbose)

    def flow_from_dataframe(
        self,
        dataframe: FrameLike,
        directory: str | os.PathLike[str] | None = None,
        x_col: str = "filename",
        y_col: str | Sequence[str] = "class",
        weight_col: str | None = None,
        target_size: tuple[int, int] = (256, 256),
        color_mode: str = "rgb",
        classes: Sequence[str] | None = None,
        class_mode: str | None = "categorical",
        batch_size: int = 32,
        shuffle: bool = True,
        seed: int | None = None,
        subset: Subset = None,
        interpolation: str = "nearest",
        validate_filenames: bool = True,
        keep_aspect_ratio: bool = False,
        verbose: bool = True,
    ) -> tf.data.Dataset:
        """Return a dataset of one epoch from images listed in a data frame, with their labels.

        Args:
            dataframe: a data frame, or a dict of columns.
            directory: the folder of the files; None: file names are complete paths.
            x_col: the column of file names.
            y_col: the column of classes or targets; several for "multi_output" and "raw".
            weight_col: the column of sample weights; None: no weights.
            classes: names of classes in index order; None: in alphabetical order.
            class_mode: as for `flow_from_directory`, with "categorical" also for lists of classes;
                or "raw" (the values of `y_col`), or "multi_output" (a tuple of its columns).
            subset: "training", "validation", which is the first `validation_split` of the rows and
                is not augmented, or None for all rows.
            validate_filenames: whether to raise for missing files before any file is read.

        The other arguments are those of `flow_from_directory`.
        """
        kind = image_kind(
            target_size, color_mode, interpolation, keep_aspect_ratio, self.data_format
        )
        ordered = generator_sources.order(batch_size, shuffle, seed)
        files = frame_files(dataframe, directory, x_col, y_col, weight_col, classes, class_mode)
        if check.flag("validate_filenames", validate_filenames):
            files.refuse_missing()
        return self._from_files(files, kind, ordered, subset, verbose)

    def _from_files(
        self, files: LabeledFiles, kind: Kind, ordered: Order, subset: str | None, verbose: Any
    ) -> tf.data.Dataset:
        part = files.part(self.validation_split, subset)
        return self._steps.from_files(part, kind, ordered, subset != "validation", verbose)
