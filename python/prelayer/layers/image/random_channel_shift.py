"""RandomChannelShift: randomly shifts the values of each channel."""

from __future__ import annotations

from typing import Literal

import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.types import Option
from prelayer.layers.image.color_layer import ColorLayer
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size


class RandomChannelShift(ColorLayer):
    """Adds a random amount to each channel of each image, which tints the image.

    The result is clipped to `value_range`. Inside a model, the layer is active during training
    only.

    See also: `RandomHue`, `RandomBrightness`, `ImageDataGenerator`.

    Args:
        factor: the range of the amounts, as shares of `value_range`: a pair of numbers from -1 to
            1; 0.2 adds up to 51 to pixels from 0 to 255. A number x means -x to x.
        value_range: the lowest and the highest value that a pixel can have.
        seed: an integer for reproducible random parameters; None: different ones in every run.
        channels: the number of channels to sample amounts for, which is the maximum per image.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        per: "image" samples amounts for each image, "batch" one per channel for all images.
        bounding_box_format: format of the bounding boxes, which stay unchanged.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if `factor` is out of range, or an image has more than `channels` channels.

    Examples:
        >>> from prelayer import RandomChannelShift
        >>> brighter = RandomChannelShift((0.2, 0.2))
        >>> brighter([[0, 100], [150, 250]]).numpy()
        array([[ 51., 151.],
               [201., 255.]], dtype=float32)
    """

    random_numbers = 0  # set by the arguments

    def __init__(
        self,
        factor: float | tuple[float, float],
        value_range: tuple[float, float] = (0, 255),
        seed: int | None = None,
        channels: int = 4,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.factor = factor_range("factor", factor, -1, 1)
        self.channels = check.whole("channels", channels, minimum=1)
        self.random_numbers = self.channels

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        lower, upper = self.value_range
        return {"shift": (upper - lower) * scale_to(uniform, self.factor)}

    def adjust(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        channels = images.shape[3]
        if channels is not None and channels > self.channels:
            raise errors.invalid(
                "channels", "at least {channels}, as images have", self.channels, channels=channels
            )
        shift = tf.cast(parameters["shift"][:, tf.newaxis, tf.newaxis], images.dtype)
        return images + shift[..., : tf.shape(images)[3] if channels is None else channels]
