"""RandomGaussianBlur: images blurred by chance."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import tensorflow as tf

from prelayer._core import check
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.image_layer import Draws
from prelayer.layers.image.random_color_layer import RandomColorLayer
from prelayer.ops.image.blur import gaussian
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size

_WIDEST = 100


class RandomGaussianBlur(RandomColorLayer):
    """Blurs each image by a Gaussian drawn for it, or leaves it sharp.

    How far it blurs is drawn down and across by itself. Only pixels within the image count, so that
    its edges keep their brightness. In a model, images are blurred in training only.

    Args:
        factor: how often images are blurred, from 0 to 1; a pair of chances, between which each
            image's is drawn, or a number x for 0 to x: 1 blurs every second image, (1, 1) all.
        kernel_size: how many pixels are mixed, an odd number, or a pair of them, down and across.
        sigma: a pair of standard deviations in pixels, from 0 to 100, between which each image's
            are drawn, or a number x for 0 to x.
        value_range: the lowest and the highest value that pixels can have, such as (0, 1).
        data_format: "channels_last" or "channels_first"; None: as Keras is configured.
        seed: a whole number that makes the draws repeatable; None: other draws in every run.
        per: "image": each image draws for itself; "batch": all images share one draw.
        bounding_box_format: how boxes in a dict are written, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if an argument is out of its range, or images contradict `value_range`.

    Example:
        >>> from prelayer import RandomGaussianBlur
        >>> RandomGaussianBlur((1, 1), sigma=(0.5, 0.5))([[0, 0, 0], [0, 100, 0]]).numpy().round(1)
        array([[ 1.4,  9.4,  1.4],
               [10.5, 69.3, 10.5]], dtype=float32)
    """

    numbers = 3

    def __init__(
        self,
        factor: float | tuple[float, float] = 1.0,
        kernel_size: int | tuple[int, int] = 3,
        sigma: float | tuple[float, float] = 1.0,
        value_range: tuple[float, float] = (0, 255),
        data_format: Literal["channels_last", "channels_first"] | None = None,
        seed: int | None = None,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.factor = factor_range("RandomGaussianBlur", "factor", factor, 0, 1)
        self.sigma = factor_range("RandomGaussianBlur", "sigma", sigma, 0, _WIDEST)
        given = np.asarray(kernel_size, dtype=object)
        sides = given.tolist() if given.shape == (2,) else [kernel_size] * 2
        self.kernel_size = tuple(check.whole(self.title, "kernel_size", side, 1) for side in sides)
        if not all(side % 2 for side in self.kernel_size):
            check.fail(self.title, "kernel_size", "odd, or a pair of odd numbers", kernel_size)

    def draw(self, chances: tf.Tensor, height: Size, width: Size) -> Draws:
        # A chance drawn between two bounds comes true as often as their mean.
        applied = chances[:, 0] < sum(self.factor) / 2
        return {"applied": applied, "sigma": scale_to(chances[:, 1:], self.sigma)}

    def adjust(self, draws: Draws, images: tf.Tensor) -> tf.Tensor:
        blurred = gaussian(images, draws["sigma"], [side // 2 for side in self.kernel_size])
        return tf.where(tf.reshape(draws["applied"], [-1, 1, 1, 1]), blurred, images)
