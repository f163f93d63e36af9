"""Targets of `ImageDataGenerator` by class mode."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import errors

DIRECTORY_MODES = ("categorical", "binary", "sparse", "input", None)
FRAME_MODES = ("categorical", "binary", "sparse", "input", "multi_output", "raw", None)
WITH_CLASSES = ("categorical", "binary", "sparse")

Target = Callable[[tf.Tensor], Any]


def class_target(class_mode: str, classes: Sequence[Any], names: Sequence[str]) -> Target:
    """Return a function from file positions to targets.

    Args:
        class_mode: "categorical" (one-hot), "binary" (0 or 1) or "sparse" (the class index).
        classes: the class index of each file, or for "categorical" a list of several.
        names: the names of the classes.
    """
    if class_mode == "binary" and len(names) != 2:
        raise errors.problem(
            '`{class_mode="binary"}` needs 2 classes, but there are {count}: {names!r}.',
            count=len(names),
            names=list(names),
        )
    if any(isinstance(item, list) for item in classes):
        return _several(classes, len(names))
    indices = tf.constant(np.asarray(classes, np.int32).reshape(-1))
    if class_mode == "categorical":
        return lambda places: tf.one_hot(tf.gather(indices, places), len(names))
    if class_mode == "binary":
        return lambda places: tf.cast(tf.gather(indices, places), tf.float32)
    return lambda places: tf.gather(indices, places)


def _several(classes: Sequence[Any], count: int) -> Target:
    marks = np.zeros((len(classes), count), np.uint8)
    for row, indices in zip(marks, classes):
        row[indices] = 1
    known = tf.constant(marks)
    return lambda places: tf.cast(tf.gather(known, places), tf.float32)


def classes_of(
    labels: Sequence[Any], class_mode: str, names: Sequence[str] | None
) -> tuple[list[Any], list[str]]:
    """Return the class index of each label, and the names of all classes.

    Args:
        labels: the names of classes; for "categorical" also lists of several.
        class_mode: one of `WITH_CLASSES`.
        names: the classes in index order; None: the distinct labels in sorted order.
    """
    several = (list, tuple, np.ndarray) if class_mode == "categorical" else ()
    for label in labels:
        parts = label if isinstance(label, several) else [label]
        if not all(isinstance(part, str) for part in parts):
            rule = "made of strings, or of lists of them" if several else "made of strings"
            raise errors.invalid("y_col", "a column {rule_}", label, rule_=rule)
    found = [list(label) if isinstance(label, several) else label for label in labels]
    present = {part for label in found for part in (label if isinstance(label, list) else [label])}
    names = sorted(present) if names is None else list(names)
    unknown = sorted(present - set(names))
    if unknown:
        raise errors.problem(
            "`classes` must hold every class of the data frame, but {unknown!r} is none of "
            "{names!r}. Add it, or drop its rows.",
            unknown=unknown[0],
            names=names,
        )
    index = {name: place for place, name in enumerate(names)}
    indices = [
        [index[part] for part in label] if isinstance(label, list) else index[label]
        for label in found
    ]
    return indices, names
