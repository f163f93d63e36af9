"""MinMaxScaling: scales numbers to a range."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.number_table import as_number_table
from prelayer._core.types import NumberLike, Option
from prelayer.layers.base.learned_weights import Arrays, LearnedWeight
from prelayer.layers.numeric.number_learner import FeatureLearner
from prelayer.layers.numeric.number_range import increasing_pair
from prelayer.layers.numeric.scaler import Scaler
from prelayer.ops.numeric import arithmetic, scale
from prelayer.stats.extremes import Extremes

_RULE = "a finite number, or one for each feature"


class ExtremesLearner(FeatureLearner):
    """Learns minimum and maximum of each feature."""

    learns = "minimum and maximum"


class MinMaxScaling(Scaler):
    """Scales each feature to a range, such as 0 to 1.

    The minimum and the maximum of each feature are mapped to the bounds of the range. They are
    given, or learned by `adapt()`, skipping NaN. A constant feature becomes the lower bound.

    See also: `Normalization`, `RobustScaling`, `Rescaling`, docs/guides/tables.Rmd.

    Args:
        feature_range: the lower and the upper bound of the range.
        axis: the axis or axes whose indices are features with separate minima and maxima; None: one
            minimum and maximum of all numbers.
        clip: whether to clip numbers beyond minimum and maximum to the bounds of the range.
        invert: whether to map scaled numbers back to the original ones instead.
        missing: how missing numbers (NaN) are handled: "propagate" keeps them; "mean" replaces them
            by the mean of the feature, "constant" by `fill_value`; "indicator" replaces them by the
            mean and appends to the last axis, for each number, 1 if it was missing and 0 otherwise.
        fill_value: the replacement for missing numbers with "constant", in the units of the input.
        minimum: the minima, if they are known: a number or an array over the kept axes.
        maximum: the maxima that belong to `minimum`.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        A float tensor of the input's shape; "indicator" doubles the last axis.

    Raises:
        ValueError: if `axis` does not fit the input, if a feature has no value or an infinite one,
            or if the layer is called before it is fitted.

    Examples:
        >>> from prelayer import MinMaxScaling
        >>> layer = MinMaxScaling()
        >>> report = layer.adapt([[0.0, 10.0], [2.0, 30.0]])
        >>> layer([[1.0, 40.0]]).numpy()
        array([[0.5, 1.5]], dtype=float32)
    """

    _state_arguments = ("minimum", "maximum")
    _weight_names = ("minimum", "maximum")
    _learner_class = ExtremesLearner
    minimum = LearnedWeight()
    maximum = LearnedWeight()

    def __init__(
        self,
        feature_range: tuple[float, float] = (0.0, 1.0),
        axis: int | tuple[int, ...] | None = -1,
        clip: bool = False,
        invert: bool = False,
        missing: Literal["propagate", "mean", "constant", "indicator"] = "propagate",
        fill_value: float = 0.0,
        *,
        minimum: NumberLike = None,
        maximum: NumberLike = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.feature_range = increasing_pair("feature_range", feature_range)
        check.flag("clip", clip)
        self._learn_by(Extremes, self._derive, self._summarize)
        if (minimum is None) != (maximum is None):
            raise errors.problem("`minimum` and `maximum` must be given together.")
        if minimum is not None:
            self._give(**self._checked(minimum, maximum))

    def _checked(self, minimum: Any, maximum: Any) -> Arrays:
        low = as_number_table("minimum", minimum, _RULE)
        high = as_number_table("maximum", maximum, _RULE)
        fit = low.shape == high.shape and low.ndim <= len(self.axis)
        if not fit or not (np.isfinite(low).all() and np.isfinite(high).all()):
            raise errors.invalid("minimum", f"like `maximum`, {_RULE}", minimum)
        if np.any(low > high):
            raise errors.problem("`minimum` must not be larger than `maximum`.")
        return {"minimum": low, "maximum": high}

    def _summarize(self, batch: tf.Tensor) -> dict[str, tf.Tensor]:
        return arithmetic.extremes(batch, self._features.reduced(batch.shape))

    def _derive(self, extremes: Extremes) -> Arrays:
        self._features.refuse(
            ~extremes.usable,
            "has no finite minimum and maximum: all its values are missing, or some are infinite. "
            "Fix or drop it.",
        )
        return {"minimum": extremes.minimum, "maximum": extremes.maximum}

    def _is_possible(self, state: Arrays) -> bool:
        return bool(np.all(state["minimum"] <= state["maximum"]))

    def _in_input_units(self, learned: Arrays) -> list[np.ndarray]:
        with np.errstate(over="ignore"):
            return [*super()._in_input_units(learned), learned["maximum"] - learned["minimum"]]

    def _transform(self, inputs: Any, learned: dict[str, tf.Tensor], invert: bool) -> tf.Tensor:
        minimum, maximum = (
            self._aligned(learned[name], inputs.shape) for name in ("minimum", "maximum")
        )
        bounds, dtype = self.feature_range, self.compute_dtype
        if invert:
            return scale.from_range(inputs, minimum, maximum, bounds, dtype)
        return scale.to_range(inputs, minimum, maximum, bounds, dtype, self.clip)
