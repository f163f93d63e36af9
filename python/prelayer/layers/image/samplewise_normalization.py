"""SamplewiseNormalization: standardizes each image by its own mean and deviation."""

from __future__ import annotations

from typing import Any, Literal

import tensorflow as tf

from prelayer._core import check
from prelayer.layers.image.image_layer import Draws, ImageLayer
from prelayer.ops.image import samplewise
from prelayer.ops.numeric.arithmetic import working_dtype


class SamplewiseNormalization(ImageLayer):
    """Shifts and scales each image to mean 0 and standard deviation 1, by its own pixels.

    Nothing is learned: one mean and one deviation follow from all pixels and channels of an image,
    so that pictures of different exposure come out alike. They are those of
    `ImageDataGenerator(samplewise_center=True, samplewise_std_normalization=True)`. NaN pixels are
    skipped, and stay.

    Args:
        center: whether the mean is taken away.
        scale: whether pixels are divided by the standard deviation.
        epsilon: a number of at least 0 that is added to the deviation, so that an image of one
            color becomes 0.
        data_format: "channels_last" or "channels_first"; None: as Keras is configured.
        bounding_box_format: how boxes in a dict are written; they stay as they are.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if an option is no flag, or `epsilon` is negative.

    Example:
        >>> from prelayer import SamplewiseNormalization
        >>> SamplewiseNormalization()([[0, 2], [4, 6]]).numpy().round(3)
        array([[-1.342, -0.447],
               [ 0.447,  1.342]], dtype=float32)
    """

    # XLA sums in another order, and every way of saving shall give the same to the bit.
    compiles = False

    def __init__(
        self,
        center: bool = True,
        scale: bool = True,
        epsilon: float = 1e-6,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        bounding_box_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        check.flag(self.title, "center", center)
        check.flag(self.title, "scale", scale)
        self.epsilon = check.number(self.title, "epsilon", epsilon, minimum=0)

    def transform_images(self, draws: Draws, images: tf.Tensor) -> tf.Tensor:
        wide = tf.cast(images, working_dtype(images.dtype, self.compute_dtype))
        return samplewise.normalize(wide, self.center, self.scale, self.epsilon, self.compute_dtype)
