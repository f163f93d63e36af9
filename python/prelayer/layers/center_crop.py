"""CenterCrop: the middle of images."""

from __future__ import annotations

from typing import Any, Literal

import tensorflow as tf

from prelayer import check
from prelayer.layers.image import ImageLayer
from prelayer.ops.crop import center_crop
from prelayer.ops.sizes import with_size


class CenterCrop(ImageLayer):
    """Crops images to their central `height` x `width` pixels.

    An image that is smaller in either direction is enlarged first: its largest central window with
    the aspect ratio of the result is resized, bilinearly, to the result's size. The dtype is always
    the input's; the values of an enlarged integer image are rounded. The sizes of the images may be
    unknown until they come.

    Args:
        height: the height of the result in pixels, at least 1.
        width: the width of the result in pixels, at least 1.
        data_format: "channels_last" or "channels_first"; None: as Keras is configured.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Images of the new size, of the input's dtype and number of dimensions.

    Raises:
        ValueError: if a size is not a whole number of at least 1.

    Example:
        >>> from prelayer import CenterCrop
        >>> CenterCrop(1, 2)(tf.reshape(tf.range(12), (3, 4))).numpy()
        array([[5, 6]], dtype=int32)
    """

    def __init__(
        self,
        height: int,
        width: int,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.height = check.whole("CenterCrop", "height", height, minimum=1)
        self.width = check.whole("CenterCrop", "width", width, minimum=1)

    def transform(self, images: tf.Tensor) -> tf.Tensor:
        return center_crop(images, self.height, self.width)

    def compute_output_shape(self, input_shape: Any) -> tuple[int | None, ...]:
        return with_size(input_shape, self.height, self.width, self.data_format)

    def compute_output_spec(self, inputs: Any) -> Any:
        return self.symbolic(self.compute_output_shape(inputs.shape), inputs.dtype)
