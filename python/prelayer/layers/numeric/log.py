"""Log: logarithms of numbers."""

from __future__ import annotations

import math
from typing import Any

import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.types import Option, ShapeLike, Structure
from prelayer.layers.base.layer import Layer
from prelayer.layers.numeric.inverse import apply_inverse
from prelayer.ops.numeric import logarithm
from prelayer.ops.numeric.value_checks import as_exact_numbers


class Log(Layer):
    """Takes the logarithm of each number, after adding an offset.

    Use it for amounts, counts and other positive numbers of different magnitudes, usually before
    `Normalization`. `offset=1` accepts zeros; `signed=True` also negative numbers. It computes in
    float64, and learns nothing.

    See also: `Power`, `Normalization`, docs/guides/tables.Rmd.

    Args:
        base: the base of the logarithm, positive and not 1; by default e.
        offset: the number that is added to the inputs first.
        signed: whether to return `sign(x) * log(abs(x))`, and 0 for numbers from -1 to 1.
        invert: whether to map logarithms back to the original numbers instead.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        A float tensor of the input's shape. Without `signed`, the logarithm of 0 is minus infinity,
        and that of a negative number NaN, as in NumPy.

    Raises:
        ValueError: if `base` is not a positive number other than 1, or `signed` goes with an
            offset.

    Examples:
        >>> from prelayer import Log
        >>> Log(base=10)([1.0, 10.0, 1000.0]).numpy()
        array([0., 1., 3.], dtype=float32)
        >>> Log(base=2, signed=True)([-8.0, 0.5, 2.0]).numpy()
        array([-3.,  0.,  1.], dtype=float32)
    """

    def __init__(
        self,
        base: float = math.e,
        offset: float = 0.0,
        signed: bool = False,
        invert: bool = False,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.base = check.above_zero("base", base)
        if self.base == 1:
            raise errors.invalid("base", "a number above 0 other than 1", base)
        self.offset = check.number("offset", offset)
        check.flag("signed", signed)
        check.flag("invert", invert)
        if signed and self.offset != 0:
            raise errors.problem("`offset` must be 0 with `{signed=True}`.")
        self.supports_masking = True

    def prepare(self, inputs: Structure) -> Structure:
        return as_exact_numbers(inputs)

    def inverse(self, inputs: Structure) -> Structure:
        """Return the numbers that this layer maps to `inputs`; the signed logarithm 0 becomes 0.

        Args:
            inputs: an output of this layer, or of a model.

        Examples:
            >>> from prelayer import Log
            >>> Log(base=10).inverse([0.0, 2.0]).numpy()
            array([  1., 100.], dtype=float32)
        """
        return apply_inverse(self, inputs, self._change)

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        return self._change(inputs, self.invert)

    def _change(self, inputs: Any, invert: bool) -> tf.Tensor:
        base, dtype = self.base, self.compute_dtype
        if self.signed:
            change_signed = logarithm.signed_unlog if invert else logarithm.signed_log
            return change_signed(inputs, base, dtype)
        change = logarithm.unlog if invert else logarithm.log
        return change(inputs, base, self.offset, dtype)

    def compute_output_shape(self, input_shape: ShapeLike) -> ShapeLike:
        return input_shape
