"""SamplewiseNormalization: standardizes each image by its mean and standard deviation."""

from __future__ import annotations

from typing import Literal

import tensorflow as tf

from prelayer._core import check
from prelayer._core.types import Option
from prelayer.layers.image.image_layer import ImageLayer, Parameters
from prelayer.ops.image import samplewise
from prelayer.ops.numeric.arithmetic import working_dtype


class SamplewiseNormalization(ImageLayer):
    """Standardizes each image to mean 0 and standard deviation 1.

    Nothing is learned: mean and standard deviation are computed from all pixels and channels of the
    image, which removes differences in exposure. The result equals that of
    `ImageDataGenerator(samplewise_center=True, samplewise_std_normalization=True)`. NaN pixels are
    skipped, and stay NaN.

    See also: `Normalization`, `Rescaling`, `ZCAWhitening`.

    Args:
        center: whether to subtract the mean.
        scale: whether to divide by the standard deviation.
        epsilon: a number of at least 0, added to the standard deviation, so that an image of one
            color becomes 0.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        bounding_box_format: format of the bounding boxes, which stay unchanged.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if `center` or `scale` is not a boolean, or `epsilon` is negative.

    Examples:
        >>> from prelayer import SamplewiseNormalization
        >>> SamplewiseNormalization()([[0, 2], [4, 6]]).numpy().round(3)
        array([[-1.342, -0.447],
               [ 0.447,  1.342]], dtype=float32)
    """

    # XLA sums in another order, but all formats of saved models must return identical bits.
    compiles = False

    def __init__(
        self,
        center: bool = True,
        scale: bool = True,
        epsilon: float = 1e-6,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        check.flag("center", center)
        check.flag("scale", scale)
        self.epsilon = check.number("epsilon", epsilon, minimum=0)

    def transform_images(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        wide = tf.cast(images, working_dtype(images.dtype, self.compute_dtype))
        return samplewise.normalize(wide, self.center, self.scale, self.epsilon, self.compute_dtype)
