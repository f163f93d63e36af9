"""CenterCrop: crops the center of images."""

from __future__ import annotations

from typing import Literal

import tensorflow as tf

from prelayer._core import check
from prelayer._core.types import Option
from prelayer.layers.image.image_batch import PLACES
from prelayer.layers.image.image_layer import ImageLayer, Parameters
from prelayer.ops.image import boxes
from prelayer.ops.image.crop import aspect_window, center_crop
from prelayer.ops.image.sizes import Size


class CenterCrop(ImageLayer):
    """Crops images to their central `height` x `width` pixels.

    An image that is smaller in either direction is resized instead: its largest central window with
    the aspect ratio of the result is resized bilinearly to the output size. Integer images keep
    their dtype; if they are resized, their values are rounded. The image size may be unknown until
    the layer is called.

    See also: `RandomCrop`, `Resizing`.

    Args:
        height: the height of the result in pixels, at least 1.
        width: the width of the result in pixels, at least 1.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Images of the new size, in the layout of the input. Integer images keep their dtype; floats
        become the layer's compute dtype.

    Raises:
        ValueError: if a size is not a whole number of at least 1.

    Examples:
        >>> import tensorflow as tf
        >>> from prelayer import CenterCrop
        >>> CenterCrop(1, 2)(tf.reshape(tf.range(12), (3, 4))).numpy()
        array([[5, 6]], dtype=int32)
    """

    keeps_integers = True
    changed_fields = PLACES
    compiles = False

    def __init__(
        self,
        height: int,
        width: int,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        *,
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.height = check.whole("height", height, minimum=1)
        self.width = check.whole("width", width, minimum=1)

    def transform_images(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        return center_crop(images, self.height, self.width)

    def transform_masks(self, parameters: Parameters, masks: tf.Tensor) -> tf.Tensor:
        return center_crop(masks, self.height, self.width, "nearest")

    def transform_points(
        self, parameters: Parameters, points: tf.Tensor, size: tuple[Size, Size]
    ) -> tf.Tensor:
        new_size = (self.height, self.width)
        window: tuple[Size, Size] = new_size
        if not all(isinstance(side, int) for side in size):
            fits = (size[0] >= self.height) & (size[1] >= self.width)
            enlarged = aspect_window(*size, new_size)
            height, width = (tf.where(fits, new, old) for new, old in zip(new_size, enlarged))
            window = height, width
        elif size[0] < self.height or size[1] < self.width:
            window = aspect_window(*size, new_size)
        return boxes.through_window(points, size, window, new_size)

    def output_size(self, height: Size, width: Size) -> tuple[Size, Size]:
        return self.height, self.width
