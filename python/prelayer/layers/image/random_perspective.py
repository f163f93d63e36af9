"""RandomPerspective: images seen from aside, by chance."""

from __future__ import annotations

from typing import Any, Literal

import tensorflow as tf

from prelayer._core import check
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.geometric_layer import GeometricLayer
from prelayer.layers.image.image_layer import Draws
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.perspective import perspective
from prelayer.ops.image.sizes import Size


class RandomPerspective(GeometricLayer):
    """Shows some images from aside: their corners move by amounts drawn for each image.

    The upper left corner stays; the upper right one moves along its edge, as does the lower left
    one; the lower right one moves anywhere. The result is of the layer's dtype, float32, for
    integer images too. In a model, images are transformed in training only.

    Args:
        factor: a pair of numbers from 0 to 1 between which the probability is drawn that an image
            is transformed: (1, 1) transforms all. A number x stands for 0 to x: 1, half of them.
        scale: a number from 0 to 1; a corner's distance from the upper left one, along x and along
            y, grows or shrinks by up to half of it: 1 by up to 50 %.
        interpolation: "bilinear", or "nearest", which makes no new values.
        fill_value: the value of what lies outside of the image.
        seed: a whole number that makes the draws repeatable; None: other draws in every run.
        data_format: "channels_last" or "channels_first"; None: as Keras is configured.
        per: "image": each image draws for itself; "batch": all images share one draw.
        bounding_box_format: how boxes in a dict are written, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if `factor` or `scale` is out of its range, or an option is unknown.

    Example:
        >>> import tensorflow as tf
        >>> from prelayer import RandomPerspective
        >>> aside = RandomPerspective(factor=(1, 1), scale=0.3, seed=1)
        >>> aside(tf.zeros((8, 32, 32, 3))).shape
        TensorShape([8, 32, 32, 3])
    """

    numbers = 6

    def __init__(
        self,
        factor: float | tuple[float, float] = 1.0,
        scale: float = 1.0,
        interpolation: Literal["nearest", "bilinear"] = "bilinear",
        fill_value: float = 0.0,
        seed: int | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.factor = factor_range("RandomPerspective", "factor", factor, 0, 1)
        self.scale = check.number("RandomPerspective", "scale", scale, 0, 1)

    def draw(self, chances: tf.Tensor, height: Size, width: Size) -> Draws:
        chosen = chances[:, :1] < scale_to(chances[:, 1:2], self.factor)
        growth = scale_to(chances[:, 2:6], (-self.scale / 2, self.scale / 2))
        return {"stretches": 1 + tf.where(chosen, growth, 0.0)}

    def matrices(self, draws: Draws, height: Size, width: Size) -> tf.Tensor:
        return perspective(draws["stretches"], height, width)
