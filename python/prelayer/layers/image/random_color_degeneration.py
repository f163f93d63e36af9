"""RandomColorDegeneration: randomly fades the colors of images."""

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


class RandomColorDegeneration(ColorLayer):
    """Fades the colors of each image by a random share.

    Pixels are mixed with their luma according to ITU-R BT.601. Gray images (with one channel) and a
    fourth channel (alpha) stay unchanged. Inside a model, the layer is active during training only.

    See also: `RandomGrayscale`, `RandomSaturation`, `AugmentationPipeline`.

    Args:
        factor: the range of the shares, a pair of numbers from 0 (unchanged) to 1 (gray). A number
            x means 0 to x.
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
        >>> from prelayer import RandomColorDegeneration
        >>> faded = RandomColorDegeneration((0.5, 0.5))
        >>> faded([[[250, 100, 10]]]).numpy().round(1)
        array([[[192.3, 117.3,  72.3]]], dtype=float32)
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
        return {"share": scale_to(tf.squeeze(uniform, 1), self.factor)}

    def adjust(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        return color.on_colors(images, lambda rgb: color.degenerate(rgb, parameters["share"]))
