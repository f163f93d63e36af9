"""Equalization: equalizes the histogram of each image."""

from __future__ import annotations

from typing import Literal

import tensorflow as tf

from prelayer._core import check
from prelayer._core.types import Option
from prelayer.layers.image.color_layer import ColorLayer
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image.histogram import equalized


class Equalization(ColorLayer):
    """Equalizes the histogram of each channel of each image.

    A value becomes the share of the channel's pixels that are at most as bright, rescaled from
    black for the darkest bin to white for the brightest, and rounded to 256 levels. A channel with
    values in one bin only stays unchanged. NaN pixels are ignored. Nothing is random: the layer is
    active in training and at inference.

    See also: `CLAHE`, `AutoContrast`, `RandomContrast`.

    Args:
        value_range: the lowest and the highest value that pixels can have, such as (0, 1).
        bins: the number of bins of the histogram.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if `value_range` is invalid, pixel values clearly do not fit it, or `bins` is
            not a whole number of at least 1.

    Examples:
        >>> from prelayer import Equalization
        >>> Equalization()([[100, 101], [101, 102], [103, 103]]).numpy()
        array([[  0., 102.],
               [102., 153.],
               [255., 255.]], dtype=float32)
    """

    def __init__(
        self,
        value_range: tuple[float, float] = (0, 255),
        bins: int = 256,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        *,
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.bins = check.whole("bins", bins, minimum=1)

    def adjust(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        return equalized(images, self.bins, self.value_range)
