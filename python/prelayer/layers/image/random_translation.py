"""RandomTranslation: images shifted by chance."""

from __future__ import annotations

from typing import Any, Literal

import tensorflow as tf

from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.geometric_layer import GeometricLayer
from prelayer.layers.image.image_layer import Draws
from prelayer.ops.image import geometry
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size, as_float


class RandomTranslation(GeometricLayer):
    """Shifts each image by amounts drawn for it.

    The result is of the layer's dtype, float32, for integer images too. In a model, images are
    shifted in training only.

    Args:
        height_factor: a pair of numbers from -1 to 1, in heights of the image, between which the
            shift is drawn; positive is down. A number x stands for -x to x.
        width_factor: the same in widths of the image; positive is to the right.
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
        ValueError: if a factor is out of its range, or an option is unknown.

    Example:
        >>> from prelayer import RandomTranslation
        >>> to_the_right = RandomTranslation(0, (0.25, 0.25), fill_mode="constant")
        >>> to_the_right([[1, 2, 3, 4]]).numpy()
        array([[0., 1., 2., 3.]], dtype=float32)
    """

    numbers = 2

    def __init__(
        self,
        height_factor: float | tuple[float, float],
        width_factor: float | tuple[float, float],
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
        self.height_factor = factor_range(self.title, "height_factor", height_factor, -1, 1)
        self.width_factor = factor_range(self.title, "width_factor", width_factor, -1, 1)

    def draw(self, chances: tf.Tensor, height: Size, width: Size) -> Draws:
        down, right = tf.unstack(chances, axis=1)
        return {
            "down": scale_to(down, self.height_factor) * as_float(height),
            "right": scale_to(right, self.width_factor) * as_float(width),
        }

    def matrices(self, draws: Draws, height: Size, width: Size) -> tf.Tensor:
        return geometry.translation(draws["down"], draws["right"])
