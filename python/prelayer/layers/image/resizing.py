"""Resizing: resizes images to one height and width."""

from __future__ import annotations

from typing import Literal

import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.types import Option
from prelayer.layers.image.geometric_layer import BACKGROUND
from prelayer.layers.image.image_batch import PLACES
from prelayer.layers.image.image_layer import ImageLayer, Parameters
from prelayer.ops.image import boxes, crop
from prelayer.ops.image.resize import INTERPOLATIONS, resize
from prelayer.ops.image.sizes import Size


class Resizing(ImageLayer):
    """Resizes images to `height` x `width`.

    The result has the layer's dtype, by default float32, for integer images and "nearest" too. The
    image size may be unknown until the layer is called.

    See also: `CenterCrop`, `RandomCrop`, `Rescaling`, `DecodeImage`.

    Args:
        height: the new height in pixels, at least 1.
        width: the new width in pixels, at least 1.
        interpolation: "bilinear", "nearest", "bicubic", "lanczos3", "lanczos5" or "area".
        crop_to_aspect_ratio: whether to resize the largest central window with the aspect ratio of
            the result, instead of stretching the image.
        pad_to_aspect_ratio: whether to pad the image evenly to the aspect ratio of the result
            first, instead of stretching it.
        fill_mode: how margins are filled: "constant".
        fill_value: the value of margins.
        antialias: when shrinking, whether to average all pixels that a new pixel covers.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the new size, with the number of dimensions of the input.

    Raises:
        ValueError: if a size is not a whole number of at least 1, an option is unknown, or both
            cropping and padding are set.

    Examples:
        >>> import tensorflow as tf
        >>> from prelayer import Resizing
        >>> image = tf.constant([[0, 100, 20, 40], [200, 100, 20, 0]], tf.uint8)
        >>> Resizing(1, 2)(image).numpy()
        array([[100.,  20.]], dtype=float32)
    """

    changed_fields = PLACES
    compiles = False

    def __init__(
        self,
        height: int,
        width: int,
        interpolation: Literal[
            "bilinear", "nearest", "bicubic", "lanczos3", "lanczos5", "area"
        ] = "bilinear",
        crop_to_aspect_ratio: bool = False,
        pad_to_aspect_ratio: bool = False,
        fill_mode: Literal["constant"] = "constant",
        fill_value: float = 0.0,
        antialias: bool = False,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        *,
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.height = check.whole("height", height, minimum=1)
        self.width = check.whole("width", width, minimum=1)
        check.one_of("interpolation", interpolation, INTERPOLATIONS)
        check.flag("crop_to_aspect_ratio", crop_to_aspect_ratio)
        check.flag("pad_to_aspect_ratio", pad_to_aspect_ratio)
        check.one_of("fill_mode", fill_mode, ("constant",))
        self.fill_value = check.number("fill_value", fill_value)
        check.flag("antialias", antialias)
        if crop_to_aspect_ratio and pad_to_aspect_ratio:
            raise errors.problem(
                "`crop_to_aspect_ratio` and `pad_to_aspect_ratio` must not both be {True}; "
                "choose one."
            )

    def transform_images(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        if self.pad_to_aspect_ratio:
            images = tf.cast(images, self.compute_dtype)
        images = self._with_aspect_ratio(images, self.fill_value)
        return resize(
            images, self.height, self.width, self.interpolation, self.antialias, self.compute_dtype
        )

    def transform_masks(self, parameters: Parameters, masks: tf.Tensor) -> tf.Tensor:
        masks = self._with_aspect_ratio(masks, BACKGROUND)
        return resize(masks, self.height, self.width, "nearest", dtype=masks.dtype)

    def _with_aspect_ratio(self, images: tf.Tensor, fill_value: float) -> tf.Tensor:
        if self.crop_to_aspect_ratio:
            return crop.crop_to_aspect_ratio(images, self.height, self.width)
        if self.pad_to_aspect_ratio:
            return crop.pad_to_aspect_ratio(images, self.height, self.width, fill_value)
        return images

    def transform_points(
        self, parameters: Parameters, points: tf.Tensor, size: tuple[Size, Size]
    ) -> tf.Tensor:
        new_size = (self.height, self.width)
        window: tuple[Size, Size] = size
        if self.crop_to_aspect_ratio:
            window = crop.aspect_window(*size, new_size)
        elif self.pad_to_aspect_ratio:
            top, left = crop.aspect_margins(*size, new_size)
            window = (size[0] + 2 * top, size[1] + 2 * left)
        return boxes.through_window(points, size, window, new_size)

    def output_size(self, height: Size, width: Size) -> tuple[Size, Size]:
        return self.height, self.width
