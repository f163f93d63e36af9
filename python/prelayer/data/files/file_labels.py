"""Labels of files, from the user or from folder names, encoded by `label_mode`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer.data.files.class_folders import Files

LABEL_MODES = ("int", "categorical", "binary", None)


def given_labels(labels: Any, files: Files) -> Files:
    """Return `files` with the user's labels: whole numbers unchanged, strings by sorted order."""
    # NumPy would convert mixed labels to strings, including NaN and masked values.
    mixed = isinstance(labels, (list, tuple)) and len({isinstance(x, str) for x in labels}) > 1
    if mixed or np.ma.is_masked(labels):
        raise errors.invalid("labels", "whole numbers alone or strings alone, none missing", labels)
    values = np.asarray(labels)
    named = values.dtype.kind in "UOT"
    if (
        values.ndim != 1
        or values.dtype.kind not in "iufUOT"
        or (named and not all(isinstance(value, str) for value in values))
    ):
        raise errors.invalid("labels", '"inferred", {None} or a list with one label a file', labels)
    if len(values) != len(files.paths):
        raise errors.problem(
            "`labels` must hold one label for each file, but it holds {count} and there are "
            "{files} files.",
            count=len(values),
            files=len(files.paths),
        )
    if named:
        names, ranks = np.unique(values.astype(str), return_inverse=True)
        return files._replace(classes=ranks.tolist(), class_names=names.tolist())
    classes = [check.whole("labels", value) for value in values.tolist()]
    for value in classes:
        if not np.iinfo(np.int32).min <= value <= np.iinfo(np.int32).max:
            # TensorFlow would keep the last 32 bits.
            raise errors.invalid("labels", "whole numbers that int32 can hold", value)
    return files._replace(classes=classes, class_names=[str(c) for c in sorted(set(classes))])


def check_label_mode(label_mode: str | None, files: Files) -> None:
    """Raise if `label_mode` cannot encode the classes."""
    if files.classes is None or files.class_names is None:
        return
    count = len(files.class_names)
    if label_mode == "binary" and count != 2:
        raise errors.problem(
            '`{label_mode="binary"}` needs 2 classes, but there are {count}: {class_names!r}.',
            count=count,
            class_names=files.class_names,
        )
    if label_mode in ("binary", "categorical") and not set(files.classes) <= set(range(count)):
        raise errors.invalid(
            "labels",
            "whole numbers from 0 to {last} with `{label_mode=label_mode}`",
            sorted(set(files.classes)),
            last=count - 1,
            label_mode=label_mode,
        )


def label_encoder(label_mode: str | None, num_classes: int) -> Callable[[tf.Tensor], tf.Tensor]:
    """Return a function that encodes a class index as a label."""
    if label_mode == "categorical":
        return lambda label: tf.one_hot(label, num_classes)
    if label_mode == "binary":
        return lambda label: tf.cast(label, tf.float32)[..., tf.newaxis]
    return lambda label: label
