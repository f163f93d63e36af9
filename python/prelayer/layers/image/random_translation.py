"""RandomTranslation: randomly translates images."""

from __future__ import annotations

from typing import Literal

import tensorflow as tf

from prelayer._core.types import Option
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.geometric_layer import GeometricLayer
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image import geometry
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size, as_float


class RandomTranslation(GeometricLayer):
    """Translates each image by random amounts.

    The result has the layer's dtype, by default float32, for integer images too. Inside a model,
    the layer is active during training only.

    See also: `RandomCrop`, `RandomZoom`, `AugmentationPipeline`, `plot_augmentations`.

    Args:
        height_factor: the range of the vertical shift, in heights of the image, a pair of numbers
            from -1 to 1; positive is down. A number x means -x to x.
        width_factor: the range of the horizontal shift, in widths of the image, in the same form;
            positive is to the right.
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
        ValueError: if a factor is out of range, or an option is unknown.

    Examples:
        >>> from prelayer import RandomTranslation
        >>> to_the_right = RandomTranslation(0, (0.25, 0.25), fill_mode="constant")
        >>> to_the_right([[1, 2, 3, 4]]).numpy()
        array([[0., 1., 2., 3.]], dtype=float32)
    """

    random_numbers = 2

    def __init__(
        self,
        height_factor: float | tuple[float, float],
        width_factor: float | tuple[float, float],
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
        self.height_factor = factor_range("height_factor", height_factor, -1, 1)
        self.width_factor = factor_range("width_factor", width_factor, -1, 1)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        down, right = tf.unstack(uniform, axis=1)
        return {
            "down": scale_to(down, self.height_factor) * as_float(height),
            "right": scale_to(right, self.width_factor) * as_float(width),
        }

    def matrices(self, parameters: Parameters, height: Size, width: Size) -> tf.Tensor:
        return geometry.translation(parameters["down"], parameters["right"])
