"""QuantileTransform: maps numbers to a uniform or normal distribution."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.number_table import as_number_table
from prelayer._core.types import ArrayLike, Option
from prelayer.layers.base.learned_weights import Arrays, LearnedWeight, Shapes
from prelayer.layers.numeric.number_learner import FeatureLearner
from prelayer.layers.numeric.scaler import Scaler
from prelayer.ops.numeric import quantile
from prelayer.ops.numeric.arithmetic import working_dtype
from prelayer.stats.quantiles import Quantiles

_RULE = "at least two finite numbers in ascending order, or such columns for the features"


class QuantileLearner(FeatureLearner):
    """Learns quantiles of each feature."""

    learns = "quantiles"


class QuantileTransform(Scaler):
    """Maps each feature to a uniform or normal distribution, by the ranks of its numbers.

    Ranks run from 0 for the minimum to 1 for the maximum, and are interpolated between quantiles,
    which are given, or learned by `adapt()`, skipping NaN. Up to 10,000 rows these equal NumPy's;
    beyond that, the rank error is at most 0.002. A constant feature becomes 0. See also: `Power`,
    `RobustScaling`, `Discretization`, docs/guides/tables.Rmd.

    Args:
        num_quantiles: the number of quantiles to learn, at most the number of rows.
        output_distribution: "uniform" returns ranks; "normal" returns the quantiles of the normal
            distribution at the ranks, clipped to about -5.2 and 5.2 (probability 1e-7).
        axis: the axis or axes whose indices are features with separate quantiles; None: the
            quantiles of all numbers.
        invert: whether to map transformed numbers back to the original ones instead.
        missing: how missing numbers (NaN) are handled: "propagate" keeps them; "mean" replaces them
            by the mean of the feature, "constant" by `fill_value`; "indicator" replaces them by the
            mean and appends to the last axis, for each number, 1 if it was missing and 0 otherwise.
        fill_value: the replacement for missing numbers with "constant", in the units of the input.
        quantiles: the quantiles at equal distances of rank from minimum to maximum, if they are
            known: an array of shape (quantiles,), or (quantiles, ...) over the kept axes.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        A float tensor of the input's shape; "indicator" doubles the last axis.

    Raises:
        ValueError: if `axis` does not fit the input, or a feature has no or an infinite value.

    Examples:
        >>> from prelayer import QuantileTransform
        >>> layer = QuantileTransform()
        >>> report = layer.adapt([[1.0], [10.0], [100.0]])
        >>> layer([[0.5], [55.0]]).numpy()
        array([[0.  ],
               [0.75]], dtype=float32)
    """

    _state_arguments = ("quantiles",)
    _weight_names = ("quantiles", "references")
    _learner_class = QuantileLearner
    quantiles = LearnedWeight()
    references = LearnedWeight()

    def __init__(
        self,
        num_quantiles: int = 1000,
        output_distribution: Literal["uniform", "normal"] = "uniform",
        axis: int | tuple[int, ...] | None = -1,
        invert: bool = False,
        missing: Literal["propagate", "mean", "constant", "indicator"] = "propagate",
        fill_value: float = 0.0,
        *,
        quantiles: ArrayLike = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.num_quantiles = check.whole("num_quantiles", num_quantiles, minimum=2)
        check.one_of("output_distribution", output_distribution, ("uniform", "normal"))
        self._learn_by(lambda: Quantiles(), self._derive)
        if quantiles is not None:
            array = self._checked(quantiles)
            self.num_quantiles = len(array)
            self._give(quantiles=array, references=np.linspace(0, 1, len(array)))

    def _checked(self, quantiles: Any) -> np.ndarray:
        array = as_number_table("quantiles", quantiles, _RULE)
        fits = 1 <= array.ndim <= 1 + len(self.axis) and len(array) > 1
        if not fits or not np.isfinite(array).all() or np.any(np.diff(array, axis=0) < 0):
            raise errors.invalid("quantiles", _RULE, quantiles)
        return array

    def _weight_shapes(self, features: tuple[int, ...]) -> Shapes:
        count = self.num_quantiles
        shapes = super()._weight_shapes(features)
        return {**shapes, "quantiles": (count, *features), "references": (count,)}

    @property
    def _feature_shape(self) -> tuple[int, ...] | None:
        shape = super()._feature_shape
        return None if shape is None else shape[1:]

    def _derive(self, accumulator: Quantiles) -> Arrays:
        self._features.refuse_empty(accumulator.count)
        # With fewer rows than quantiles, the remaining entries repeat the maximum: more quantiles
        # would only lie on straight lines between those of the rows.
        references = np.ones(self.num_quantiles)
        count = min(self.num_quantiles, accumulator.rows)
        references[:count] = np.linspace(0, 1, count)
        return {"quantiles": accumulator.result(references), "references": references}

    def _is_possible(self, state: Arrays) -> bool:
        ranks = state["references"]
        ascending = all(
            np.all(np.diff(array, axis=0) >= 0) for array in (state["quantiles"], ranks)
        )
        return ascending and bool(ranks[0] >= 0 and ranks[-1] <= 1)

    def _in_input_units(self, learned: Arrays) -> list[np.ndarray]:
        return [learned[name] for name in self._store.names if name != "references"]

    def _transform(self, inputs: Any, learned: dict[str, tf.Tensor], invert: bool) -> tf.Tensor:
        numbers, shape, back = self._by_feature(inputs)
        # Rounded like the inputs, so that a number from the data of `adapt()` equals its quantile.
        rounded = tf.cast(learned["quantiles"], working_dtype(inputs.dtype, self.compute_dtype))
        quantiles = tf.transpose(tf.reshape(rounded, (self.num_quantiles, -1)))
        quantiles = tf.cast(quantiles, tf.float64)
        references = learned["references"]
        normal = self.output_distribution == "normal"
        if invert:
            furthest = tf.cast(tf.cast(quantile.FURTHEST, self.compute_dtype), tf.float64)
            ranks = quantile.from_normal(numbers, furthest) if normal else numbers
            changed = quantile.from_ranks(ranks, quantiles, references)
        else:
            ranks = quantile.to_ranks(numbers, quantiles, references)
            changed = quantile.to_normal(ranks) if normal else ranks
        changed = tf.transpose(tf.reshape(changed, shape), back)
        return tf.cast(tf.ensure_shape(changed, inputs.shape), self.compute_dtype)

    def _by_feature(self, inputs: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor, list[int]]:
        """Return numbers as (features, numbers), and the shape and axis order to undo this."""
        self._features.aligned(self._feature_shape, inputs.shape)
        assert self._feature_shape is not None  # only fitted layers are called
        features = math.prod(self._feature_shape)
        order = list(range(len(inputs.shape)))
        if features > 1:
            order = [*self._features.kept(inputs.shape), *self._features.reduced(inputs.shape)]
        turned = tf.transpose(inputs, order)
        numbers = tf.cast(tf.reshape(turned, (features, -1)), tf.float64)
        return numbers, tf.shape(turned), np.argsort(order).tolist()
