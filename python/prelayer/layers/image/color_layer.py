"""Base class of layers that change colors."""

from __future__ import annotations

import tensorflow as tf

from prelayer._core.types import Option
from prelayer.layers.image.image_layer import ImageLayer, Parameters
from prelayer.layers.image.value_range import ValueRange


class ColorLayer(ImageLayer):
    """Base class of image layers whose input and output pixels lie in `value_range`.

    `adjust` of a subclass computes in floats, and its result is clipped to the range. NaN pixels
    stay NaN.
    """

    value_range: tuple[float, float]
    pixel_range: ValueRange

    def __init__(self, **kwargs: Option) -> None:
        super().__init__(**kwargs)
        self.pixel_range = ValueRange(self.value_range)
        self.value_range = self.pixel_range.bounds

    def transform_images(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        return self.pixel_range.apply(
            lambda floats: self.adjust(parameters, floats), images, self.compute_dtype
        )

    def adjust(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        """Return float images, (N, H, W, C), adjusted with sampled parameters, before clipping."""
        raise NotImplementedError
