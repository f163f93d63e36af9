"""RandomShear: randomly shears images."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import tensorflow as tf

from prelayer._core.types import Option
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.geometric_layer import GeometricLayer
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image import geometry
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size


class RandomShear(GeometricLayer):
    """Shears each image by random amounts: rows shift along x, columns along y.

    The first pixel is fixed; with a shear of s along x, row y is read s * y pixels further to the
    right. In a random half of the images, both directions are reversed. The result has the layer's
    dtype, by default float32, for integer images too. Inside a model, the layer is active during
    training only.

    See also: `RandomRotation`, `RandomPerspective`, `AugmentationPipeline`.

    Args:
        x_factor: the range of the shear along x, in pixels per row, a pair of numbers from 0 to 1.
            A number x means -x to x.
        y_factor: the range of the shear along y, in pixels per column, in the same form.
        interpolation: "bilinear", or "nearest", which creates no new values.
        fill_mode: the values outside an image with the row abcd: "reflect" dcba|abcd|dcba, "wrap"
            abcd|abcd|abcd, "nearest" aaaa|abcd|dddd, "constant" kkkk|abcd|kkkk.
        fill_value: the value k of the fill mode "constant".
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        seed: an integer for reproducible random parameters; None: different ones in every run.
        per: "image" samples parameters for each image, "batch" once for all images of a batch.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if a factor is out of range, or an option is unknown.

    Examples:
        >>> from prelayer import RandomShear
        >>> slant = RandomShear(x_factor=(1, 1), fill_mode="constant", seed=1)
        >>> slant([[1, 2], [3, 4]]).numpy()
        array([[1., 2.],
               [0., 3.]], dtype=float32)
    """

    random_numbers = 3

    def __init__(
        self,
        x_factor: float | tuple[float, float] = 0.0,
        y_factor: float | tuple[float, float] = 0.0,
        interpolation: Literal["nearest", "bilinear"] = "bilinear",
        fill_mode: Literal["reflect", "wrap", "constant", "nearest"] = "reflect",
        fill_value: float = 0.0,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        seed: int | None = None,
        *,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.x_factor = _range("x_factor", x_factor)
        self.y_factor = _range("y_factor", y_factor)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        side, x, y = tf.unstack(uniform, axis=1)
        sign = tf.where(side < 0.5, 1.0, -1.0)
        return {"x": sign * scale_to(x, self.x_factor), "y": sign * scale_to(y, self.y_factor)}

    def matrices(self, parameters: Parameters, height: Size, width: Size) -> tf.Tensor:
        return geometry.shear(parameters["x"], parameters["y"])


def _range(argument: str, value: Any) -> tuple[float, float]:
    lower, upper = factor_range(argument, value, 0, 1)
    return (lower, upper) if np.shape(value) else (-upper, upper)
