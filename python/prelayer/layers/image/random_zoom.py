"""RandomZoom: randomly zooms images in or out."""

from __future__ import annotations

from typing import Any, Literal

import tensorflow as tf

from prelayer._core.types import Option
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.geometric_layer import GeometricLayer
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image import geometry
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size


class RandomZoom(GeometricLayer):
    """Zooms each image about its center by random amounts.

    The result has the layer's dtype, by default float32, for integer images too. Inside a model,
    the layer is active during training only.

    See also: `RandomCrop`, `RandomTranslation`, `AugmentationPipeline`, `plot_augmentations`.

    Args:
        height_factor: the range of the vertical amount, a pair of numbers above -1 and at most 1;
            0.2 shows 20 % more of the image (zooms out), -0.2 shows 20 % less (zooms in). A number
            x means -x to x.
        width_factor: the range of the horizontal amount, in the same form; None: equal to the
            vertical amount, which keeps the aspect ratio.
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
        >>> from prelayer import RandomZoom
        >>> zoom_in = RandomZoom((-0.5, -0.5))
        >>> zoom_in([[0, 4], [0, 4]]).numpy()
        array([[1., 3.],
               [1., 3.]], dtype=float32)
    """

    random_numbers = 2

    def __init__(
        self,
        height_factor: float | tuple[float, float],
        width_factor: float | tuple[float, float] | None = None,
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
        self.height_factor = _range("height_factor", height_factor)
        self.width_factor = None if width_factor is None else _range("width_factor", width_factor)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        down, across = tf.unstack(uniform, axis=1)
        vertical = scale_to(down, _shown(self.height_factor))
        if self.width_factor is None:
            return {"vertical": vertical, "horizontal": vertical}
        return {"vertical": vertical, "horizontal": scale_to(across, _shown(self.width_factor))}

    def matrices(self, parameters: Parameters, height: Size, width: Size) -> tf.Tensor:
        return geometry.zoom(parameters["vertical"], parameters["horizontal"], height, width)


def _shown(factor: tuple[float, float]) -> tuple[float, float]:
    """Return the minimum and maximum number of input pixels per output pixel."""
    return 1 + factor[0], 1 + factor[1]


def _range(argument: str, value: Any) -> tuple[float, float]:
    return factor_range(argument, value, -1, 1, open_below=True)
