"""RandomGaussianBlur: randomly blurs images."""

from __future__ import annotations

from typing import Literal

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.types import Option
from prelayer.layers.image.color_layer import ColorLayer
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image.blur import gaussian
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size

_WIDEST = 100


class RandomGaussianBlur(ColorLayer):
    """Blurs each image with a random Gaussian kernel, with a given probability.

    The standard deviations down and across are sampled independently. Only pixels within the image
    are averaged, so that edges keep their brightness. Inside a model, the layer is active during
    training only.

    See also: `RandomSharpness`, `AugmentationPipeline`, `plot_augmentations`.

    Args:
        factor: the range of the probability that an image is blurred, a pair of numbers from 0 to
            1: (1, 1) blurs all images. A number x means 0 to x: 1 blurs half of them on average.
        kernel_size: the size of the kernel in pixels, an odd number, or a pair of them, down and
            across.
        sigma: the range of the standard deviations in pixels, a pair of numbers from 0 to 100. A
            number x means 0 to x.
        value_range: the lowest and the highest value that pixels can have, such as (0, 1).
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        seed: an integer for reproducible random parameters; None: different ones in every run.
        per: "image" samples parameters for each image, "batch" once for all images of a batch.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if an argument is out of range, or pixel values do not fit `value_range`.

    Examples:
        >>> from prelayer import RandomGaussianBlur
        >>> blur = RandomGaussianBlur((1, 1), sigma=(0.5, 0.5))
        >>> blur([[0, 0, 0], [0, 100, 0]]).numpy().round(1)
        array([[ 1.4,  9.4,  1.4],
               [10.5, 69.3, 10.5]], dtype=float32)
    """

    random_numbers = 3

    def __init__(
        self,
        factor: float | tuple[float, float] = 1.0,
        kernel_size: int | tuple[int, int] = 3,
        sigma: float | tuple[float, float] = 1.0,
        value_range: tuple[float, float] = (0, 255),
        data_format: Literal["channels_last", "channels_first"] | None = None,
        seed: int | None = None,
        *,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.factor = factor_range("factor", factor, 0, 1)
        self.sigma = factor_range("sigma", sigma, 0, _WIDEST)
        given = np.asarray(kernel_size, dtype=object)
        sides = given.tolist() if given.shape == (2,) else [kernel_size] * 2
        self.kernel_size = tuple(check.whole("kernel_size", side, 1) for side in sides)
        if not all(side % 2 for side in self.kernel_size):
            raise errors.invalid("kernel_size", "odd, or a pair of odd numbers", kernel_size)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        # A probability sampled uniformly between two bounds has the effect of their mean.
        applied = uniform[:, 0] < sum(self.factor) / 2
        return {"applied": applied, "sigma": scale_to(uniform[:, 1:], self.sigma)}

    def adjust(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        blurred = gaussian(images, parameters["sigma"], [side // 2 for side in self.kernel_size])
        return tf.where(tf.reshape(parameters["applied"], [-1, 1, 1, 1]), blurred, images)
