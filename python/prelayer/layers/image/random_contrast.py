"""RandomContrast: randomly adjusts the contrast of images."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import tensorflow as tf

from prelayer._core.types import Option
from prelayer.layers.image.color_layer import ColorLayer
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image import color
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size


class RandomContrast(ColorLayer):
    """Raises or lowers the contrast of each image by a random factor.

    The factor multiplies the differences between the pixels and the mean of their channel in the
    image; the result is clipped to `value_range`. NaN pixels are ignored and stay NaN. Inside a
    model, the layer is active during training only.

    See also: `RandomBrightness`, `RandomColorJitter`, `AutoContrast`.

    Args:
        factor: a pair (lower, upper) of numbers from 0 to 1, for factors from 1 - lower to 1 +
            upper. A number x means (x, x).
        value_range: the pixel values of black and white.
        seed: an integer for reproducible random parameters; None: different ones in every run.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        per: "image" samples parameters for each image, "batch" once for all images of a batch.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if `factor` or `value_range` is invalid, or pixel values do not fit the range.

    Examples:
        >>> from prelayer import RandomContrast
        >>> contrast = RandomContrast(0.5, seed=1)
        >>> contrast([[50, 100, 150]]).numpy().round()
        array([[ 30., 100., 170.]], dtype=float32)
    """

    random_numbers = 1

    def __init__(
        self,
        factor: float | tuple[float, float],
        value_range: tuple[float, float] = (0, 255),
        seed: int | None = None,
        *,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.scales = contrast_scales("factor", factor)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        return {"scale": scale_to(tf.squeeze(uniform, 1), self.scales)}

    def adjust(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        return color.contrast(images, parameters["scale"])


def contrast_scales(argument: str, factor: Any) -> tuple[float, float]:
    """Return the lowest and the highest contrast factor of an argument."""
    factor_range(argument, factor, 0, 1)
    lower, upper = np.broadcast_to(np.asarray(factor, float), 2).tolist()
    return 1 - lower, 1 + upper
