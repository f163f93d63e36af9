"""Base class of numeric layers with a rule for missing values."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import check
from prelayer._core.arrays import Missing
from prelayer.layers.base.learned_weights import LearnedWeight, LearnedWeightsLayer
from prelayer.stats.composite import Composite, join_summaries
from prelayer.stats.moments import Moments

MODES = ("propagate", "mean", "constant", "indicator")


class FillingLayer(LearnedWeightsLayer):
    """Base class of numeric layers with the arguments `missing` and `fill_value`.

    A subclass derives its weights from its statistic. If missing values are replaced by the mean,
    the mean is learned in the same pass and is an additional weight, unless the subclass has a
    `mean`.
    """

    filled_with_mean: tuple[str, ...] = ("mean", "indicator")
    missing: str
    fill_value: float
    mean: Any = LearnedWeight()

    def __init__(self, **kwargs: Any) -> None:
        missing, fill_value = self._arguments["missing"], self._arguments["fill_value"]
        check.one_of(self.title, "missing", missing, MODES)
        self.learns_mean = missing in self.filled_with_mean and "mean" not in self.weight_names
        if self.learns_mean:
            self.weight_names = (*self.weight_names, "mean")
        super().__init__(**kwargs)
        self.fill_value = check.number(self.title, "fill_value", fill_value)
        if self.fill_value != 0 and missing != "constant":
            check.refuse(self.title, '`fill_value` goes with `missing="constant"` only.')

    @property
    def rule_for_missing(self) -> Missing:
        """The rule for None, NA and masked values, which are not numbers yet."""
        if self.missing == "propagate":
            return Missing(remedy="Say with `missing` what becomes of them, or write NaN instead.")
        return Missing(np.nan)

    def own_statistic(self) -> Any:
        """Return a new, empty statistic for the learned state without the replacement mean."""
        raise NotImplementedError

    def own_summary(self, batch: Any) -> dict[str, tf.Tensor]:
        """Return, as graph operations, the summary of a batch that `own_statistic` adds."""
        raise NotImplementedError

    def own_weights(self, statistic: Any) -> dict[str, np.ndarray]:
        """Return the weights for a statistic from `own_statistic`, without side effects."""
        raise NotImplementedError

    def moments(self, batch: Any) -> dict[str, tf.Tensor]:
        """Return, as graph operations, the moments of each feature in a batch."""
        raise NotImplementedError

    def statistic(self) -> Any:
        own = self.own_statistic()
        return Composite(own=own, mean=Moments()) if self.learns_mean else own

    def summarize(self, batch: Any) -> dict[str, tf.Tensor]:
        own = self.own_summary(batch)
        return join_summaries(own=own, mean=self.moments(batch)) if self.learns_mean else own

    def derive(self, statistic: Any) -> dict[str, np.ndarray]:
        if not self.learns_mean:
            return self.check_shapes(self.own_weights(statistic))
        own, mean = statistic.parts["own"], statistic.parts["mean"]
        return self.check_shapes({**self.own_weights(own), "mean": mean.mean})
