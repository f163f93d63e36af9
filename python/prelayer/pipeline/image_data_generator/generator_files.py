"""Image files of `ImageDataGenerator`, with labels and weights."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer.data.common.changing_epochs import mark_changing
from prelayer.data.common.element_schema import Schema
from prelayer.data.files import image_files
from prelayer.data.files.class_folders import (
    class_folders,
    every_file,
    existing_folder,
    files_by_class,
)
from prelayer.data.files.file_format import Kind
from prelayer.data.files.image_formats import EXTENSIONS
from prelayer.data.frame.listed_files import refuse_special_files
from prelayer.data.schema import with_schema
from prelayer.pipeline.image_data_generator.generator_sources import held_out_of_each
from prelayer.pipeline.image_data_generator.generator_targets import (
    DIRECTORY_MODES,
    FRAME_MODES,
    WITH_CLASSES,
    Target,
    class_target,
    classes_of,
)


class LabeledFiles(NamedTuple):
    """Paths of files with their labels, targets and weights.

    Args:
        paths: the files.
        class_mode: the encoding of the labels.
        classes: the class index of each file, or a list of several; None: no classes.
        names: the names of the classes.
        values: columns of other targets, one array each.
        weights: the sample weight of each file; None: no weights.
        by_class: whether the validation part is a fraction of each class instead of all files.
    """

    paths: list[str]
    class_mode: str | None
    classes: list[Any] | None = None
    names: list[str] | None = None
    values: tuple[np.ndarray, ...] = ()
    weights: np.ndarray | None = None
    by_class: bool = False

    def part(self, fraction: float, subset: Any) -> LabeledFiles:
        """Return the files of a subset."""
        groups = [np.arange(len(self.paths))]
        if self.by_class and self.classes is not None:
            classes = np.asarray(self.classes)
            groups = [np.flatnonzero(classes == index) for index in range(len(self.names or ()))]
        rows = held_out_of_each([len(group) for group in groups], fraction, subset)
        places = np.concatenate([group[row] for group, row in zip(groups, rows)])
        return self._replace(
            paths=[self.paths[place] for place in places],
            classes=None if self.classes is None else [self.classes[place] for place in places],
            values=tuple(column[places] for column in self.values),
            weights=None if self.weights is None else self.weights[places],
        )

    def targets(self) -> list[Target]:
        """Return functions from file positions to targets and weights."""
        targets: list[Target] = []
        if self.class_mode in WITH_CLASSES:
            targets = [class_target(str(self.class_mode), self.classes or [], self.names or [])]
        elif self.class_mode == "multi_output":
            columns = [tf.constant(column) for column in self.values]
            targets = [lambda places: tuple(tf.gather(column, places) for column in columns)]
        elif self.class_mode == "raw":
            table = self.values[0] if len(self.values) == 1 else np.stack(self.values, axis=1)
            targets = [partial(tf.gather, tf.constant(table))]
        if self.weights is not None:
            targets.append(partial(tf.gather, tf.constant(self.weights)))
        return targets

    def found(self) -> str:
        """Return a sentence with the number of files."""
        if self.names is None:
            return f"Found {len(self.paths)} images."
        return f"Found {len(self.paths)} images belonging to {len(self.names)} classes."

    def described(self, dataset: tf.data.Dataset) -> tf.data.Dataset:
        """Attach the paths, class names and class indices to a dataset of the files."""
        with_schema(mark_changing(dataset), Schema(class_names=self.names, file_paths=self.paths))
        dataset.class_indices = {name: place for place, name in enumerate(self.names or ())}
        dataset.classes = self.classes
        return dataset

    def refuse_missing(self) -> None:
        """Raise if a file does not exist or has no extension of an image file."""
        wrong = [
            path
            for path in self.paths
            if not path.lower().endswith(EXTENSIONS) or not tf.io.gfile.exists(path)
        ]
        if wrong:
            raise errors.problem(
                "{count} of {files} files are missing or no images, the first one {wrong!r}. "
                "Drop their rows, or correct `directory`.",
                count=len(wrong),
                files=len(self.paths),
                wrong=wrong[0],
            )


def folder_files(
    directory: Any, classes: Sequence[str] | None, class_mode: str | None, follow_links: Any
) -> LabeledFiles:
    """Return the files in the class folders; without classes, those of all folders."""
    check.one_of("class_mode", class_mode, DIRECTORY_MODES)
    folder = existing_folder(directory)
    links = check.flag("follow_links", follow_links)
    unnamed = class_mode not in WITH_CLASSES and classes is None
    if unnamed and not class_folders(folder):
        return LabeledFiles(every_file(folder, EXTENSIONS, links).paths, class_mode)
    found = files_by_class(folder, EXTENSIONS, classes, links, argument="classes")
    return LabeledFiles(found.paths, class_mode, found.classes, found.class_names, by_class=True)


def frame_files(
    frame: Any,
    directory: Any,
    x_col: Any,
    y_col: Any,
    weight_col: Any,
    classes: Sequence[str] | None,
    class_mode: str | None,
) -> LabeledFiles:
    """Return the files listed in a data frame or a dict of columns."""
    check.one_of("class_mode", class_mode, FRAME_MODES)
    folder = "" if directory is None else existing_folder(directory)
    paths = _column(frame, "x_col", x_col)
    for path in paths:
        if not isinstance(path, (str, os.PathLike)):
            raise errors.invalid("x_col", "a column of file names", path)
    weights = None
    if weight_col is not None:
        weights = _weights(_column(frame, "weight_col", weight_col))
    paths = [os.path.join(folder, os.path.expanduser(path)) for path in paths]
    refuse_special_files(paths)
    files = LabeledFiles(
        paths,
        class_mode,
        weights=weights,
    )
    if class_mode in WITH_CLASSES:
        labels = _column(frame, "y_col", y_col)
        indices, names = classes_of(labels, str(class_mode), classes)
        return files._replace(classes=indices, names=names)
    if class_mode in ("raw", "multi_output"):
        columns = [y_col] if isinstance(y_col, str) else list(y_col)
        values = tuple(np.asarray(_column(frame, "y_col", name)) for name in columns)
        return files._replace(values=values)
    return files


def _weights(values: list[Any]) -> np.ndarray:
    return np.array([check.number("weight_col", value) for value in values], np.float32)


def _column(frame: Any, argument: str, name: Any) -> list[Any]:
    names = list(frame if isinstance(frame, Mapping) else getattr(frame, "columns", ()))
    if name not in names:
        rule = "the name of a column" + ", {names!o}" * bool(names)
        raise errors.invalid(argument, rule, name, names=names)
    values = frame[name]
    return values.tolist() if hasattr(values, "tolist") else list(values)


def image_kind(
    target_size: Any,
    color_mode: Any,
    interpolation: Any,
    keep_aspect_ratio: Any,
    data_format: str,
) -> Kind:
    """Return the reader of image files for the user's arguments."""
    check.one_of("color_mode", color_mode, tuple(image_files.CHANNELS))
    check.one_of("interpolation", interpolation, image_files.INTERPOLATIONS)
    fit: Callable[..., tf.Tensor] = image_files.stretch
    if check.flag("keep_aspect_ratio", keep_aspect_ratio):
        fit = image_files.crop
    if np.shape(target_size) != (2,):
        raise errors.invalid("target_size", "two whole numbers, (height, width)", target_size)
    height, width = (check.whole("target_size", side, minimum=1) for side in target_size)
    channels = image_files.CHANNELS[color_mode]
    return image_files.kind((height, width), channels, fit, interpolation, data_format)
