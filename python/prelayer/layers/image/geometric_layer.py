"""Base class of random geometric layers: one transform matrix for each image."""

from __future__ import annotations

import tensorflow as tf

from prelayer._core import check
from prelayer._core.types import Option
from prelayer.layers.image.image_batch import PLACES
from prelayer.layers.image.image_layer import ImageLayer, Parameters
from prelayer.ops.image import geometry
from prelayer.ops.image.resample import FILL_MODES, INTERPOLATIONS, resample
from prelayer.ops.image.sizes import Size, height_and_width

BACKGROUND = 0


class GeometricLayer(ImageLayer):
    """Base class of random layers that resample each image by one matrix.

    Masks are sampled at the nearest pixel; with the `fill_mode` "constant" they are filled with 0,
    the background.
    """

    random_numbers = 1
    changed_fields = PLACES
    # Whether every output pixel equals an input pixel, for all parameters.
    exact = False
    fill_mode = "constant"
    fill_value = 0.0
    interpolation = "bilinear"

    def __init__(self, **kwargs: Option) -> None:
        super().__init__(**kwargs)
        check.one_of("fill_mode", self.fill_mode, FILL_MODES)
        check.one_of("interpolation", self.interpolation, INTERPOLATIONS)
        self.fill_value = check.number("fill_value", self.fill_value)

    def matrices(self, parameters: Parameters, height: Size, width: Size) -> tf.Tensor:
        """Return the matrices (N, 3, 3), from output to input pixels, for images of a size."""
        raise NotImplementedError

    def transform_images(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        size = height_and_width(images)
        return self.read(images, self.matrices(parameters, *size), self.output_size(*size))

    def read(
        self, images: tf.Tensor, matrices: tf.Tensor, new_size: tuple[Size, Size]
    ) -> tf.Tensor:
        """Return images of a size, sampled at the positions given by matrices."""
        mode, value = self.fill_mode, self.fill_value
        return resample(
            images, matrices, self.interpolation, mode, value, self.compute_dtype, new_size
        )

    def transform_masks(self, parameters: Parameters, masks: tf.Tensor) -> tf.Tensor:
        size = height_and_width(masks)
        return self.read_masks(masks, self.matrices(parameters, *size), self.output_size(*size))

    def read_masks(
        self, masks: tf.Tensor, matrices: tf.Tensor, new_size: tuple[Size, Size]
    ) -> tf.Tensor:
        """Return masks of a size, sampled at the pixels nearest to positions given by matrices."""
        return resample(
            masks, matrices, "nearest", self.fill_mode, BACKGROUND, masks.dtype, new_size
        )

    def transform_points(
        self, parameters: Parameters, points: tf.Tensor, size: tuple[Size, Size]
    ) -> tf.Tensor:
        return geometry.move(points, self.matrices(parameters, *size))
