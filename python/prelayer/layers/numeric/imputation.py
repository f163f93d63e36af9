"""Imputation: replaces missing numbers."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.missing import Missing
from prelayer._core.types import Option, ShapeLike, Structure
from prelayer.layers.base.layer import symbolic
from prelayer.layers.base.learned_weights import Arrays, LearnedWeight, LearnedWeights, Shapes
from prelayer.layers.base.stateful_layer import StatefulLayer
from prelayer.layers.numeric.feature_axes import FeatureAxes
from prelayer.layers.numeric.number_learner import FeatureLearner
from prelayer.layers.numeric.number_range import exceeds, too_large
from prelayer.ops.numeric import arithmetic, fill_missing
from prelayer.ops.numeric.arithmetic import working_dtype
from prelayer.ops.numeric.value_checks import as_exact_numbers
from prelayer.stats.moments import Moments
from prelayer.stats.quantiles import Quantiles
from prelayer.stats.value_counts import ValueCounts

STRATEGIES = ("mean", "median", "most_frequent", "constant")


class Imputation(StatefulLayer):
    """Replaces missing numbers by the mean, median or most frequent number of their feature.

    Imputes missing values for layers that need complete numbers: NaN, and None, NA and masked
    values. `adapt()` skips them; in text, `StringLookup(mask_token=)` handles them.

    See also: `Normalization` (with `missing`), `StringLookup`, docs/guides/tables.Rmd.

    Args:
        strategy: the replacement: "mean"; "median", which equals NumPy's up to 10,000 rows, and has
            a rank error of at most 0.002 beyond that; "most_frequent", of several the smallest; or
            "constant", `fill_value`, for which nothing is learned.
        fill_value: the replacement with "constant".
        add_indicator: whether to append to the last axis, for each number, 1 if it was missing and
            0 otherwise, as `missing="indicator"` of other layers does.
        axis: the axis or axes whose indices are features with separate replacements; None: one for
            all numbers.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        A float tensor of the input's shape; indicators double the last axis.

    Raises:
        ValueError: if `strategy` is unknown, if `axis` does not fit the input, if a feature has no
            value or an infinite one, or if the layer is called before it is fitted.

    Examples:
        >>> from prelayer import Imputation
        >>> layer = Imputation("median", add_indicator=True)
        >>> report = layer.adapt([[1.0], [2.0], [9.0], [None]])
        >>> layer([[None], [5.0]]).numpy()
        array([[2., 1.],
               [5., 0.]], dtype=float32)
    """

    _store: LearnedWeights
    statistics = LearnedWeight()

    def __init__(
        self,
        strategy: Literal["mean", "median", "most_frequent", "constant"] = "mean",
        fill_value: float = 0.0,
        add_indicator: bool = False,
        axis: int | tuple[int, ...] | None = -1,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        check.one_of("strategy", strategy, STRATEGIES)
        self.fill_value = check.number("fill_value", fill_value)
        if self.fill_value != 0 and strategy != "constant":
            raise errors.problem('`fill_value` goes with `{strategy="constant"}` only.')
        if exceeds(self.fill_value, self.compute_dtype):
            raise errors.problem(
                "`fill_value` is {too_large}", too_large=too_large(self.compute_dtype)
            )
        check.flag("add_indicator", add_indicator)
        self._features = FeatureAxes(axis)
        self.axis = self._features.axes
        self.supports_masking = True
        self._given = self._fitted = strategy == "constant"
        self._store = LearnedWeights(
            self, ("statistics",), self._fits, lambda state: True, self._check_units
        )
        self._learner = FeatureLearner(
            self,
            self._accumulator,
            self._summarize,
            lambda seen: {"statistics": self._derive(seen)},
        )

    @property
    def rule_for_missing(self) -> Missing:
        """The rule for None, NA and masked values, which become NaN first."""
        return Missing(np.nan)

    def prepare(self, inputs: Structure) -> Structure:
        if isinstance(inputs, (tf.SparseTensor, tf.RaggedTensor)):
            raise errors.problem("numbers must be dense, but they are sparse or ragged.")
        return as_exact_numbers(inputs, self.rule_for_missing)

    def _accumulator(self) -> Moments | Quantiles | ValueCounts:
        if self.strategy == "mean":
            return Moments()
        return Quantiles() if self.strategy == "median" else ValueCounts()

    def _summarize(self, batch: tf.Tensor) -> dict[str, tf.Tensor]:
        if self.strategy == "mean":
            return arithmetic.moments(batch, self._features.reduced(batch.shape))
        return {"values": self._features.rows(batch)}

    def _derive(self, seen: Any) -> np.ndarray:
        self._features.refuse_empty(seen.count)
        if self.strategy == "median":
            return np.asarray(seen.result([0.5])[0])
        if self.strategy == "most_frequent":
            return np.asarray(seen.most_frequent)
        self._features.refuse(~seen.usable, "has infinite values. Fix or drop it.")
        return np.asarray(seen.mean)

    def _fits(self, shapes: Shapes) -> bool:
        rank = len(shapes.get("statistics", (0,) * (len(self.axis) + 1)))
        return min(len(self.axis), 1) <= rank <= len(self.axis)

    def _check_units(self, state: Arrays) -> None:
        beyond = exceeds(state["statistics"], self.compute_dtype)
        self._features.refuse(beyond, f"has numbers {too_large(self.compute_dtype)}")

    def build(self, input_shape: ShapeLike) -> None:
        self._store.create({"statistics": self._features.sizes(input_shape)})

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        if not self.is_fitted:
            return self._placeholder(inputs)
        wide = tf.cast(inputs, working_dtype(inputs.dtype, self.compute_dtype))
        filled = fill_missing.fill(wide, self._filling(inputs.shape))
        filled = tf.cast(filled, self.compute_dtype)
        if not self.add_indicator:
            return filled
        return fill_missing.with_indicator(filled, wide, self._is_row(inputs.shape))

    def _filling(self, shape: Any) -> tf.Tensor:
        """Return the replacements in a shape that broadcasts against an input."""
        if self._given:
            return tf.constant(self.fill_value, tf.float64)
        statistics = self._store.read()["statistics"]
        return tf.reshape(statistics, self._features.aligned(statistics.shape, shape))

    def _is_row(self, shape: Any) -> bool:
        """Return whether each number of an input is a row."""
        if len(shape) != 1:
            return len(shape) == 0
        learned = self._store.shapes.get("statistics")
        return bool(np.prod(self._features.sizes(shape) if learned is None else learned) == 1)

    def compute_output_spec(self, inputs: Structure) -> Structure:
        shape = tuple(inputs.shape)
        if "statistics" in self._store.shapes:
            self._features.aligned(self._store.shapes["statistics"], shape)
        if self.add_indicator:
            row = self._is_row(shape)
            shape = (*shape, 2) if row else (*shape[:-1], shape[-1] and 2 * shape[-1])
        return symbolic(shape, self.compute_dtype)
