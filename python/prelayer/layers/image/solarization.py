"""Solarization: inverts pixels above a random threshold."""

from __future__ import annotations

from typing import Literal

import tensorflow as tf

from prelayer._core.types import Option
from prelayer.layers.image.color_layer import ColorLayer
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image import color
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size


class Solarization(ColorLayer):
    """Inverts the pixels of each image that reach a random threshold.

    Before that, a random amount is added to the image, and the result is clipped to `value_range`.
    By default, all pixels are inverted. Inside a model, the layer is active during training only.

    See also: `RandomInvert`, `RandomPosterization`, `AugmentationPipeline`.

    Args:
        addition_factor: the range of the added amount, as a share of the value range: a pair of
            numbers from 0 to 1. A number x means 0 to x.
        threshold_factor: the range of the threshold from which on pixels are inverted, in the same
            form.
        value_range: the pixel values of black and white.
        seed: an integer for reproducible random parameters; None: different ones in every run.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        per: "image" samples parameters for each image, "batch" once for all images of a batch.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if a factor or `value_range` is invalid, or pixel values do not fit the range.

    Examples:
        >>> from prelayer import Solarization
        >>> bright_ones = Solarization(threshold_factor=(0.5, 0.5))
        >>> bright_ones([[0, 100, 200, 255]]).numpy()
        array([[  0., 100.,  55.,   0.]], dtype=float32)
    """

    random_numbers = 2

    def __init__(
        self,
        addition_factor: float | tuple[float, float] = 0.0,
        threshold_factor: float | tuple[float, float] = 0.0,
        value_range: tuple[float, float] = (0, 255),
        seed: int | None = None,
        *,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.addition_factor = factor_range("addition_factor", addition_factor, 0, 1)
        self.threshold_factor = factor_range("threshold_factor", threshold_factor, 0, 1)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        addition, threshold = tf.unstack(uniform, axis=1)
        return {
            "addition": scale_to(addition, self.addition_factor),
            "threshold": scale_to(threshold, self.threshold_factor),
        }

    def adjust(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        return color.solarize(
            images, parameters["addition"], parameters["threshold"], self.value_range
        )
