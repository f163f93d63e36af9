"""The ids of images in the data, which key their random parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import tensorflow as tf

from prelayer._core import errors
from prelayer.ops.numeric.value_checks import after

Ids = str | Callable[..., Any] | None

_RULE = "the key of the ids in the images' {dict}, or a function of an element that returns them"


def ids_of(ids: Any, element: Any, images: tf.Tensor) -> tf.Tensor:
    """Return the ids of the images of an element, int64 of shape (images,).

    Args:
        ids: the key of the ids, or a function that receives the parts of an element.
        element: x, (x, y) or (x, y, weights).
        images: the images, one or a batch.
    """
    if callable(ids):
        found = ids(*element) if isinstance(element, tuple) else ids(element)
    else:
        x = element[0] if isinstance(element, tuple) else element
        if not isinstance(x, Mapping) or ids not in x:
            raise errors.invalid("ids", _RULE, ids)
        found = x[ids]
    found = tf.convert_to_tensor(found)
    if found.dtype == tf.string:
        found = tf.strings.to_hash_bucket_fast(found, 2**62)
    if not found.dtype.is_integer:
        raise errors.problem(
            "`ids` must be whole numbers or texts, not {dtype}.",
            argument="ids",
            dtype=found.dtype.name,
        )
    found = tf.cast(found, tf.int64)
    if found.shape.rank == 2 and found.shape[1] == 1:
        found = found[:, 0]
    found = found[tf.newaxis] if found.shape.rank == 0 else found
    count = tf.shape(images)[0] if images.shape.rank == 4 else 1
    message = "`ids` must have one id for each image. There are so many ids and images:"
    with after(
        tf.debugging.Assert(
            tf.equal(tf.size(found), count), errors.assertion(message, tf.size(found), count)
        )
    ):
        return tf.identity(found)


def check_ids(ids: Any) -> None:
    """Raise if `ids` is neither None, nor the name of a feature, nor a function."""
    if not (ids is None or isinstance(ids, str) or callable(ids)):
        raise errors.invalid("ids", _RULE + ", or {None}", ids)
