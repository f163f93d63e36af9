"""RandomBrightness: images made brighter or darker by chance."""

from __future__ import annotations

from typing import Any, Literal

import tensorflow as tf

from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.image_layer import Draws
from prelayer.layers.image.random_color_layer import RandomColorLayer
from prelayer.ops.image import color
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size


class RandomBrightness(RandomColorLayer):
    """Makes each image brighter or darker by an amount drawn for it.

    The same amount is added to all pixels and channels; what leaves `value_range` is cut off. In a
    model, images are changed in training only.

    Args:
        factor: a pair of numbers from -1 to 1 between which amounts are drawn, as shares of the
            range: -1 is black, 1 is white. A number x stands for -x to x.
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
        >>> from prelayer import RandomBrightness
        >>> brighter = RandomBrightness((0.2, 0.2))
        >>> brighter([[0, 100, 250]]).numpy()
        array([[ 51., 151., 255.]], dtype=float32)
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
        self.factor = factor_range("RandomBrightness", "factor", factor, -1, 1)

    def draw(self, chances: tf.Tensor, height: Size, width: Size) -> Draws:
        return {"shift": scale_to(tf.squeeze(chances, 1), self.factor)}

    def adjust(self, draws: Draws, images: tf.Tensor) -> tf.Tensor:
        return color.brighten(images, draws["shift"], self.value_range)
