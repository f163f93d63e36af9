"""Solarization: inverts pixels above a random threshold."""

from __future__ import annotations

from typing import Any, Literal

import tensorflow as tf

from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.image_layer import Draws
from prelayer.layers.image.random_color_layer import RandomColorLayer
from prelayer.ops.image import color
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size


class Solarization(RandomColorLayer):
    """Inverts the pixels of each image that reach a threshold drawn for it.

    Before that, an amount drawn for the image is added to it, and what leaves `value_range` is cut
    off. By default all pixels are inverted. In a model, images are changed in training only.

    Args:
        addition_factor: a pair of numbers from 0 to 1 between which what is added is drawn, as a
            share of the range. A number x stands for 0 to x.
        threshold_factor: the same for the threshold from which on pixels are inverted.
        value_range: black and white, as pixel values.
        seed: a whole number that makes the draws repeatable; None: other draws in every run.
        data_format: "channels_last" or "channels_first"; None: as Keras is configured.
        per: "image": each image draws for itself; "batch": all images share one draw.
        bounding_box_format: how boxes in a dict are written, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if a factor or `value_range` is out of its rule, or pixels contradict the range.

    Example:
        >>> from prelayer import Solarization
        >>> bright_ones = Solarization(threshold_factor=(0.5, 0.5))
        >>> bright_ones([[0, 100, 200, 255]]).numpy()
        array([[  0., 100.,  55.,   0.]], dtype=float32)
    """

    numbers = 2

    def __init__(
        self,
        addition_factor: float | tuple[float, float] = 0.0,
        threshold_factor: float | tuple[float, float] = 0.0,
        value_range: tuple[float, float] = (0, 255),
        seed: int | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.addition_factor = factor_range(
            "Solarization", "addition_factor", addition_factor, 0, 1
        )
        self.threshold_factor = factor_range(
            "Solarization", "threshold_factor", threshold_factor, 0, 1
        )

    def draw(self, chances: tf.Tensor, height: Size, width: Size) -> Draws:
        addition, threshold = tf.unstack(chances, axis=1)
        return {
            "addition": scale_to(addition, self.addition_factor),
            "threshold": scale_to(threshold, self.threshold_factor),
        }

    def adjust(self, draws: Draws, images: tf.Tensor) -> tf.Tensor:
        return color.solarize(images, draws["addition"], draws["threshold"], self.value_range)
