"""User-defined functions of one image, applied to each image of a batch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.owner import keep_owner


def for_each_image(function: Any) -> Callable[[tf.Tensor], tf.Tensor]:
    """Convert a function of one image to a function of a batch of images.

    Args:
        function: a Keras layer, which is called on the whole batch; a `tf.function`, which is run
            in the graph for each image; or another function, which is called in Python with each
            image as a NumPy array. The result has the shape of the image.
    """
    if isinstance(function, keras.layers.Layer):
        return function
    if not callable(function):
        rule = "a function of one image, a tf.function or a layer"
        raise errors.invalid("preprocessing_function", rule, function)
    traced = hasattr(function, "get_concrete_function")

    def in_python(images: np.ndarray) -> np.ndarray:
        results = [np.asarray(function(image)) for image in images]
        for result, image in zip(results, images):
            if result.shape != image.shape:
                raise errors.problem(
                    "`preprocessing_function` must keep the shape of an image, {shape!s}, but it "
                    "returned one of shape {returned!s}.",
                    shape=image.shape,
                    returned=result.shape,
                )
        return np.asarray(results, images.dtype).reshape(images.shape)

    def apply(images: tf.Tensor) -> tf.Tensor:
        if traced:
            changed = tf.map_fn(function, images, fn_output_signature=images.dtype)
        else:
            changed = tf.numpy_function(keep_owner(in_python), [images], images.dtype)
        return tf.ensure_shape(changed, images.shape)

    return apply
