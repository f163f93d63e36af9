"""RandomHue: hues turned by chance."""

from __future__ import annotations

from typing import Any, Literal

import tensorflow as tf

from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.image_layer import Draws
from prelayer.layers.image.random_color_layer import RandomColorLayer
from prelayer.ops.image import color, hsv
from prelayer.ops.image.sizes import Size


class RandomHue(RandomColorLayer):
    """Turns the hues of each image by an amount drawn for it, one way or the other.

    The hue of HSV moves along the circle of colors; saturation and value stay. Gray images, of
    one channel, stay as they are, and so does a fourth channel, alpha. In a model, images are
    changed in training only.

    Args:
        factor: a pair of numbers from 0 to 1 between which amounts are drawn: 0 leaves an image, 1
            is half a turn. A number x stands for 0 to x. Both directions are equally likely.
        value_range: black and white, as pixel values.
        data_format: "channels_last" or "channels_first"; None: as Keras is configured.
        seed: a whole number that makes the draws repeatable; None: other draws in every run.
        per: "image": each image draws for itself; "batch": all images share one draw.
        bounding_box_format: how boxes in a dict are written, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if `factor` is out of its rule, or images have 2 channels, or 5 and more.

    Example:
        >>> from prelayer import RandomHue
        >>> half_a_turn = RandomHue((1, 1))
        >>> half_a_turn([[[200, 150, 100], [80, 80, 80]]]).numpy().round(2)
        array([[[100., 150., 200.],
                [ 80.,  80.,  80.]]], dtype=float32)
    """

    def __init__(
        self,
        factor: float | tuple[float, float],
        value_range: tuple[float, float] = (0, 255),
        data_format: Literal["channels_last", "channels_first"] | None = None,
        seed: int | None = None,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.factor = factor_range("RandomHue", "factor", factor, 0, 1)

    def draw(self, chances: tf.Tensor, height: Size, width: Size) -> Draws:
        return {"turns": hsv.turns(tf.squeeze(chances, 1), self.factor)}

    def adjust(self, draws: Draws, images: tf.Tensor) -> tf.Tensor:
        return color.on_colors(self.title, images, lambda rgb: hsv.turn(rgb, draws["turns"]))
