"""Base class of layers that depend on the range of pixel values."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import check
from prelayer.layers.image.image_layer import Draws, ImageLayer
from prelayer.ops.image import check_value_range
from prelayer.ops.image.color import clip


class ValueRangeLayer(ImageLayer):
    """Base class of image layers whose input and output pixels lie in `value_range`.

    `adjust` of a subclass computes in floats, and its result is clipped to the range. NaN pixels
    stay NaN.
    """

    value_range: tuple[float, float]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        given: list[Any] = np.array(self.value_range, object).reshape(-1).tolist()
        numbers = all(isinstance(n, (int, float, np.number)) for n in given)
        if len(given) != 2 or not numbers or not given[0] < given[1]:
            rule = "two numbers, the smaller one first"
            check.fail(self.title, "value_range", rule, self.value_range)
        self.value_range = (float(given[0]), float(given[1]))

        self._warned = False

    def check_range(self, images: Any) -> None:
        """Raise an error for images that cannot be in the range, and warn once of dubious ones."""
        check_value_range.check_range(self.title, images, self.value_range)
        self._warned = self._warned or check_value_range.warn_of_range(
            self.title, images, self.value_range
        )

    def transform_images(self, draws: Draws, images: tf.Tensor) -> tf.Tensor:
        double = self.compute_dtype == "float64"
        adjusted = self.adjust(draws, tf.cast(images, tf.float64 if double else tf.float32))
        return tf.cast(clip(adjusted, self.value_range), self.compute_dtype)

    def adjust(self, draws: Draws, images: tf.Tensor) -> tf.Tensor:
        """Return float images, (N, H, W, C), adjusted with sampled parameters, before clipping."""
        raise NotImplementedError
