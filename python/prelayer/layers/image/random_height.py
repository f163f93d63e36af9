"""RandomHeight: randomly changes the height of images."""

from __future__ import annotations

from typing import Literal

from prelayer._core.types import Option
from prelayer.layers.image.random_size import RandomSizeLayer


class RandomHeight(RandomSizeLayer):
    """Resizes images to a random height, the same for all images of a batch.

    The height is sampled for each batch and rounded to whole pixels, at least 1; the width stays
    the same. The result has the layer's dtype, by default float32, for integer images too. Inside a
    model, the layer is active during training only. XLA cannot compile this layer, because the size
    of its result is random.

    See also: `RandomWidth`, `RandomZoom`, `Resizing`.

    Args:
        factor: the range of the relative change of the height, a pair of numbers of at least -1;
            0.5 makes images 1.5 times as high. A number x means -x to x.
        interpolation: "bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5", "gaussian"
            or "mitchellcubic".
        seed: an integer for reproducible random parameters; None: different ones in every run.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images with the width of the input and another height.

    Raises:
        ValueError: if `factor` is below -1, an option is unknown, or XLA compiles the layer.

    Examples:
        >>> from prelayer import RandomHeight
        >>> RandomHeight((0.5, 0.5), "nearest")([[1], [2]]).numpy()
        array([[1.],
               [2.],
               [2.]], dtype=float32)
    """

    side = 0

    def __init__(
        self,
        factor: float | tuple[float, float],
        interpolation: Literal[
            "bilinear",
            "nearest",
            "bicubic",
            "area",
            "lanczos3",
            "lanczos5",
            "gaussian",
            "mitchellcubic",
        ] = "bilinear",
        seed: int | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
