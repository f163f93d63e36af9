"""RandomRotation: images turned by chance."""

from __future__ import annotations

import math
from typing import Any, Literal

import tensorflow as tf

from prelayer import check
from prelayer.layers.factors import factor_range
from prelayer.layers.random_image import RandomImageLayer
from prelayer.ops import geometry
from prelayer.ops.chance import uniform
from prelayer.ops.resample import FILL_MODES, INTERPOLATIONS, resample
from prelayer.ops.xla import compiled


class RandomRotation(RandomImageLayer):
    """Turns each image about its centre by an angle drawn for it.

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
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.factor = factor_range("RandomRotation", "factor", factor, -1, 1)
        check.one_of("RandomRotation", "fill_mode", fill_mode, FILL_MODES)
        check.one_of("RandomRotation", "interpolation", interpolation, INTERPOLATIONS)
        self.fill_value = check.number("RandomRotation", "fill_value", fill_value)

    def draw(self, batch_shape: tf.Tensor, seed: tf.Tensor) -> dict[str, tf.Tensor]:
        lower, upper = (2 * math.pi * bound for bound in self.factor)
        return {"angle": uniform([batch_shape[0]], seed, lower, upper)}

    def apply(self, parameters: dict[str, tf.Tensor], images: tf.Tensor) -> tf.Tensor:
        return compiled(self._turn, images, parameters["angle"])

    def _turn(self, images: tf.Tensor, angles: tf.Tensor) -> tf.Tensor:
        shape = tf.shape(images)
        matrices = geometry.rotation(angles, shape[1], shape[2])
        return resample(
            images,
            matrices,
            self.interpolation,
            self.fill_mode,
            self.fill_value,
            self.compute_dtype,
        )
