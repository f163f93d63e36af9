"""RandomSharpness: randomly smooths or sharpens images."""

from __future__ import annotations

from typing import Literal

import tensorflow as tf

from prelayer._core.types import Option
from prelayer.layers.image.color_layer import ColorLayer
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image.blur import sharpened
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size


class RandomSharpness(ColorLayer):
    """Smooths or sharpens each image by a random factor.

    The factor 0 returns the image smoothed over 3 x 3 pixels, 0.5 the image itself, and 1 the
    extrapolation by the same amount in the opposite direction, with stronger edges. Only pixels
    within the image are used. Inside a model, the layer is active during training only.

    See also: `RandomGaussianBlur`, `RandomContrast`, `AugmentationPipeline`.

    Args:
        factor: the range of the factors, a pair of numbers from 0 to 1. A number x means 0 to x:
            0.5 only smooths.
        value_range: the lowest and the highest value that pixels can have, such as (0, 1).
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        seed: an integer for reproducible random parameters; None: different ones in every run.
        per: "image" samples parameters for each image, "batch" once for all images of a batch.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if `factor` is out of range, or pixel values do not fit `value_range`.

    Examples:
        >>> from prelayer import RandomSharpness
        >>> RandomSharpness((0, 0))([[0, 13, 0], [0, 130, 0]]).numpy()
        array([[17.875, 19.5  , 17.875],
               [17.875, 66.3  , 17.875]], dtype=float32)
    """

    random_numbers = 1

    def __init__(
        self,
        factor: float | tuple[float, float],
        value_range: tuple[float, float] = (0, 255),
        data_format: Literal["channels_last", "channels_first"] | None = None,
        seed: int | None = None,
        *,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.factor = factor_range("factor", factor, 0, 1)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        return {"factor": scale_to(tf.squeeze(uniform, 1), self.factor)}

    def adjust(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        return sharpened(images, 2 * parameters["factor"] - 1)
