"""RobustScaling: centers by the median and scales by a quantile range."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import tensorflow as tf

from prelayer._core import check
from prelayer._core.types import Option
from prelayer.layers.base.learned_weights import Arrays, LearnedWeight
from prelayer.layers.numeric.number_range import increasing_pair
from prelayer.layers.numeric.scaler import Scaler
from prelayer.ops.numeric import scale
from prelayer.stats.quantiles import Quantiles


class RobustScaling(Scaler):
    """Centers each feature by its median, and scales it by the difference of two quantiles.

    Outliers hardly affect either. Both are learned by `adapt()`, skipping NaN. Up to 10,000 rows
    they equal NumPy's quantiles; beyond that, the rank error is at most 0.002. If the two quantiles
    are equal, as for a constant feature, numbers are only centered.

    See also: `Normalization`, `QuantileTransform`, docs/guides/tables.Rmd.

    Args:
        with_centering: whether to subtract the median.
        with_scaling: whether to divide by the difference of the quantiles.
        quantile_range: the two quantiles, in percent.
        axis: the axis or axes whose indices are features with separate quantiles; None: the
            quantiles of all numbers.
        invert: whether to map scaled numbers back to the original ones instead.
        missing: how missing numbers (NaN) are handled: "propagate" keeps them; "mean" replaces them
            by the mean of the feature, "constant" by `fill_value`; "indicator" replaces them by the
            mean and appends to the last axis, for each number, 1 if it was missing and 0 otherwise.
        fill_value: the replacement for missing numbers with "constant", in the units of the input.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        A float tensor of the input's shape; "indicator" doubles the last axis.

    Raises:
        ValueError: if `axis` does not fit the input, if a feature has no value or an infinite one,
            or if the layer is called before it is fitted.

    Examples:
        >>> from prelayer import RobustScaling
        >>> layer = RobustScaling()
        >>> report = layer.adapt([[1.0], [2.0], [3.0], [4.0], [1000.0]])
        >>> layer([[3.0], [7.0]]).numpy()
        array([[0.],
               [2.]], dtype=float32)
    """

    _weight_names = ("center", "scale")
    center = LearnedWeight()
    scale = LearnedWeight()

    def __init__(
        self,
        with_centering: bool = True,
        with_scaling: bool = True,
        quantile_range: tuple[float, float] = (25.0, 75.0),
        axis: int | tuple[int, ...] | None = -1,
        invert: bool = False,
        missing: Literal["propagate", "mean", "constant", "indicator"] = "propagate",
        fill_value: float = 0.0,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        check.flag("with_centering", with_centering)
        check.flag("with_scaling", with_scaling)
        self.quantile_range = increasing_pair("quantile_range", quantile_range, bounds=(0, 100))
        self._learn_by(lambda: Quantiles(), self._derive)

    def _derive(self, quantiles: Quantiles) -> Arrays:
        self._features.refuse_empty(quantiles.count)
        lower, upper = self.quantile_range
        low, center, high = quantiles.result([lower / 100, 0.5, upper / 100])
        spread = np.where(high > low, high - low, 1.0)
        return {
            "center": center if self.with_centering else np.zeros_like(center),
            "scale": spread if self.with_scaling else np.ones_like(spread),
        }

    def _is_possible(self, state: Arrays) -> bool:
        return bool(np.all(state["scale"] > 0))

    def _transform(self, inputs: Any, learned: dict[str, tf.Tensor], invert: bool) -> tf.Tensor:
        center, spread = (
            self._aligned(learned[name], inputs.shape) for name in ("center", "scale")
        )
        move = scale.destandardize if invert else scale.standardize
        return move(inputs, center, spread, self.compute_dtype)
