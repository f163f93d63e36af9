"""RandomElasticTransform: randomly distorts images by smooth displacement fields."""

from __future__ import annotations

from typing import Literal

import tensorflow as tf

from prelayer._core import check
from prelayer._core.types import Option
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.geometric_layer import BACKGROUND
from prelayer.layers.image.image_batch import PLACES
from prelayer.layers.image.image_layer import ImageLayer, Parameters
from prelayer.layers.image.value_range import ValueRange
from prelayer.ops.image import elastic
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.resample import FILL_MODES, INTERPOLATIONS, mirrored, sample
from prelayer.ops.image.sizes import Size, as_float, height_and_width, larger, smaller


class RandomElasticTransform(ImageLayer):
    """Distorts images by smooth random displacement fields, with a given probability.

    Each image has its own field. A scale of s displaces pixels by about 3 s percent of the longer
    side, smoothly over distances of 5 s percent of the shorter side. The field is a spline on a
    grid of 32 x 32 normally distributed displacements. The result has the layer's dtype, by default
    float32. Inside a model, the layer is active during training only.

    See also: `RandomPerspective`, `RandomShear`, `AugmentationPipeline`.

    Args:
        factor: the range of the probability that an image is distorted, a pair of numbers from 0 to
            1: (1, 1) distorts all. A number x means 0 to x: 1 distorts half of the images on
            average.
        scale: the range of the scale, sampled for each image, in the same form.
        interpolation: "bilinear", or "nearest", which creates no new values.
        fill_mode: the values outside a row abcd: "reflect" dcba|abcd|dcba, "mirror" dcb|abcd|cba,
            "wrap" abcd|abcd|abcd, "nearest" aaaa|abcd|dddd, "constant" kkkk|abcd|kkkk.
        fill_value: the value k of the fill mode "constant".
        value_range: the lowest and highest value of the images, to which the result is clipped.
        seed: an integer for reproducible random parameters; None: different ones in every run.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        per: "image" samples parameters for each image, "batch" once for all images of a batch.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Examples:
        >>> from prelayer import RandomElasticTransform
        >>> bend = RandomElasticTransform(factor=(1, 1), scale=(1, 1), seed=1)
        >>> bend([[0, 100, 0]] * 3).numpy().round()
        array([[ 6., 93.,  0.],
               [ 1., 99.,  3.],
               [ 0., 94.,  9.]], dtype=float32)
    """

    changed_fields = PLACES
    pixel_range: ValueRange
    points_an_edge = 13
    random_numbers = 3 + 2 * elastic.NODES**2

    def __init__(
        self,
        factor: float | tuple[float, float] = 1.0,
        scale: float | tuple[float, float] = 1.0,
        interpolation: Literal["nearest", "bilinear"] = "bilinear",
        fill_mode: Literal["reflect", "wrap", "constant", "nearest", "mirror"] = "reflect",
        fill_value: float = 0.0,
        value_range: tuple[float, float] = (0, 255),
        seed: int | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        *,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.pixel_range = ValueRange(value_range)
        self.value_range = self.pixel_range.bounds
        self.factor = factor_range("factor", factor, 0, 1)
        self.scale = factor_range("scale", scale, 0, 1)
        check.one_of("interpolation", interpolation, INTERPOLATIONS)
        check.one_of("fill_mode", fill_mode, (*FILL_MODES, "mirror"))
        self.fill_value = check.number("fill_value", fill_value)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        chosen = uniform[:, 0] < scale_to(uniform[:, 1], self.factor)
        scale = scale_to(uniform[:, 2], self.scale)
        strength = tf.where(chosen, 0.1 * scale * as_float(larger(height, width)), 0.0)
        sigma = 0.05 * scale * as_float(smaller(height, width))
        return {
            "grids": elastic.grids(uniform[:, 3:], strength),
            # A field that varies within a pixel would be noise.
            "sigma": tf.maximum(sigma, 1.0),
        }

    def transform_images(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        def bend(floats: tf.Tensor) -> tf.Tensor:
            return self._read(parameters, floats, self.interpolation, self.fill_value)

        return self.pixel_range.apply(bend, images, self.compute_dtype)

    def transform_masks(self, parameters: Parameters, masks: tf.Tensor) -> tf.Tensor:
        return self._read(parameters, masks, "nearest", BACKGROUND)

    def _read(
        self, parameters: Parameters, images: tf.Tensor, interpolation: str, fill_value: float
    ) -> tf.Tensor:
        size = height_and_width(images)
        places = elastic.places(parameters["grids"], parameters["sigma"], *size)
        mode = self.fill_mode
        if mode == "mirror":
            places, mode = mirrored(places, *size), "nearest"
        return sample(images, places, interpolation, mode, fill_value, images.dtype)

    def transform_points(
        self, parameters: Parameters, points: tf.Tensor, size: tuple[Size, Size]
    ) -> tf.Tensor:
        return elastic.follow(points, parameters["grids"], parameters["sigma"])
