"""RandomWidth: the width of images, changed by chance."""

from __future__ import annotations

from typing import Any, Literal

from prelayer.layers.image.random_size import RandomSizeLayer


class RandomWidth(RandomSizeLayer):
    """Resizes images to a width drawn by chance, one for all images of a batch.

    Images of a batch have one size, so they share the draw; the next batch has another one. The
    width is rounded to whole pixels, at least 1, and the height stays. The result is of the layer's
    dtype, float32, for integer images too. In a model, images change in training only. XLA cannot
    compile this layer, because the size of its result is not known before it is drawn.

    Args:
        factor: a pair of numbers of at least -1, between which the change of the width is drawn:
            0.5 makes images 1.5 times as wide. A number x stands for -x to x.
        interpolation: "bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5", "gaussian"
            or "mitchellcubic".
        seed: a whole number that makes the draws repeatable; None: other draws in every run.
        data_format: "channels_last" or "channels_first"; None: as Keras is configured.
        bounding_box_format: how boxes in a dict are written, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's height, and of another width.

    Raises:
        ValueError: if `factor` is below -1, an option is unknown, or XLA should compile it.

    Example:
        >>> from prelayer import RandomWidth
        >>> RandomWidth((0.5, 0.5), "nearest")([[1, 2]]).numpy()
        array([[1., 2., 2.]], dtype=float32)
    """

    side = 1

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
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
