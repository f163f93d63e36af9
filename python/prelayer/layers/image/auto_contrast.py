"""AutoContrast: stretches each image to the full value range."""

from __future__ import annotations

from typing import Literal

import tensorflow as tf

from prelayer._core.types import Option
from prelayer.layers.image.color_layer import ColorLayer
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image.histogram import extremes, stretched


class AutoContrast(ColorLayer):
    """Stretches the contrast of each channel of each image to the full value range.

    The minimum of a channel becomes the lower end of the range, the maximum the upper end, and the
    other values are scaled linearly. A channel with only one value stays unchanged. NaN pixels are
    ignored. Nothing is random: the layer is active in training and at inference.

    See also: `Equalization`, `CLAHE`, `RandomContrast`.

    Args:
        value_range: the lowest and the highest value that pixels can have, such as (0, 1).
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if `value_range` is invalid, or pixel values clearly do not fit it.

    Examples:
        >>> from prelayer import AutoContrast
        >>> AutoContrast()([[100, 110], [120, 150]]).numpy()
        array([[  0.,  51.],
               [102., 255.]], dtype=float32)
    """

    def __init__(
        self,
        value_range: tuple[float, float] = (0, 255),
        *,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)

    def transform_images(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        # Before the cast to floats: integers are faster to compare, and never NaN.
        low, high = extremes(images)
        return super().transform_images({"low": low, "high": high}, images)

    def adjust(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        return stretched(images, parameters["low"], parameters["high"], self.value_range)
