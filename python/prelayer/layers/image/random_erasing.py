"""RandomErasing: randomly erases rectangles of images."""

from __future__ import annotations

from typing import Literal

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.types import Option
from prelayer.layers.image.color_layer import ColorLayer
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image.erase import erased, noise
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size


class RandomErasing(ColorLayer):
    """Erases a random rectangle of each image, with a given probability.

    Masks, boxes and points stay unchanged. Inside a model, the layer is active during training
    only. See Zhong et al., "Random Erasing Data Augmentation" (2017),
    https://arxiv.org/abs/1708.04896. See also: `CutMix`, `RandAugment`, `plot_augmentations`.

    Args:
        factor: the range of the probability that a rectangle is erased, a pair of numbers from 0 to
            1: (1, 1) erases in all images. A number x means 0 to x: 1 erases in half of them on
            average.
        scale: the range of the rectangle's share of the image area, sampled separately for height
            and width: a pair of numbers from 0 to 1. A number x means 0 to x.
        fill_value: the fill of the rectangle: a number, a list of one number per channel, or None
            for normally distributed noise with mean 0 and the upper end of `value_range` as
            standard deviation, clipped to `value_range`.
        value_range: the lowest and the highest value that pixels can have, such as (0, 1).
        seed: an integer for reproducible random parameters; None: different ones in every run.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        per: "image" samples parameters for each image, "batch" once for all images of a batch.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if an argument is out of range, or pixel values do not fit `value_range`.

    Examples:
        >>> from prelayer import RandomErasing
        >>> erase = RandomErasing((1, 1), scale=(0.5, 0.5), fill_value=7, seed=1)
        >>> erase([[1, 2, 3, 4]] * 2).numpy()
        array([[1., 2., 3., 4.],
               [1., 7., 7., 7.]], dtype=float32)
    """

    random_numbers = 6

    def __init__(
        self,
        factor: float | tuple[float, float] = 1.0,
        scale: float | tuple[float, float] = (0.02, 0.33),
        fill_value: float | list[float] | None = None,
        value_range: tuple[float, float] = (0, 255),
        seed: int | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        *,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.factor = factor_range("factor", factor, 0, 1)
        self.scale = factor_range("scale", scale, 0, 1)
        self.color: list[float] | None = None
        if fill_value is not None:
            numbers = np.ravel(np.asarray(fill_value, dtype=object)).tolist()
            self.color = [check.number("fill_value", number) for number in numbers]

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        # A probability sampled uniformly between two bounds has the effect of their mean.
        applied = uniform[:, :1] < sum(self.factor) / 2
        size = tf.cast(tf.stack([height, width]), uniform.dtype)
        sides = tf.sqrt(scale_to(uniform[:, 1:3], self.scale)) * size
        start = uniform[:, 3:5] * (size - sides)
        end = tf.where(applied, start + sides, start)
        return {"start": start, "end": end, "noise": uniform[:, 5]}

    def adjust(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        return erased(
            images, parameters["start"], parameters["end"], self._filling(parameters, images)
        )

    def _filling(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        if self.color is None:
            return noise(parameters["noise"], images) * self.value_range[1]
        if len(self.color) not in (1, images.shape[3]):
            rule = f"one number, or as many as there are channels, {images.shape[3]}"
            raise errors.invalid("fill_value", rule, self.fill_value)
        return tf.constant(self.color, images.dtype)
