"""RandomRotation: images turned by chance."""

from __future__ import annotations

import math
from typing import Any, Literal

import tensorflow as tf

from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.geometric_layer import GeometricLayer
from prelayer.layers.image.image_layer import Draws
from prelayer.ops.image import geometry
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size


class RandomRotation(GeometricLayer):
    """Turns each image about its center by an angle drawn for it.

    The result is of the layer's dtype, float32, for integer images too. In a model, images are
    turned in training only.

    Args:
        factor: a pair of numbers from -1 to 1, in full turns, between which angles are drawn;
            positive is counter-clockwise. A number x stands for -x to x: 0.125 is up to 45 degrees
            both ways.
        fill_mode: what lies outside an image whose row is abcd: "reflect" dcba|abcd|dcba, "wrap"
            abcd|abcd|abcd, "nearest" aaaa|abcd|dddd, "constant" kkkk|abcd|kkkk.
        interpolation: "bilinear", or "nearest", which makes no new values.
        seed: a whole number that makes the draws repeatable; None: other draws in every run.
        fill_value: k of the fill mode "constant".
        data_format: "channels_last" or "channels_first"; None: as Keras is configured.
        per: "image": each image draws for itself; "batch": all images share one draw.
        bounding_box_format: how boxes in a dict are written, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if `factor` is out of its range, or an option is unknown.

    Example:
        >>> from prelayer import RandomRotation
        >>> quarter_turn = RandomRotation((0.25, 0.25))
        >>> quarter_turn([[1, 2], [3, 4]]).numpy().round(3)
        array([[2., 4.],
               [1., 3.]], dtype=float32)
    """

    def __init__(
        self,
        factor: float | tuple[float, float],
        fill_mode: Literal["reflect", "wrap", "constant", "nearest"] = "reflect",
        interpolation: Literal["nearest", "bilinear"] = "bilinear",
        seed: int | None = None,
        fill_value: float = 0.0,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.factor = factor_range("RandomRotation", "factor", factor, -1, 1)

    def draw(self, chances: tf.Tensor, height: Size, width: Size) -> Draws:
        bounds = [2 * math.pi * bound for bound in self.factor]
        return {"angle": scale_to(tf.squeeze(chances, 1), bounds)}

    def matrices(self, draws: Draws, height: Size, width: Size) -> tf.Tensor:
        return geometry.rotation(draws["angle"], height, width)
