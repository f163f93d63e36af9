"""Learns arrays of numbers from numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer.adapt.learner import Learner
from prelayer.layers.numeric.feature_axes import FeatureAxes
from prelayer.ops.numeric import lookup
from prelayer.stats.composite import Composite, join_summaries
from prelayer.stats.moments import Moments

Summarize = Callable[[Any], dict[str, tf.Tensor]]


class NumberLearner(Learner):
    """Derives arrays from an accumulator and, if it replaces missing numbers, learns the mean.

    Args:
        layer: the layer.
        accumulator: returns an empty accumulator.
        summarize: returns, as graph operations, the summary of a batch.
        derive: returns the arrays by name for an accumulator of all the data.
        moments: returns, as graph operations, the moments of a batch; None: no mean is learned.
    """

    rounds = True

    def __init__(
        self,
        layer: Any,
        accumulator: Callable[[], Any],
        summarize: Summarize,
        derive: Callable[[Any], dict[str, np.ndarray]],
        moments: Summarize | None = None,
    ) -> None:
        super().__init__(layer)
        self._accumulator, self._summarize, self._derive = accumulator, summarize, derive
        self._moments = moments

    def convert(self, data: Any) -> Any:
        return self.layer.prepare(data)

    def new_accumulator(self, max_memory: int | None = None) -> Any:
        own = self._accumulator()
        return own if self._moments is None else Composite(own=own, mean=Moments())

    def summarize(self, batch: Any) -> dict[str, tf.Tensor]:
        own = self._summarize(batch)
        return own if self._moments is None else join_summaries(own=own, mean=self._moments(batch))

    def summarize_exactly(self, batch: Any) -> dict[str, tf.Tensor]:
        values = {"values": self.feature_rows(batch)}
        own = values if isinstance(self._accumulator(), Moments) else self._summarize(batch)
        return own if self._moments is None else join_summaries(own=own, mean=values)

    def feature_rows(self, batch: Any) -> tf.Tensor:
        """Return the numbers of a batch as rows, (rows, ...features)."""
        return lookup.flat(batch)

    def derive(self, accumulator: Any) -> dict[str, np.ndarray]:
        if self._moments is None:
            return self.layer._store.checked(self._derive(accumulator))
        own, mean = accumulator.parts["own"], accumulator.parts["mean"]
        return self.layer._store.checked({**self._derive(own), "mean": mean.mean})


class FeatureLearner(NumberLearner):
    """Learns numbers of each feature; see `FeatureAxes`."""

    @property
    def features(self) -> FeatureAxes:
        """The axes of the features."""
        return self.layer._features

    def feature_rows(self, batch: Any) -> tf.Tensor:
        return self.features.rows(batch)

    def convert(self, data: Any) -> Any:
        numbers, layer = self.layer.prepare(data), self.layer
        if isinstance(numbers, tf.RaggedTensor) and not layer.axis:
            return numbers.flat_values
        if isinstance(numbers, tf.RaggedTensor):
            raise errors.problem(
                "features must be dense; only `{axis=None}` learns from ragged numbers."
            )
        return numbers
