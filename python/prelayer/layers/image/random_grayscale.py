"""RandomGrayscale: randomly converts images to grayscale."""

from __future__ import annotations

from typing import Literal

import tensorflow as tf

from prelayer._core import check
from prelayer._core.types import Option
from prelayer.layers.image.image_layer import ImageLayer, Parameters
from prelayer.ops.image import color
from prelayer.ops.image.sizes import Size
from prelayer.ops.numeric.arithmetic import at_least_float32


class RandomGrayscale(ImageLayer):
    """Converts images to grayscale, each with a given probability.

    Red, green and blue become the luma according to ITU-R BT.601; the number of channels stays the
    same. Gray images (with one channel) and a fourth channel (alpha) stay unchanged. Inside a
    model, the layer is active during training only.

    See also: `RandomColorDegeneration`, `RandomSaturation`, `AugmentationPipeline`.

    Args:
        factor: the probability that an image is converted, from 0 to 1.
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
        >>> from prelayer import RandomGrayscale
        >>> always = RandomGrayscale(factor=1)
        >>> always([[[250, 100, 10]]]).numpy().round(2)
        array([[[134.59, 134.59, 134.59]]], dtype=float32)
    """

    random_numbers = 1

    def __init__(
        self,
        factor: float = 0.5,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        seed: int | None = None,
        *,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.factor = check.number("factor", factor, 0, 1)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        return {"chosen": tf.squeeze(uniform, 1) < self.factor}

    def transform_images(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        images = tf.cast(images, at_least_float32(self.compute_dtype))
        changed = color.on_colors(images, lambda rgb: color.gray_where(rgb, parameters["chosen"]))
        return tf.cast(changed, self.compute_dtype)
