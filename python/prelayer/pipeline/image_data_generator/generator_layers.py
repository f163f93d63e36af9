"""Random layers of `ImageDataGenerator` without a public counterpart."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer.layers.image.color_layer import ColorLayer
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.geometric_layer import GeometricLayer
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image import geometry
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size, as_float


class RandomShift(GeometricLayer):
    """Randomly shifts each image, as `height_shift_range` and `width_shift_range` specify.

    Args:
        height: the largest shift up or down. A float below 1: a fraction of the height; another
            float: a number of pixels; a whole number n: 0 to n - 1 whole pixels; a list: one of
            these amounts.
        width: the same for shifts to the left or right.
        fill_mode: as for `RandomTranslation`.
        interpolation: as for `RandomTranslation`.
        fill_value: as for `RandomTranslation`.
        **kwargs: `name` and `dtype`, as for every layer.
    """

    random_numbers = 4

    def __init__(
        self,
        height: Any = 0.0,
        width: Any = 0.0,
        fill_mode: str = "nearest",
        interpolation: str = "bilinear",
        fill_value: float = 0.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        return {
            "down": _shift(uniform[:, 0], uniform[:, 1], self.height, height),
            "right": _shift(uniform[:, 2], uniform[:, 3], self.width, width),
        }

    def matrices(self, parameters: Parameters, height: Size, width: Size) -> tf.Tensor:
        return geometry.translation(parameters["down"], parameters["right"])


def _shift(amount: tf.Tensor, side: tf.Tensor, given: Any, size: Size) -> tf.Tensor:
    """Return shifts in pixels, (N,), from random numbers for the amount and the direction."""
    if isinstance(given, (float, np.floating)):
        given = float(given)
        return scale_to(amount, (-given, given)) * (as_float(size) if given < 1 else 1.0)
    amounts = np.arange(given) if np.ndim(given) == 0 else np.asarray(given)
    chosen = tf.gather(
        tf.constant(amounts, tf.float32), tf.cast(amount * float(len(amounts)), tf.int32)
    )
    unit = as_float(size) if np.max(given) < 1 else 1.0
    return tf.where(side < 0.5, -chosen, chosen) * unit


class RandomSlant(GeometricLayer):
    """Randomly shears each image about its center, so that columns lean to one side.

    Args:
        degrees: the largest angle in either direction, in degrees.
        fill_mode: as for `RandomRotation`.
        interpolation: as for `RandomRotation`.
        fill_value: as for `RandomRotation`.
        **kwargs: `name` and `dtype`, as for every layer.
    """

    def __init__(
        self,
        degrees: float,
        fill_mode: str = "nearest",
        interpolation: str = "bilinear",
        fill_value: float = 0.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        return {"angle": scale_to(uniform[:, 0], (-self.degrees, self.degrees)) * (math.pi / 180)}

    def matrices(self, parameters: Parameters, height: Size, width: Size) -> tf.Tensor:
        angle = parameters["angle"]
        linear = [tf.ones_like(angle), -tf.sin(angle), tf.zeros_like(angle), tf.cos(angle)]
        return geometry.about_the_center(linear, height, width)


class RandomExposure(ColorLayer):
    """Multiplies the brightness of each image by a random factor: 1 changes nothing, 0 is black.

    Args:
        factor: the range of the factors, two numbers of at least 0.
        value_range: the lowest and the highest value that a pixel can have.
        **kwargs: `name` and `dtype`, as for every layer.
    """

    random_numbers = 1

    def __init__(
        self,
        factor: tuple[float, float],
        value_range: tuple[float, float] = (0, 255),
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.factor = factor_range("factor", factor, 0, math.inf)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        return {"factor": scale_to(uniform[:, 0], self.factor)}

    def adjust(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        black = self.value_range[0]
        factor = tf.cast(tf.reshape(parameters["factor"], [-1, 1, 1, 1]), images.dtype)
        return black + (images - black) * factor
