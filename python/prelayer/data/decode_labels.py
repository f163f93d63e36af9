"""decode_labels: converts class indices or scores to class names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.owner import owned_by, public
from prelayer._core.tensors import as_numbers
from prelayer._core.types import ArrayLike, Token


@public
def decode_labels(labels: ArrayLike, class_names: Sequence[Token]) -> np.ndarray | Token:
    """Convert class indices, scores or token indices to names.

    Whole numbers are indices into `class_names`, from 0. Floats are scores along the last axis, one
    per class, such as the output of a model or one-hot labels; the class with the largest score is
    returned, the first one of equal scores. Two classes may have a single score from 0 to 1, which
    selects the second class if it is at least 0.5.

    See also: `class_names`, `StringLookup`, `to_categorical`.

    Args:
        labels: a tensor or array of whole numbers in any shape, or of floats.
        class_names: the names in index order, as returned by `class_names(dataset)` or
            `layer.get_vocabulary()`.

    Returns:
        An array of names in the shape of the indices, or of the scores without their last axis; a
        single name if that shape is scalar.

    Raises:
        ValueError: if an index is out of range, the number of scores is not that of classes, a
            score is NaN, or the single score of two classes is not from 0 to 1.

    Examples:
        >>> import numpy as np
        >>> from prelayer import decode_labels
        >>> decode_labels(np.array([1, 0]), ["cat", "dog"]).tolist()
        ['dog', 'cat']
        >>> decode_labels(np.array([[0.2, 0.8]]), ["cat", "dog"]).tolist()
        ['dog']
    """
    if isinstance(class_names, (str, bytes, Mapping)) or not hasattr(class_names, "__len__"):
        remedy = "Pick those of one target." if isinstance(class_names, Mapping) else ""
        rule = "a list of names, as `class_names(dataset)` gives it"
        raise errors.invalid("class_names", rule, class_names, remedy)
    names = np.empty(len(class_names), dtype=object)
    names[:] = class_names
    return names[label_ids(labels, len(names))]


@owned_by("decode_labels")
def label_ids(labels: ArrayLike, count: int) -> np.ndarray:
    """Return class indices, from 0, of class indices or scores.

    Args:
        labels: as for `decode_labels`.
        count: number of classes.
    """
    tensor = as_numbers(labels)
    if not isinstance(tensor, tf.Tensor) or not hasattr(tensor, "numpy"):
        raise errors.invalid("labels", "an array or a dense tensor", labels)
    # The NumPy dtype of bfloat16 does not have the kind "f".
    values = (tf.cast(tensor, tf.float64) if tensor.dtype.is_floating else tensor).numpy()
    if values.dtype.kind == "f":
        return _best(values, count)
    wrong = (values < 0) | (values >= count)
    if wrong.any():
        raise errors.invalid(
            "labels",
            "numbers from 0 to {last}, which are the places of {count} names",
            values[wrong][0],
            last=count - 1,
            count=count,
        )
    return values.astype(np.int64)


def _best(scores: np.ndarray, count: int) -> np.ndarray:
    if np.isnan(scores).any():
        raise errors.problem("scores must not be NaN, which is larger or smaller than none.")
    last = scores.shape[-1] if scores.ndim else None
    if last == 1 and count == 2:
        beyond = (scores < 0) | (scores > 1)
        if beyond.any():
            raise errors.problem(
                "one score of two classes must be from 0 to 1, but {scores} is among them. "
                "`tf.sigmoid()` makes such scores of logits.",
                scores=f"{scores[beyond][0]:g}",
            )
        return (scores[..., 0] >= 0.5).astype(np.int64)
    if last != count:
        raise errors.problem(
            "floats are scores, of which there must be one for each of {count} names along the "
            "last axis, but the shape is {shape!s}. Give the numbers of classes as integers.",
            count=count,
            shape=scores.shape,
        )
    return np.argmax(scores, axis=-1)
