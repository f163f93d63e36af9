"""Base class of layers that scale each feature by its learned statistics."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import check
from prelayer.layers.base.invertible import InvertibleLayer
from prelayer.layers.base.missing_values import FillingLayer
from prelayer.layers.numeric.feature_axes import FeatureAxes
from prelayer.layers.numeric.number_range import exceeds, too_large
from prelayer.ops.numeric import arithmetic, fill_missing
from prelayer.ops.numeric.arithmetic import at_least_float32
from prelayer.ops.numeric.value_checks import as_exact_numbers


class FeatureScaler(FillingLayer, InvertibleLayer):
    """Base class of scaling layers with the arguments `axis` (see `FeatureAxes`) and `invert`.

    A subclass names its weights, derives them from its statistic, and transforms numbers in both
    directions. With `missing="indicator"`, indicators of the same size follow the numbers on the
    last axis; if each number is a row, the result has an additional axis for number and indicator.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if exceeds(self.fill_value, at_least_float32(self.compute_dtype)):
            check.refuse(self.title, f"`fill_value` is {too_large(self.compute_dtype)}")
        self.features = FeatureAxes(self.title, self._arguments["axis"])
        self.axis = self.features.axes
        check.flag(self.title, "invert", self.invert)
        self.supports_masking = True

    def prepare(self, inputs: Any) -> Any:
        if isinstance(inputs, tf.SparseTensor):
            check.refuse(
                self.title,
                "numbers must be dense or ragged, but they are sparse. Use `tf.sparse.to_dense()`.",
            )
        return as_exact_numbers(inputs, self.title, self.rule_for_missing)

    def to_learn(self, data: Any) -> Any:
        numbers = self.prepare(data)
        if isinstance(numbers, tf.RaggedTensor) and not self.axis:
            return numbers.flat_values
        if isinstance(numbers, tf.RaggedTensor):
            check.refuse(
                self.title, "features must be dense; only `axis=None` learns from ragged numbers."
            )
        return numbers

    def own_summary(self, batch: tf.Tensor) -> dict[str, tf.Tensor]:
        return {"values": self.features.rows(batch)}

    def moments(self, batch: tf.Tensor) -> dict[str, tf.Tensor]:
        return arithmetic.moments(batch, self.features.reduced(batch.shape))

    def weight_shapes(self, features: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
        """Return the shape of each weight, for features of a shape."""
        return dict.fromkeys(self.weight_names, features)

    def fits(self, shapes: dict[str, tuple[int, ...]]) -> bool:
        first = self.weight_names[0]
        features = shapes.get(first, ())[len(self.weight_shapes(())[first]) :]
        has_rank = min(len(self.axis), 1) <= len(features) <= len(self.axis)
        return has_rank and shapes == self.weight_shapes(features)

    def build(self, input_shape: Any) -> None:
        shape = self._numbers_of(input_shape) if self.invert else input_shape
        self.add_learned_weights(self.weight_shapes(self.features.sizes(shape)))

    def refuse_without_values(self, count: np.ndarray) -> None:
        """Raise an error for a feature without any value."""
        self.features.refuse(
            count == 0, "has no value to learn from: all are missing. Fill it in or drop it."
        )

    def known(self) -> dict[str, tf.Tensor]:
        """Return the learned or given arrays by name, as float64, all from the same state."""
        return self.read_weights()

    def derive(self, statistic: Any) -> dict[str, np.ndarray]:
        derived = super().derive(statistic)
        self.check_range(derived, self.invert)
        return derived

    def from_state(self, state: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        known = super().from_state(state)
        self.check_range(known, self.invert)
        return known

    def in_input_units(self, known: dict[str, np.ndarray]) -> list[np.ndarray]:
        """Return the learned arrays used in the computation that are in the units of the input.

        Args:
            known: the learned arrays by name.

        Returns:
            Arrays whose last axes are those of the features.
        """
        return list(known.values())

    def check_range(self, known: dict[str, np.ndarray], invert: bool) -> None:
        """Raise an error if a learned number is too large for the dtype of the computation.

        Args:
            known: the learned arrays by name.
            invert: whether the results are in the same units, and therefore limited by the layer's
                dtype.
        """
        dtype = self.compute_dtype if invert else at_least_float32(self.compute_dtype)
        for array in self.in_input_units(known):
            wrong = exceeds(array, dtype)
            of_features = wrong.reshape(-1, *wrong.shape[max(0, wrong.ndim - len(self.axis)) :])
            beyond = np.asarray(of_features.any(axis=0))
            self.features.refuse(beyond, f"has numbers {too_large(dtype)}")

    def inverse(self, inputs: Any) -> Any:
        if self._knows():
            with tf.init_scope():
                known = {name: part.numpy() for name, part in self.known().items()}
            self.check_range(known, not self.invert)
        return super().inverse(inputs)

    def aligned(self, weight: Any, shape: Any) -> tf.Tensor:
        """Return a weight in a shape that broadcasts against an input."""
        aligned = self.features.aligned(weight.shape, shape)
        # Skip the reshape if possible: for small batches, each operation costs noticeable time.
        fits = aligned[len(aligned) - len(weight.shape) :] == list(weight.shape)
        return tf.convert_to_tensor(weight) if fits else tf.reshape(weight, aligned)

    def transform(self, inputs: Any, known: dict[str, tf.Tensor], invert: bool) -> tf.Tensor:
        """Return, as graph operations, the transformed numbers for one direction; NaN stays NaN.

        Args:
            inputs: the numbers.
            known: the learned arrays by name.
            invert: whether to apply the inverse transform.
        """
        raise NotImplementedError

    def change(self, inputs: Any, invert: bool) -> tf.Tensor:
        known = self.known()
        if self.missing == "indicator":
            return self._restored(inputs, known) if invert else self._told(inputs, known)
        return self.transform(inputs if invert else self._filled(inputs, known), known, invert)

    def _filled(self, inputs: Any, known: dict[str, tf.Tensor]) -> Any:
        if self.missing == "propagate":
            return inputs
        if self.missing == "constant":
            return fill_missing.fill(inputs, self.fill_value)
        return fill_missing.fill(inputs, self.aligned(known["mean"], inputs.shape))

    def _told(self, inputs: Any, known: dict[str, tf.Tensor]) -> tf.Tensor:
        if isinstance(inputs, tf.RaggedTensor):
            check.refuse(self.title, '`missing="indicator"` takes dense numbers only.')
        changed = self.transform(self._filled(inputs, known), known, False)
        return fill_missing.with_indicator(changed, inputs, self._stands_alone(inputs.shape))

    def _restored(self, inputs: Any, known: dict[str, tf.Tensor]) -> tf.Tensor:
        self._numbers_of(inputs.shape)
        numbers, lacking = fill_missing.without_indicator(inputs)
        return fill_missing.restore(self.transform(numbers, known, True), lacking)

    def _stands_alone(self, shape: Any) -> bool:
        """Return whether each number of an input is a row."""
        if len(shape) != 1:
            return len(shape) == 0
        return np.prod(self.feature_shape or self.features.sizes(shape)) == 1

    def _numbers_of(self, shape: Any) -> tuple[int | None, ...]:
        """Return the shape of the numbers in an output of this layer, without indicators."""
        if self.missing != "indicator":
            return tuple(shape)
        if len(shape) == 0 or (shape[-1] or 0) % 2:
            check.refuse(
                self.title,
                "the last axis must hold the numbers and then as many indicators, but the shape is "
                f"{tuple(shape)}.",
            )
        return (*shape[:-1], shape[-1] and shape[-1] // 2)

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        return self.change(inputs, self.invert) if self._knows() else self.placeholder(inputs)

    def compute_output_spec(self, inputs: Any) -> Any:
        shape = tuple(inputs.shape)
        numbers = self._numbers_of(shape) if self.invert else shape
        if self.feature_shape is not None:
            self.features.aligned(self.feature_shape, numbers)
        if self.missing == "indicator" and not self.invert:
            alone = self._stands_alone(shape)
            numbers = (*shape, 2) if alone else (*shape[:-1], shape[-1] and 2 * shape[-1])
        return self.symbolic(numbers, self.compute_dtype)

    @property
    def feature_shape(self) -> tuple[int, ...] | None:
        """The shape of the learned features; None before the layer is built or fitted."""
        return self._shapes.get(self.weight_names[0])


def increasing_pair(
    owner: str, argument: str, value: Any, bounds: tuple[float, float] | None = None
) -> tuple[float, float]:
    """Return two finite numbers in increasing order, within bounds."""
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
