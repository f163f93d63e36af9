"""to_categorical: one-hot vectors of class indices."""

from __future__ import annotations

import keras
import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.owner import public
from prelayer._core.tensors import is_symbolic
from prelayer._core.types import ArrayLike, Tensor
from prelayer.ops.numeric import value_checks


@public
def to_categorical(x: ArrayLike, num_classes: int | None = None) -> np.ndarray | Tensor:
    """Convert class indices to one-hot vectors, such as `categorical_crossentropy` takes.

    See also: `CategoryEncoding`, `StringLookup`, `decode_labels`.

    Args:
        x: class indices: whole numbers from 0, of any shape; a last axis of size 1 is dropped.
        num_classes: number of classes; None for one more than the largest index.

    Returns:
        Vectors of zeros and a one, along a new last axis of size `num_classes`: an array of
        float64, or for a tensor a tensor of Keras's float type.

    Raises:
        ValueError: if a number is not whole, negative, or not below `num_classes`; in a graph,
            TensorFlow's InvalidArgumentError, and `num_classes` must be given.

    Examples:
        >>> from prelayer import to_categorical
        >>> to_categorical([0, 2, 1])
        array([[1., 0., 0.],
               [0., 0., 1.],
               [0., 1., 0.]])
    """
    if is_symbolic(x):
        raise errors.problem(
            'inside a model, use {layer!c}() with `{output_mode="one_hot"}`.',
            layer="CategoryEncoding",
        )
    indices = value_checks.as_whole_numbers(x)
    if not isinstance(indices, tf.Tensor):
        raise errors.invalid("x", "an array or a dense tensor", x)
    if len(indices.shape) > 1 and indices.shape[-1] == 1:
        indices = tf.squeeze(indices, -1)
    count = _class_count(indices) if num_classes is None else num_classes
    count = check.whole("num_classes", count, minimum=1)
    if indices.shape.num_elements() != 0:
        indices = value_checks.below("num_classes", count, indices)
    if tf.is_tensor(x):
        return tf.one_hot(indices, count, dtype=keras.config.floatx())
    flat = indices.numpy().reshape(-1)
    vectors = np.zeros((flat.size, count))
    vectors[np.arange(flat.size), flat] = 1
    return vectors.reshape(*indices.shape, count)


def _class_count(indices: tf.Tensor) -> int:
    if not tf.executing_eagerly():
        raise errors.invalid("num_classes", "a whole number in a graph", None)
    if indices.shape.num_elements() == 0:
        raise errors.invalid("num_classes", "a whole number where there are no class indices", None)
    # A negative index is rejected where the indices are checked.
    return max(1, int(tf.reduce_max(indices)) + 1)
