"""RandomContrast: contrast raised or lowered by chance."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import tensorflow as tf

from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.image_layer import Draws
from prelayer.layers.image.random_color_layer import RandomColorLayer
from prelayer.ops.image import color
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size


class RandomContrast(RandomColorLayer):
    """Raises or lowers the contrast of each image by a factor drawn for it.

    The distances of pixels from the mean of their channel in their image are multiplied; what
    leaves `value_range` is cut off. NaN pixels stay and do not count. In a model, images are
    changed in training only.

    Args:
        factor: a pair (lower, upper) of numbers from 0 to 1: factors are drawn between 1 - lower
            and 1 + upper. A number x stands for (x, x).
        value_range: black and white, as pixel values.
        seed: a whole number that makes the draws repeatable; None: other draws in every run.
        data_format: "channels_last" or "channels_first"; None: as Keras is configured.
        per: "image": each image draws for itself; "batch": all images share one draw.
        bounding_box_format: how boxes in a dict are written, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if `factor` or `value_range` is out of its rule, or pixels contradict the range.

    Example:
        >>> from prelayer import RandomContrast
        >>> contrast = RandomContrast(0.5, seed=1)
        >>> contrast([[50, 100, 150]]).numpy().round()
        array([[ 30., 100., 170.]], dtype=float32)
    """

    def __init__(
        self,
        factor: float | tuple[float, float],
        value_range: tuple[float, float] = (0, 255),
        seed: int | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.scales = contrast_scales("RandomContrast", "factor", factor)

    def draw(self, chances: tf.Tensor, height: Size, width: Size) -> Draws:
        return {"scale": scale_to(tf.squeeze(chances, 1), self.scales)}

    def adjust(self, draws: Draws, images: tf.Tensor) -> tf.Tensor:
        return color.contrast(images, draws["scale"])


def contrast_scales(owner: str, argument: str, factor: Any) -> tuple[float, float]:
    """Return the lowest and the highest factor of contrast that an argument stands for."""
    factor_range(owner, argument, factor, 0, 1)
    lower, upper = np.broadcast_to(np.asarray(factor, float), 2).tolist()
    return 1 - lower, 1 + upper
