"""RandomBrightness: randomly adjusts the brightness of images."""

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


class RandomBrightness(ColorLayer):
    """Makes each image brighter or darker by a random amount.

    The same amount is added to all pixels and channels, and the result is clipped to `value_range`.
    Inside a model, the layer is active during training only.

    See also: `RandomContrast`, `RandomColorJitter`, `AugmentationPipeline`.

    Args:
        factor: the range of the amounts, as shares of the value range: a pair of numbers from -1
            (black) to 1 (white). A number x means -x to x.
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
        >>> from prelayer import RandomBrightness
        >>> brighter = RandomBrightness((0.2, 0.2))
        >>> brighter([[0, 100, 250]]).numpy()
        array([[ 51., 151., 255.]], dtype=float32)
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
        self.factor = factor_range("factor", factor, -1, 1)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        return {"shift": scale_to(tf.squeeze(uniform, 1), self.factor)}

    def adjust(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        return color.brighten(images, parameters["shift"], self.value_range)
