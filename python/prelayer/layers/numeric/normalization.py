"""Normalization: standardizes numbers to mean 0 and variance 1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.tensors import as_numbers
from prelayer._core.types import NumberLike, Option, ShapeLike
from prelayer._core.whole_numbers import refuse_beyond_float64
from prelayer.adapt.learner import Summaries
from prelayer.layers.base.learned_weights import Arrays
from prelayer.layers.numeric.number_learner import FeatureLearner
from prelayer.layers.numeric.scaler import Scaler
from prelayer.ops.numeric import arithmetic
from prelayer.ops.numeric.arithmetic import at_least_float32
from prelayer.stats.moments import Moments, moments_of

_VALUES_A_SLICE = 2**15
_MOST_AXES = 32  # the limit of NumPy 1


class MomentsLearner(FeatureLearner):
    """Learns mean and variance; also notes the rank of the data, in which they are shown."""

    learns = "mean and variance"
    seen_rank: int | None = None

    def new_accumulator(self, max_memory: int | None = None) -> Any:
        self.seen_rank = None
        return super().new_accumulator(max_memory)

    def to_rows(self, data: Any) -> Any:
        rows = super().to_rows(data)
        shape = getattr(data, "shape", None)
        self._see_rank(rows.shape.rank if shape is None else len(shape))
        return rows

    def to_batch(self, element: Any) -> Any:
        batch = super().to_batch(element)
        self._see_rank(batch.shape.rank)
        return batch

    def _see_rank(self, rank: int) -> None:
        # Keep the first rank: data in memory is split into batches, whose rank may be larger.
        self.seen_rank = rank if self.seen_rank is None else self.seen_rank

    def facts(self) -> dict[str, int]:
        return {} if self.seen_rank is None else {"rank": self.seen_rank}

    def set_facts(self, facts: Mapping[str, int]) -> None:
        self.seen_rank = facts.get("rank")

    def summarize_memory(self, data: Any) -> tuple[Summaries | None, Any]:
        rows = self.as_array(data)
        if not isinstance(rows, np.ndarray) or rows.dtype.kind not in "iuf" or not rows.size:
            return None, data
        if rows.dtype.kind in "iu":
            refuse_beyond_float64(rows)
        self._see_rank(rows.ndim)
        rows = rows.reshape(-1, 1) if rows.ndim < 2 else rows
        axes = tuple(self.features.reduced(rows.shape))
        # Slices fit into the processor's cache; a kept first axis cannot be sliced.
        step = max(1, _VALUES_A_SLICE // rows[0].size) if 0 in axes else len(rows)
        starts = range(0, len(rows), step)
        return (moments_of(rows[start : start + step], axes) for start in starts), rows


class Normalization(Scaler):
    """Standardizes each feature to mean 0 and variance 1.

    Features are centered by their mean and scaled by their standard deviation (z-scores). Mean and
    variance are given, or learned by `adapt()`, in float64 for any dtype of the layer and skipping
    NaN. One-dimensional data is a batch of numbers of one feature.

    See also: `MinMaxScaling`, `RobustScaling`, `Imputation`, docs/guides/tables.Rmd.

    Args:
        axis: the axis or axes whose indices are features with a separate mean and variance; None:
            one mean and variance of all numbers.
        mean: the means, if they are known: a number or an array over the kept axes.
        variance: the variances that belong to `mean`.
        invert: whether to map normalized numbers back to the original ones instead.
        missing: how missing numbers (NaN) are handled: "propagate" keeps them; "mean" replaces them
            by the mean of the feature, "constant" by `fill_value`; "indicator" replaces them by the
            mean and appends to the last axis, for each number, 1 if it was missing and 0 otherwise.
        fill_value: the replacement for missing numbers with "constant", in the units of the input.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        A float tensor of the input's shape; "indicator" doubles the last axis.

    Raises:
        ValueError: if only one of `mean` and `variance` is given, if their shapes differ, if `axis`
            does not fit the input, or if the layer is called before it is fitted.

    Examples:
        >>> from prelayer import Normalization
        >>> layer = Normalization()
        >>> report = layer.adapt([[0.0, 10.0], [2.0, 30.0]])
        >>> layer([[1.0, 40.0]]).numpy()
        array([[0., 2.]], dtype=float32)
    """

    _state_arguments = ("mean", "variance")
    _weight_names = ("mean", "variance")
    _learner_class = MomentsLearner
    _learner: MomentsLearner
    # The number of dimensions of the input, and the shape of its statistics, if known.
    _rank: int | None = None
    _sizes: tuple[int | None, ...] | None = None

    def __init__(
        self,
        axis: int | tuple[int, ...] | None = -1,
        mean: NumberLike = None,
        variance: NumberLike = None,
        invert: bool = False,
        *,
        missing: Literal["propagate", "mean", "constant", "indicator"] = "propagate",
        fill_value: float = 0.0,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        if (mean is None) != (variance is None):
            raise errors.problem("`mean` and `variance` must be given together.")
        self._learn_by(Moments, self._derive, self._moments)
        self._given = mean is not None
        if self._given:
            self._given_state = self._checked(mean, variance)
            self._check_range(self._given_state, self.invert)
            self._fitted = True

    def _checked(self, mean: Any, variance: Any) -> Arrays:
        with tf.init_scope():  # a layer may be created inside a traced function
            mean = as_numbers(mean, "float64").numpy()
            variance = as_numbers(variance, "float64").numpy()
        if mean.shape != variance.shape:
            raise errors.problem(
                "`mean` and `variance` must have the same shape, but they have {shape!s} and "
                "{of_variance!s}.",
                shape=mean.shape,
                of_variance=variance.shape,
            )
        if mean.ndim > len(self.axis):
            raise errors.problem(
                "`mean` must have at most one dimension for each of the {count} kept axes, but "
                "its shape is {shape!s}.",
                count=len(self.axis),
                shape=mean.shape,
            )
        if not (np.isfinite(mean).all() and np.isfinite(variance).all() and np.all(variance >= 0)):
            raise errors.problem("`mean` must be finite, and `variance` finite and not negative.")
        return {"mean": mean, "variance": variance}

    @property
    def mean(self) -> tf.Tensor | None:
        """The mean of each feature, in a shape that broadcasts against the input."""
        return self._broadcast("mean")

    @property
    def variance(self) -> tf.Tensor | None:
        """The variance of each feature, in a shape that broadcasts against the input."""
        return self._broadcast("variance")

    def _broadcast(self, name: str) -> tf.Tensor | None:
        if not self._given and not self._store.shapes:
            return None
        values = tf.cast(self._learned_arrays()[name], at_least_float32(self.compute_dtype))
        if self._rank is None:
            return values
        sizes = self._features.aligned(values.shape, [None] * self._rank)
        values = tf.reshape(values, sizes)
        return values if self._sizes is None else tf.broadcast_to(values, self._sizes)

    def _learned_arrays(self) -> dict[str, tf.Tensor]:
        if not self._given:
            return super()._learned_arrays()
        return {name: tf.constant(value, tf.float64) for name, value in self._given_state.items()}

    def _is_possible(self, state: Arrays) -> bool:
        return bool(np.all(state["variance"] >= 0))

    def _in_input_units(self, learned: Arrays) -> list[np.ndarray]:
        return [learned["mean"], np.sqrt(learned["variance"])]

    def build(self, input_shape: ShapeLike) -> None:
        super().build(input_shape)
        shape = self._numbers_of(input_shape) if self.invert else tuple(input_shape)
        kept = self._features.kept(shape) if len(shape) > 1 else ()
        self._sizes = tuple(size if axis in kept else 1 for axis, size in enumerate(shape))
        self._rank = len(shape)

    def _set_state(self, state: Arrays, adapted: bool) -> None:
        self._rank = self._learner.seen_rank if self._rank is None else self._rank
        super()._set_state(state, adapted)

    def _derive(self, moments: Moments) -> Arrays:
        self._features.refuse(
            ~moments.usable,
            "has no finite mean and variance: all its values are missing, or some are infinite. "
            "Fix or drop it.",
        )
        return {"mean": moments.mean, "variance": moments.variance}

    def get_state(self) -> Arrays:
        return {} if self._given else {**super().get_state(), **self._input_facts()}

    def _from_arrays(self, arrays: Arrays) -> Arrays:
        state = super()._from_arrays(arrays)
        self._set_input_facts(arrays)
        return state

    def _input_facts(self) -> Arrays:
        return {} if self._rank is None else {"rank": np.array(self._rank)}

    def _set_input_facts(self, facts: Arrays) -> None:
        rank = facts.get("rank", np.array(self._rank or 0))
        if rank.shape or rank.dtype.kind not in "iu" or not 0 <= rank <= _MOST_AXES:
            self._refuse_damaged()
        if self._rank is None and "rank" in facts and rank >= len(self.axis):
            self._rank = int(rank)

    def _transform(self, inputs: Any, learned: dict[str, tf.Tensor], invert: bool) -> tf.Tensor:
        mean, variance = (
            self._aligned(learned[name], inputs.shape) for name in ("mean", "variance")
        )
        change = arithmetic.denormalize if invert else arithmetic.normalize
        return change(inputs, mean, variance, self.compute_dtype)
