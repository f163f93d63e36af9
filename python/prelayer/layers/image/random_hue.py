"""RandomHue: randomly shifts the hue of images."""

from __future__ import annotations

from typing import Literal

import tensorflow as tf

from prelayer._core.types import Option
from prelayer.layers.image.color_layer import ColorLayer
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image import color, hsv
from prelayer.ops.image.sizes import Size


class RandomHue(ColorLayer):
    """Shifts the hue of each image by a random amount, in a random direction.

    The hue of HSV is rotated; saturation and value stay the same. Gray images (with one channel)
    and a fourth channel (alpha) stay unchanged. Inside a model, the layer is active during training
    only.

    See also: `RandomSaturation`, `RandomColorJitter`, `RandomChannelShift`.

    Args:
        factor: the range of the amounts, a pair of numbers from 0 (unchanged) to 1 (half a turn). A
            number x means 0 to x. Both directions are equally likely.
        value_range: the pixel values of black and white.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        seed: an integer for reproducible random parameters; None: different ones in every run.
        per: "image" samples parameters for each image, "batch" once for all images of a batch.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if `factor` is out of range, or images have 2 channels or more than 4.

    Examples:
        >>> from prelayer import RandomHue
        >>> half_a_turn = RandomHue((1, 1))
        >>> half_a_turn([[[200, 150, 100], [80, 80, 80]]]).numpy().round(2)
        array([[[100., 150., 200.],
                [ 80.,  80.,  80.]]], dtype=float32)
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
        return {"turns": hsv.turns(tf.squeeze(uniform, 1), self.factor)}

    def adjust(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        return color.on_colors(images, lambda rgb: hsv.turn(rgb, parameters["turns"]))
