"""RandomPosterization: randomly reduces the number of bits per channel."""

from __future__ import annotations

from typing import Literal

import tensorflow as tf

from prelayer._core import errors
from prelayer._core.types import Option
from prelayer.layers.image.color_layer import ColorLayer
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image import color
from prelayer.ops.image.sizes import Size


class RandomPosterization(ColorLayer):
    """Reduces each channel to its most significant bits, a random number of them per image.

    Pixels are scaled to bytes, from 0 for black to 255 for white, and the remaining bits are set to
    0. Inside a model, the layer is active during training only.

    See also: `Solarization`, `RandomContrast`, `AugmentationPipeline`.

    Args:
        factor: the range of the number of bits, a pair of whole numbers from 1 to 8, both included.
            A number x means 1 to x.
        value_range: the pixel values of black and white.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        seed: an integer for reproducible random parameters; None: different ones in every run.
        per: "image" samples parameters for each image, "batch" once for all images of a batch.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if `factor` or `value_range` is invalid, or pixel values do not fit the range.

    Examples:
        >>> from prelayer import RandomPosterization
        >>> four_levels = RandomPosterization((2, 2))
        >>> four_levels([[0, 100, 200, 255]]).numpy()
        array([[  0.,  64., 192., 192.]], dtype=float32)
    """

    random_numbers = 1

    def __init__(
        self,
        factor: int | tuple[int, int],
        value_range: tuple[float, float] = (0, 255),
        data_format: Literal["channels_last", "channels_first"] | None = None,
        seed: int | None = None,
        *,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        bounds = factor_range("factor", factor, 1, 8)
        if any(bound % 1 for bound in bounds):
            rule = "a whole number from 1 to 8, or a pair of them"
            raise errors.invalid("factor", rule, factor)
        self.factor = (int(bounds[0]), int(bounds[1]))

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        fewest, most = self.factor
        more = tf.floor((most - fewest + 1) * uniform[:, 0])
        return {"bits": fewest + tf.cast(more, tf.int32)}

    def adjust(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        return color.posterize(images, parameters["bits"], self.value_range)
