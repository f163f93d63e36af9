"""The base of the layers that scale each feature by what they learned of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from prelayer import check
from prelayer.layers.feature_axes import FeatureAxes
from prelayer.layers.invertible import InvertibleLayer
from prelayer.layers.learned_weights import LearnedWeightsLayer
from prelayer.tensors import as_numbers


class FeatureScaler(LearnedWeightsLayer, InvertibleLayer):
    """A layer with arguments `axis` and `invert`; see `FeatureAxes` for what a feature is.

    A subclass names its weights, derives them from its statistic, and changes numbers in both
    directions.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.features = FeatureAxes(self.title, self._arguments["axis"])
        self.axis = self.features.axes
        check.flag(self.title, "invert", self.invert)
        self.supports_masking = True

    def prepare(self, inputs: Any) -> Any:
        return as_numbers(inputs, self.title, "float64")

    def to_learn(self, data: Any) -> Any:
        numbers = self.prepare(data)
        if isinstance(numbers, tf.RaggedTensor) and not self.axis:
            return numbers.flat_values
        if isinstance(numbers, (tf.RaggedTensor, tf.SparseTensor)):
            check.refuse(
                self.title, "features must be dense; only `axis=None` learns from ragged numbers."
            )
        return numbers

    def summarize(self, batch: tf.Tensor) -> dict[str, tf.Tensor]:
        return {"values": self.features.rows(batch)}

    def weight_shapes(self, features: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
        """Return the shape of each weight, for features of a shape."""
        return dict.fromkeys(self.weight_names, features)

    def build(self, input_shape: Any) -> None:
        self.add_learned_weights(self.weight_shapes(self.features.sizes(input_shape)))

    def refuse_without_values(self, count: np.ndarray) -> None:
        """Refuse a feature of which no value was counted."""
        self.features.refuse(
            count == 0, "has no value to learn from: all are missing. Fill it in or drop it."
        )

    def aligned(self, weight: Any, shape: Any) -> tf.Tensor:
        """Return a weight of the features' shape so that it broadcasts against an input."""
        return tf.reshape(weight, self.features.aligned(weight.shape, shape))

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        return self.change(inputs, self.invert) if self._knows() else self.placeholder(inputs)

    def compute_output_spec(self, inputs: Any) -> Any:
        first = getattr(self, self.weight_names[0])
        if first is not None:
            self.features.aligned(self.feature_shape, inputs.shape)
        return self.symbolic(inputs.shape, self.compute_dtype)

    @property
    def feature_shape(self) -> tuple[int, ...]:
        """The shape of the features that something is known of."""
        return tuple(getattr(self, self.weight_names[0]).shape)


def increasing_pair(
    owner: str, argument: str, value: Any, bounds: tuple[float, float] | None = None
) -> tuple[float, float]:
    """Return two finite numbers, the second larger than the first, within bounds."""
    try:
        pair = np.asarray(value, np.float64)
    except (TypeError, ValueError):
        pair = np.zeros(0)
    lowest, highest = bounds or (-np.inf, np.inf)
    fits = pair.shape == (2,) and np.isfinite(pair).all()
    if not fits or not lowest <= pair[0] < pair[1] <= highest:
        within = f" from {lowest:g} to {highest:g}" if bounds else ""
        rule = f"two numbers{within}, the second larger than the first"
        check.fail(owner, argument, rule, value)
    return float(pair[0]), float(pair[1])
