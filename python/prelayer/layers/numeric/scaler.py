"""Base class of layers that scale each feature by learned numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.missing import Missing
from prelayer._core.types import Option, ShapeLike, Structure
from prelayer.layers.base.layer import symbolic
from prelayer.layers.base.learned_weights import Arrays, LearnedWeight, LearnedWeights, Shapes
from prelayer.layers.base.stateful_layer import StatefulLayer
from prelayer.layers.numeric.feature_axes import FeatureAxes
from prelayer.layers.numeric.inverse import apply_inverse
from prelayer.layers.numeric.missing_values import MissingValues
from prelayer.layers.numeric.number_learner import FeatureLearner
from prelayer.layers.numeric.number_range import exceeds, too_large
from prelayer.ops.numeric import arithmetic, fill_missing
from prelayer.ops.numeric.arithmetic import at_least_float32
from prelayer.ops.numeric.value_checks import as_exact_numbers


class Scaler(StatefulLayer):
    """Base class of scaling layers with the arguments `axis` (see `FeatureAxes`) and `invert`.

    A subclass names its weights, calls `_learn_by`, and transforms numbers in both directions. With
    `missing="indicator"`, indicators of the same size follow the numbers on the last axis; if each
    number is a row, the result has an additional axis for number and indicator.
    """

    _weight_names: ClassVar[tuple[str, ...]] = ()
    _learner_class: ClassVar[type[FeatureLearner]] = FeatureLearner
    _store: LearnedWeights
    mean: Any = LearnedWeight()
    missing: str
    fill_value: float
    invert: bool

    def __init__(self, **kwargs: Option) -> None:
        super().__init__(**kwargs)
        self._missing = MissingValues(self.missing, self.fill_value)
        self.fill_value = self._missing.fill_value
        if exceeds(self.fill_value, at_least_float32(self.compute_dtype)):
            raise errors.problem(
                "`fill_value` is {too_large}", too_large=too_large(self.compute_dtype)
            )
        self._features = FeatureAxes(self._arguments["axis"])
        self.axis = self._features.axes
        check.flag("invert", self.invert)
        self.supports_masking = True
        self._learns_mean = self._missing.needs_mean and "mean" not in self._weight_names
        names = (*self._weight_names, "mean") if self._learns_mean else self._weight_names
        self._store = LearnedWeights(self, names, self._fits, self._is_possible, self._check_units)

    def _learn_by(
        self,
        accumulator: Callable[[], Any],
        derive: Callable[[Any], Arrays],
        summarize: Callable[[tf.Tensor], dict[str, tf.Tensor]] | None = None,
    ) -> None:
        """Set how the weights are learned; see `FeatureLearner`. By default, it adds rows."""
        rows = summarize or (lambda batch: {"values": self._features.rows(batch)})
        moments = self._moments if self._learns_mean else None
        self._learner = self._learner_class(self, accumulator, rows, derive, moments)

    def _give(self, **state: np.ndarray) -> None:
        """Set the state that the arguments of the layer contain, instead of learning it."""
        if self._learns_mean:
            raise errors.invalid("missing", '"propagate" or "constant"', self.missing)
        self._check_units(state)
        self._store.give(state)
        self._given = self._fitted = True

    def _moments(self, batch: tf.Tensor) -> dict[str, tf.Tensor]:
        return arithmetic.moments(batch, self._features.reduced(batch.shape))

    @property
    def rule_for_missing(self) -> Missing:
        """The rule for None, NA and masked values, which are not numbers yet."""
        return self._missing.rule

    def inverse(self, inputs: Structure) -> Structure:
        """Return the numbers that this layer maps to `inputs`.

        Args:
            inputs: an output of this layer; or an output of a model, in which case the result uses
                the current learned state.

        Examples:
            >>> from prelayer import Normalization
            >>> Normalization(mean=10, variance=4).inverse([0, 1]).numpy()
            array([10., 12.], dtype=float32)
        """
        if self.is_fitted:
            with tf.init_scope():
                learned = {name: part.numpy() for name, part in self._learned_arrays().items()}
            self._check_range(learned, not self.invert)
        return apply_inverse(self, inputs, self._change)

    def _learned_arrays(self) -> dict[str, tf.Tensor]:
        """Return the learned or given arrays by name, as float64, all from the same state."""
        return self._store.read()

    def _is_possible(self, state: Arrays) -> bool:
        """Return whether finite arrays of valid shapes are a possible learned state."""
        raise NotImplementedError

    def _transform(self, inputs: Any, learned: dict[str, tf.Tensor], invert: bool) -> tf.Tensor:
        """Return, as graph operations, the transformed numbers for one direction; NaN stays NaN.

        Args:
            inputs: the numbers.
            learned: the learned arrays by name.
            invert: whether to apply the inverse transform.
        """
        raise NotImplementedError

    def prepare(self, inputs: Structure) -> Structure:
        if isinstance(inputs, tf.SparseTensor):
            raise errors.problem(
                "numbers must be dense or ragged, but they are sparse. Use `tf.sparse.to_dense()`."
            )
        return as_exact_numbers(inputs, self.rule_for_missing)

    def _weight_shapes(self, features: tuple[int, ...]) -> Shapes:
        """Return the shape of each weight, for features of a shape."""
        return dict.fromkeys(self._store.names, features)

    def _fits(self, shapes: Shapes) -> bool:
        first = self._weight_names[0]
        features = shapes.get(first, ())[len(self._weight_shapes(())[first]) :]
        has_rank = min(len(self.axis), 1) <= len(features) <= len(self.axis)
        return has_rank and shapes == self._weight_shapes(features)

    def build(self, input_shape: ShapeLike) -> None:
        shape = self._numbers_of(input_shape) if self.invert else input_shape
        self._store.create(self._weight_shapes(self._features.sizes(shape)))

    def _in_input_units(self, learned: Arrays) -> list[np.ndarray]:
        """Return the learned arrays used in the computation that are in the units of the input.

        Args:
            learned: the learned arrays by name.

        Returns:
            Arrays whose last axes are those of the features.
        """
        return list(learned.values())

    def _check_range(self, learned: Arrays, invert: bool) -> None:
        """Raise an error if a learned number is too large for the dtype of the computation.

        Args:
            learned: the learned arrays by name.
            invert: whether the results are in the same units, and therefore limited by the layer's
                dtype.
        """
        dtype = self.compute_dtype if invert else at_least_float32(self.compute_dtype)
        for array in self._in_input_units(learned):
            wrong = exceeds(array, dtype)
            of_features = wrong.reshape(-1, *wrong.shape[max(0, wrong.ndim - len(self.axis)) :])
            beyond = np.asarray(of_features.any(axis=0))
            self._features.refuse(beyond, f"has numbers {too_large(dtype)}")

    def _check_units(self, state: Arrays) -> None:
        self._check_range(state, self.invert)

    def _aligned(self, weight: Any, shape: Any) -> tf.Tensor:
        """Return a weight in a shape that broadcasts against an input."""
        aligned = self._features.aligned(weight.shape, shape)
        # Skip the reshape if possible: for small batches, each operation costs noticeable time.
        fits = aligned[len(aligned) - len(weight.shape) :] == list(weight.shape)
        return tf.convert_to_tensor(weight) if fits else tf.reshape(weight, aligned)

    def _change(self, inputs: Any, invert: bool) -> tf.Tensor:
        learned = self._learned_arrays()
        if self._missing.has_indicator:
            return (
                self._restored(inputs, learned) if invert else self._with_indicator(inputs, learned)
            )
        return self._transform(inputs if invert else self._fill(inputs, learned), learned, invert)

    def _fill(self, inputs: Any, learned: dict[str, tf.Tensor]) -> Any:
        return self._missing.fill(inputs, lambda: self._aligned(learned["mean"], inputs.shape))

    def _with_indicator(self, inputs: Any, learned: dict[str, tf.Tensor]) -> tf.Tensor:
        if isinstance(inputs, tf.RaggedTensor):
            raise errors.problem('`{missing="indicator"}` takes dense numbers only.')
        changed = self._transform(self._fill(inputs, learned), learned, False)
        return fill_missing.with_indicator(changed, inputs, self._is_row(inputs.shape))

    def _restored(self, inputs: Any, learned: dict[str, tf.Tensor]) -> tf.Tensor:
        self._numbers_of(inputs.shape)
        numbers, lacking = fill_missing.without_indicator(inputs)
        return fill_missing.restore(self._transform(numbers, learned, True), lacking)

    def _is_row(self, shape: Any) -> bool:
        """Return whether each number of an input is a row."""
        if len(shape) != 1:
            return len(shape) == 0
        return np.prod(self._feature_shape or self._features.sizes(shape)) == 1

    def _numbers_of(self, shape: Any) -> tuple[int | None, ...]:
        """Return the shape of the numbers in an output of this layer, without indicators."""
        if self.missing != "indicator":
            return tuple(shape)
        if len(shape) == 0 or (shape[-1] or 0) % 2:
            raise errors.problem(
                "the last axis must hold the numbers and then as many indicators, but the "
                "shape is {shape!s}.",
                shape=tuple(shape),
            )
        return (*shape[:-1], shape[-1] and shape[-1] // 2)

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        return self._change(inputs, self.invert) if self.is_fitted else self._placeholder(inputs)

    def compute_output_spec(self, inputs: Structure) -> Structure:
        shape = tuple(inputs.shape)
        numbers = self._numbers_of(shape) if self.invert else shape
        if self._feature_shape is not None:
            self._features.aligned(self._feature_shape, numbers)
        if self._missing.has_indicator and not self.invert:
            alone = self._is_row(shape)
            numbers = (*shape, 2) if alone else (*shape[:-1], shape[-1] and 2 * shape[-1])
        return symbolic(numbers, self.compute_dtype)

    @property
    def _feature_shape(self) -> tuple[int, ...] | None:
        """The shape of the learned features; None before the layer is built or fitted."""
        return self._store.shapes.get(self._weight_names[0])
