"""RandomPerspective: random perspective transforms (homographies)."""

from __future__ import annotations

from typing import Literal

import tensorflow as tf

from prelayer._core import check
from prelayer._core.types import Option
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.geometric_layer import GeometricLayer
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.perspective import perspective
from prelayer.ops.image.sizes import Size


class RandomPerspective(GeometricLayer):
    """Applies a random perspective transform (homography) to images, with a given probability.

    The upper left corner is fixed; the upper right and the lower left corner move along their
    edges, and the lower right corner moves in both directions. The result has the layer's dtype, by
    default float32, for integer images too. Inside a model, the layer is active during training
    only. See also: `RandomShear`, `RandomElasticTransform`, `AugmentationPipeline`.

    Args:
        factor: the range of the probability that an image is transformed, a pair of numbers from 0
            to 1: (1, 1) transforms all. A number x means 0 to x: 1 transforms half of them on
            average.
        scale: a number from 0 to 1; the distance of a corner from the upper left one, along x and
            along y, changes by up to half of it: 1 by up to 50 %.
        interpolation: "bilinear", or "nearest", which creates no new values.
        fill_value: the value of pixels outside the image.
        seed: an integer for reproducible random parameters; None: different ones in every run.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        per: "image" samples parameters for each image, "batch" once for all images of a batch.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if `factor` or `scale` is out of range, or an option is unknown.

    Examples:
        >>> from prelayer import RandomPerspective
        >>> aside = RandomPerspective(factor=(1, 1), scale=0.3, seed=1)
        >>> aside([[0, 100, 0]] * 3).numpy().round()
        array([[ 0., 88., 25.],
               [ 0., 95., 11.],
               [ 0., 96.,  0.]], dtype=float32)
    """

    random_numbers = 6

    def __init__(
        self,
        factor: float | tuple[float, float] = 1.0,
        scale: float = 1.0,
        interpolation: Literal["nearest", "bilinear"] = "bilinear",
        fill_value: float = 0.0,
        seed: int | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        *,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.factor = factor_range("factor", factor, 0, 1)
        self.scale = check.number("scale", scale, 0, 1)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        chosen = uniform[:, :1] < scale_to(uniform[:, 1:2], self.factor)
        growth = scale_to(uniform[:, 2:6], (-self.scale / 2, self.scale / 2))
        return {"stretches": 1 + tf.where(chosen, growth, 0.0)}

    def matrices(self, parameters: Parameters, height: Size, width: Size) -> tf.Tensor:
        return perspective(parameters["stretches"], height, width)
