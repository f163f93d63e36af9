"""Power: transforms numbers so that they are closer to a normal distribution."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.number_table import as_number_table
from prelayer._core.types import NumberLike, Option
from prelayer.layers.base.learned_weights import Arrays, LearnedWeight
from prelayer.layers.numeric.number_learner import FeatureLearner
from prelayer.layers.numeric.scaler import Scaler
from prelayer.ops.numeric import power
from prelayer.stats.power_likelihood import PowerLikelihood
from prelayer.stats.power_transform import METHODS

_RULE = "a finite number, or one for each feature"


class LambdaLearner(FeatureLearner):
    """Learns the lambda of each feature."""

    learns = "lambdas"


class Power(Scaler):
    """Makes skewed numbers more like a normal distribution, by a power transformation.

    Box-Cox and Yeo-Johnson transformations, for layers and models that expect symmetric numbers,
    usually before `Normalization`. `adapt()` learns the lambda of the largest likelihood, skipping
    NaN. It is exact up to 10,000 rows; beyond that, it is interpolated between the likelihoods of
    81 lambdas from -4 to 6.

    See also: `Log`, `QuantileTransform`, `Normalization`, docs/guides/tables.Rmd.

    Args:
        method: "yeo_johnson" takes all numbers, "box_cox" positive ones only.
        lambdas: the lambdas, if they are known: a number or an array over the kept axes.
        axis: the axis or axes whose indices are features with separate lambdas; None: one lambda.
        invert: whether to map transformed numbers back to the original ones instead.
        missing: how missing numbers (NaN) are handled: "propagate" keeps them; "mean" replaces them
            by the mean of the feature, "constant" by `fill_value`; "indicator" replaces them by the
            mean and appends to the last axis, for each number, 1 if it was missing and 0 otherwise.
        fill_value: the replacement for missing numbers with "constant", in the units of the input.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        A float tensor of the input's shape; "indicator" doubles the last axis. "box_cox" returns
        NaN for negative numbers. It is computed in float64.

    Examples:
        >>> from prelayer import Power
        >>> Power("box_cox", lambdas=0.5)([[1.0], [4.0], [9.0]]).numpy()
        array([[0.],
               [2.],
               [4.]], dtype=float32)
    """

    _state_arguments = ("lambdas",)
    _weight_names = ("lambdas",)
    _learner_class = LambdaLearner
    lambdas = LearnedWeight()

    def __init__(
        self,
        method: Literal["yeo_johnson", "box_cox"] = "yeo_johnson",
        lambdas: NumberLike = None,
        axis: int | tuple[int, ...] | None = -1,
        invert: bool = False,
        missing: Literal["propagate", "mean", "constant", "indicator"] = "propagate",
        fill_value: float = 0.0,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        check.one_of("method", method, METHODS)
        self._learn_by(lambda: PowerLikelihood(method), self._derive)
        if lambdas is not None:
            self._give(lambdas=self._checked(lambdas))

    def _checked(self, lambdas: Any) -> np.ndarray:
        array = as_number_table("lambdas", lambdas, _RULE)
        if not np.isfinite(array).all() or array.ndim > len(self.axis):
            raise errors.invalid("lambdas", _RULE, lambdas)
        return array

    def _derive(self, likelihood: PowerLikelihood) -> Arrays:
        self._features.refuse_empty(likelihood.count)
        return {"lambdas": likelihood.lambdas}

    def _is_possible(self, state: Arrays) -> bool:
        return True

    def _in_input_units(self, learned: Arrays) -> list[np.ndarray]:
        return [learned["mean"]] if "mean" in learned else []

    def _transform(self, inputs: Any, learned: dict[str, tf.Tensor], invert: bool) -> tf.Tensor:
        lambdas = self._aligned(learned["lambdas"], inputs.shape)
        if self.method == "box_cox":
            change = power.from_box_cox if invert else power.box_cox
        else:
            change = power.from_yeo_johnson if invert else power.yeo_johnson
        return change(inputs, lambdas, self.compute_dtype)
