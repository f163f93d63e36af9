"""The arguments `missing` and `fill_value` of numeric layers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.missing import Missing
from prelayer.ops.numeric import fill_missing

MODES = ("propagate", "mean", "constant", "indicator")


class MissingValues:
    """How a layer handles missing numbers.

    Args:
        mode: the argument `missing`.
        fill_value: the replacement with "constant".
        modes_with_mean: the modes in which the mean replaces missing numbers.
    """

    def __init__(
        self,
        mode: str,
        fill_value: Any,
        modes_with_mean: tuple[str, ...] = ("mean", "indicator"),
    ) -> None:
        self.mode = check.one_of("missing", mode, MODES)
        self.fill_value = check.number("fill_value", fill_value)
        if self.fill_value != 0 and mode != "constant":
            raise errors.problem('`fill_value` goes with `{missing="constant"}` only.')
        self.needs_mean = mode in modes_with_mean
        self.has_indicator = mode == "indicator"

    @property
    def rule(self) -> Missing:
        """The rule for None, NA and masked values, which are not numbers yet."""
        if self.mode == "propagate":
            return Missing(remedy="Say with `missing` what becomes of them, or write NaN instead.")
        return Missing(np.nan)

    def fill(self, numbers: Any, mean: Callable[[], tf.Tensor]) -> Any:
        """Return numbers without missing ones, as graph operations, unless they stay missing.

        Args:
            numbers: numbers, NaN where they are missing.
            mean: returns the means in a shape that broadcasts against the numbers.
        """
        if self.needs_mean:
            return fill_missing.fill(numbers, mean())
        return fill_missing.fill(numbers, self.fill_value) if self.mode == "constant" else numbers
