"""Base class of random layers that change the size of images."""

from __future__ import annotations

import math
from typing import Any

import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.types import Option, Tensor
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.image_batch import PLACES
from prelayer.layers.image.image_layer import ImageLayer, Parameters
from prelayer.ops.image import boxes, resize
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size, as_float, height_and_width
from prelayer.ops.xla import compiling

INTERPOLATIONS = (*resize.INTERPOLATIONS, "gaussian", "mitchellcubic")


class RandomSizeLayer(ImageLayer):
    """Base class of random layers that resize height or width to one random length per batch."""

    factor: Any
    interpolation = "bilinear"
    random_numbers = 1
    changed_fields = PLACES
    per = "batch"
    has_fixed_size = False
    # The side that changes: 0 is the height, 1 the width.
    side = 0

    def __init__(self, **kwargs: Option) -> None:
        super().__init__(**kwargs)
        self.supports_jit = False  # XLA does not support random sizes
        self.factor = factor_range("factor", self.factor, -1, math.inf)
        check.one_of("interpolation", self.interpolation, INTERPOLATIONS)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        share = 1 + scale_to(tf.squeeze(uniform, 1), self.factor)
        return {"pixels": tf.cast(tf.round(share * as_float((height, width)[self.side])), tf.int32)}

    def sampled_size(self, parameters: Parameters, height: Size, width: Size) -> tuple[Size, Size]:
        # All rows are equal, but an empty batch has none.
        return self._with_side(height, width, tf.maximum(tf.reduce_max(parameters["pixels"]), 1))

    def output_size(self, height: Size, width: Size) -> tuple[Tensor, Tensor]:
        return self._with_side(height, width, None)

    def _with_side(self, height: Size, width: Size, pixels: Any) -> tuple[Any, Any]:
        return (height, pixels) if self.side else (pixels, width)

    def transform_images(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        if compiling():
            raise errors.problem(
                "XLA cannot compile it, because the size of its result is drawn; leave "
                "`jit_compile` out."
            )
        return self._resized(parameters, images, self.interpolation, self.compute_dtype)

    def transform_masks(self, parameters: Parameters, masks: tf.Tensor) -> tf.Tensor:
        return self._resized(parameters, masks, "nearest", masks.dtype)

    def _resized(
        self, parameters: Parameters, images: tf.Tensor, interpolation: str, dtype: Any
    ) -> tf.Tensor:
        new_size = self.sampled_size(parameters, *height_and_width(images))
        return resize.resize(images, *new_size, interpolation, dtype=dtype)

    def transform_points(
        self, parameters: Parameters, points: tf.Tensor, size: tuple[Size, Size]
    ) -> tf.Tensor:
        return boxes.through_window(points, size, size, self.sampled_size(parameters, *size))
