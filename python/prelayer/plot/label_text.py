"""Labels as text: class names, and mixed labels with fractions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.tensors import as_tensor

# Classes with a smaller fraction of a mixed label are omitted.
_SMALLEST_SHARE = 0.01


def titles_of(labels: Any, count: int, names: Sequence[str] | None) -> list[str]:
    """Return a title for each of `count` images, from titles or from labels in any encoding."""
    if labels is None:
        return [""] * count
    values = _values(labels)
    one_row = count == 1 and values.ndim == 1 and len(values) > 1 and values.dtype.kind != "O"
    if values.ndim == 0 or one_row:
        values = values[np.newaxis]
    if len(values) != count:
        raise errors.problem(
            "`titles` must be one for each of {count} images, but there are {titles}.",
            count=count,
            titles=len(values),
        )
    return [text_of(row, names) for row in values]


def _values(labels: Any) -> np.ndarray:
    tensor = as_tensor(labels)
    if not isinstance(tensor, tf.Tensor):
        raise errors.problem("titles must be dense: one text, number or row for each image.")
    if tensor.dtype == tf.string:
        return np.vectorize(lambda text: text.decode("utf-8", "replace"), [object])(tensor.numpy())
    return tensor.numpy() if tensor.dtype.is_integer else tf.cast(tensor, tf.float64).numpy()


def text_of(label: Any, names: Sequence[str] | None) -> str:
    """Return the text of one label: a text, a class, or a row with the fraction of each class."""
    flat = np.asarray(label).reshape(-1)
    if flat.size == 1:
        return flat[0] if isinstance(flat[0], str) else _class_name(flat[0], names)
    if flat.dtype.kind == "O":
        return ", ".join(flat)
    parts = [at for at in np.argsort(-flat, kind="stable") if flat[at] >= _SMALLEST_SHARE]
    words = [_class_name(at, names) for at in parts]
    if all(flat[at] == 1 for at in parts):
        return ", ".join(words)
    return ", ".join(f"{word} {flat[at]:.2f}" for word, at in zip(words, parts))


def _class_name(label: Any, names: Sequence[str] | None) -> str:
    if names is None or not np.isfinite(label) or label != int(label):
        return f"{label:g}"
    if not 0 <= label < len(names):
        raise errors.problem(
            "`class_names` must have a name for each class, but of {count} names none is for "
            "class {label}; classes count from 0.",
            count=len(names),
            label=int(label),
        )
    return str(names[int(label)])
