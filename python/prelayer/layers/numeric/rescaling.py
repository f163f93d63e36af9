"""Rescaling: multiplies numbers by a scale and adds an offset."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.types import NumberLike, Option, ShapeLike, Structure
from prelayer.layers.base.layer import Layer
from prelayer.layers.numeric.number_range import exceeds, too_large
from prelayer.ops.numeric import arithmetic
from prelayer.ops.numeric.arithmetic import at_least_float32
from prelayer.ops.numeric.value_checks import as_exact_numbers


class Rescaling(Layer):
    """Rescales numbers or pixels: multiplies inputs by `scale` and adds `offset`.

    Pixels from 0 to 255 are mapped to 0 to 1 by `scale=1 / 255`, and to -1 to 1 by
    `scale=1 / 127.5, offset=-1`. Integers become floats of the layer's dtype.

    See also: `MinMaxScaling`, `Normalization`.

    Args:
        scale: the factor: a number, or one number per channel.
        offset: the number added after scaling, or one number per channel.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        A float tensor of the input's shape.

    Raises:
        ValueError: if `scale` or `offset` does not consist of finite numbers.

    Examples:
        >>> from prelayer import Rescaling
        >>> Rescaling(1 / 127.5, offset=-1)([0, 127.5, 255]).numpy()
        array([-1.,  0.,  1.], dtype=float32)
    """

    def __init__(self, scale: NumberLike, offset: NumberLike = 0.0, **kwargs: Option) -> None:
        super().__init__(**kwargs)
        self.scale = self._numbers("scale", scale)
        self.offset = self._numbers("offset", offset)
        self.supports_masking = True

    def prepare(self, inputs: Structure) -> Structure:
        return as_exact_numbers(inputs)

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        return arithmetic.rescale(inputs, self.scale, self.offset, self.compute_dtype)

    def compute_output_shape(self, input_shape: ShapeLike) -> ShapeLike:
        return input_shape

    def _numbers(self, argument: str, value: Any) -> np.ndarray:
        try:
            array = np.asarray(value, dtype=np.float64)
        except (TypeError, ValueError):
            array = np.asarray(np.nan)
        if not np.isfinite(array).all():
            raise errors.invalid(argument, "a number, or one number a channel", value)
        wide = at_least_float32(self.compute_dtype)
        if exceeds(array, wide).any():
            raise errors.problem(
                "`{argument}` is {too_large}", argument=argument, too_large=too_large(wide)
            )
        channels_first = array.ndim == 1 and keras.config.image_data_format() == "channels_first"
        return array[:, np.newaxis, np.newaxis] if channels_first else array
