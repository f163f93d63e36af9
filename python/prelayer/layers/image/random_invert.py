"""RandomInvert: randomly inverts images."""

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


class RandomInvert(ColorLayer):
    """Inverts images at random: black becomes white, and white black.

    Inside a model, the layer is active during training only.

    See also: `Solarization`, `RandomBrightness`, `AugmentationPipeline`.

    Args:
        factor: the range of the probability, sampled for each image, that it is inverted: a pair of
            numbers from 0 to 1. A number x means 0 to x: 1 inverts half of the images on average.
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
        >>> from prelayer import RandomInvert
        >>> always = RandomInvert((1, 1))
        >>> always([[0, 100, 255]]).numpy()
        array([[255., 155.,   0.]], dtype=float32)
    """

    random_numbers = 2

    def __init__(
        self,
        factor: float | tuple[float, float] = 1.0,
        value_range: tuple[float, float] = (0, 255),
        seed: int | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        *,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.factor = factor_range("factor", factor, 0, 1)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        chance, share = tf.unstack(uniform, axis=1)
        return {"chosen": chance < scale_to(share, self.factor)}

    def adjust(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        chosen = color.per_image(parameters["chosen"], images)
        return tf.where(chosen, color.invert(images, self.value_range), images)
