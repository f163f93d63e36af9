"""RandomRotation: randomly rotates images."""

from __future__ import annotations

import math
from typing import Literal

import tensorflow as tf

from prelayer._core.types import Option
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.geometric_layer import GeometricLayer
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image import geometry
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size


class RandomRotation(GeometricLayer):
    """Rotates each image about its center by a random angle.

    The result has the layer's dtype, by default float32, for integer images too. Inside a model,
    the layer is active during training only.

    See also: `RandomFlip`, `RandomShear`, `AugmentationPipeline`, `plot_augmentations`.

    Args:
        factor: the range of the angles in full turns, a pair of numbers from -1 to 1; positive
            angles are counter-clockwise. A number x means -x to x: 0.125 rotates by up to 45
            degrees in both directions.
        fill_mode: the values outside an image with the row abcd: "reflect" dcba|abcd|dcba, "wrap"
            abcd|abcd|abcd, "nearest" aaaa|abcd|dddd, "constant" kkkk|abcd|kkkk.
        interpolation: "bilinear", or "nearest", which creates no new values.
        seed: an integer for reproducible random parameters; None: different ones in every run.
        fill_value: the value k of the fill mode "constant".
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        per: "image" samples parameters for each image, "batch" once for all images of a batch.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if `factor` is out of range, or an option is unknown.

    Examples:
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
        *,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.factor = factor_range("factor", factor, -1, 1)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        bounds = [2 * math.pi * bound for bound in self.factor]
        return {"angle": scale_to(tf.squeeze(uniform, 1), bounds)}

    def matrices(self, parameters: Parameters, height: Size, width: Size) -> tf.Tensor:
        return geometry.rotation(parameters["angle"], height, width)
