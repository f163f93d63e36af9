"""The argument `value_range` of image layers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer.ops.image import check_value_range
from prelayer.ops.image.color import clip
from prelayer.ops.numeric.arithmetic import at_least_float32


class ValueRange:
    """The lowest and the highest value that the pixels of a layer can have.

    Args:
        value_range: the argument.
    """

    def __init__(self, value_range: Any) -> None:
        given = np.asarray(value_range, dtype=object).reshape(-1).tolist()
        numbers = all(isinstance(n, (int, float, np.number)) for n in given)
        if len(given) != 2 or not numbers or not given[0] < given[1]:
            rule = "two numbers, the smaller one first"
            raise errors.invalid("value_range", rule, value_range)
        self.bounds = (float(given[0]), float(given[1]))
        self._warned = False

    def check(self, images: Any) -> None:
        """Raise an error for images that cannot be in the range, and warn once of dubious ones."""
        check_value_range.check_range(images, self.bounds)
        self._warned = self._warned or check_value_range.warn_of_range(images, self.bounds)

    def apply(
        self, function: Callable[[tf.Tensor], tf.Tensor], images: tf.Tensor, dtype: str
    ) -> tf.Tensor:
        """Return what a function returns for images as floats, clipped to the range; NaN stays NaN.

        Args:
            function: a function of float images.
            images: images of any dtype.
            dtype: the dtype of the result.
        """
        changed = function(tf.cast(images, at_least_float32(dtype)))
        return tf.cast(clip(changed, self.bounds), dtype)
