"""Discretization: maps numbers to bins."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.missing import Missing
from prelayer._core.tensors import as_numbers
from prelayer._core.types import ArrayLike, ConfigValue, DTypeLike, ShapeLike, Structure
from prelayer.layers.base import adapt_with_steps
from prelayer.layers.base.layer import in_symbolic_scope, symbolic
from prelayer.layers.base.learned_weights import Arrays, LearnedWeight, LearnedWeights, Shapes
from prelayer.layers.base.stateful_layer import StatefulLayer
from prelayer.layers.numeric.missing_values import MissingValues
from prelayer.layers.numeric.number_learner import NumberLearner
from prelayer.ops.numeric import arithmetic, encode, lookup, quantile
from prelayer.ops.numeric.value_checks import as_exact_numbers
from prelayer.stats.quantiles import RANK_ERROR, SMALLEST_RANK_ERROR, Quantiles

OUTPUT_MODES = ("int", "one_hot", "multi_hot", "count")


class BoundaryLearner(NumberLearner):
    """Learns the boundaries between bins."""

    learns = "boundaries"


class Discretization(StatefulLayer):
    """Bucketizes numbers: maps them to the indices of bins, or encodes the bins as vectors.

    The boundaries for binning are given, or learned by `adapt()` as quantiles of all numbers, so
    that bins contain equally many: up to 10,000 numbers they equal NumPy's quantiles, beyond that
    their rank error is at most 0.002, for any order of the data. A number equal to a boundary
    belongs to the bin above. If boundaries are equal, because numbers occur many times, the bins
    between them stay empty.

    See also: `QuantileTransform`, `CategoryEncoding`, docs/guides/tables.Rmd.

    Args:
        bin_boundaries: the boundaries in ascending order, one fewer than the number of bins.
        num_bins: the number of bins to learn, if no boundaries are given.
        epsilon: the maximum rank error of learned boundaries; values above 0.002 act as 0.002.
        output_mode: "int" returns int32 indices; "one_hot" returns one float vector per number;
            "multi_hot" and "count" return one per row.
        sparse: whether to return vectors as a `tf.SparseTensor`.
        dtype: the dtype of vectors.
        name: the layer's name.
        missing: how missing numbers (NaN) are handled: "propagate" assigns them to the last bin;
            "indicator" to an additional bin after it; "mean" replaces them by the mean of the
            numbers in the data of `adapt()`, "constant" by `fill_value`.
        fill_value: the replacement for missing numbers with "constant", in the units of the input.

    Raises:
        ValueError: if boundaries and number of bins are both given, or neither is.

    Examples:
        >>> from prelayer import Discretization
        >>> Discretization(bin_boundaries=[0, 1, 2])([-1.5, 0, 1.9, 3]).numpy()
        array([0, 1, 2, 3], dtype=int32)
    """

    _state_arguments = ("bin_boundaries",)
    _store: LearnedWeights
    mean = LearnedWeight()
    adapt = adapt_with_steps.adapt  # type: ignore[assignment]
    """Fit the layer to data: `adapt(data, steps=None, batch_size=None)`; see `prelayer.adapt`."""

    def __init__(
        self,
        bin_boundaries: ArrayLike = None,
        num_bins: int | None = None,
        epsilon: float = 0.01,
        output_mode: Literal["int", "one_hot", "multi_hot", "count"] = "int",
        sparse: bool = False,
        dtype: DTypeLike = None,
        name: str | None = None,
        *,
        missing: Literal["propagate", "mean", "constant", "indicator"] = "propagate",
        fill_value: float = 0.0,
    ) -> None:
        super().__init__(dtype=dtype, name=name)
        self._missing = MissingValues(missing, fill_value, modes_with_mean=("mean",))
        self.fill_value = self._missing.fill_value
        error = check.number("epsilon", epsilon, SMALLEST_RANK_ERROR, 1)
        self._rank_error = min(error, RANK_ERROR)
        if (bin_boundaries is None) == (num_bins is None):
            raise errors.problem(
                "one of `bin_boundaries` and `num_bins` must be given, and not both."
            )
        check.one_of("output_mode", output_mode, OUTPUT_MODES)
        if check.flag("sparse", sparse) and output_mode == "int":
            raise errors.problem('`sparse` does not go with `{output_mode="int"}`.')
        self._given = bin_boundaries is not None
        if self._given and self._missing.needs_mean:
            raise errors.problem(
                '`{missing="mean"}` needs the mean of the numbers, which is learned with '
                '`num_bins`, not with `bin_boundaries`. Use "constant" and `fill_value`.'
            )
        if self._given:
            self._given_boundaries = _checked(bin_boundaries)
            self._fitted = True
        else:
            self.num_bins = check.whole("num_bins", num_bins, minimum=1)
        names = ("boundaries", "mean") if self._missing.needs_mean else ("boundaries",)
        self._store = LearnedWeights(self, names, self._fits, self._is_possible)
        self._learner = BoundaryLearner(
            self,
            lambda: Quantiles(self._rank_error),
            lambda batch: {"values": lookup.flat(batch)},
            self._derive,
            self._moments if self._missing.needs_mean else None,
        )

    @property
    def bin_boundaries(self) -> list[float] | None:
        """The boundaries between the bins; None before the layer is fitted."""
        return self._learned_arrays()["boundaries"].numpy().tolist() if self.is_fitted else None

    def _learned_arrays(self) -> dict[str, tf.Tensor]:
        if self._given:
            return {"boundaries": tf.constant(self._given_boundaries, tf.float64)}
        return self._store.read()

    @property
    def rule_for_missing(self) -> Missing:
        """The rule for None, NA and masked values, which are not numbers yet."""
        return self._missing.rule

    def prepare(self, inputs: Structure) -> Structure:
        return as_exact_numbers(inputs, self.rule_for_missing)

    def build(self, input_shape: ShapeLike) -> None:
        self._store.create(self._weight_shapes)

    def _moments(self, batch: Any) -> dict[str, tf.Tensor]:
        return arithmetic.moments(lookup.flat(batch), [0])

    def _derive(self, quantiles: Quantiles) -> Arrays:
        ranks = np.arange(1, self.num_bins) / self.num_bins
        return {"boundaries": quantiles.result(ranks)}

    def _is_possible(self, state: Arrays) -> bool:
        return bool(np.all(np.diff(state["boundaries"]) >= 0))

    @property
    def _weight_shapes(self) -> Shapes:
        shapes: Shapes = {"boundaries": (self._bins - 1,), "mean": ()}
        return {name: shapes[name] for name in self._store.names}

    def _fits(self, shapes: Shapes) -> bool:
        return shapes == self._weight_shapes

    @property
    def _bins(self) -> int:
        """The number of bins for numbers."""
        return len(self._given_boundaries) + 1 if self._given else self.num_bins

    @property
    def _depth(self) -> int:
        """The number of bins, including that of missing numbers, if there is one."""
        return self._bins + (self._missing.has_indicator)

    def call(self, inputs: Structure) -> Structure:
        if in_symbolic_scope() or not self.is_fitted:
            return self._placeholder(inputs)
        with tf.device("CPU:0"):
            learned = self._learned_arrays()
            filled = self._missing.fill(inputs, lambda: learned["mean"])
            found = quantile.bins(filled, learned["boundaries"], self._missing.has_indicator)
        if self.output_mode == "int":
            return found
        found = lookup.map_values(lambda part: tf.cast(part, tf.int64), found)
        return encode.encode(found, self.output_mode, self._depth, self.compute_dtype, self.sparse)

    def compute_output_spec(self, inputs: Structure) -> Structure:
        if self.output_mode == "int":
            kind = {"ragged": True} if inputs.ragged else {"sparse": inputs.sparse}
            return symbolic(inputs.shape, "int32", **kind)
        ragged = inputs.ragged and self.output_mode == "one_hot" and not self.sparse
        kind = {"ragged": True} if ragged else {"sparse": self.sparse}
        shape = encode.encoded_shape(tuple(inputs.shape), self.output_mode, self._depth)
        return symbolic(shape, self.compute_dtype, **kind)

    def get_config(self) -> dict[str, ConfigValue]:
        config = super().get_config()
        del config["trainable"]  # not an argument of this layer, as in Keras
        return config


def _checked(boundaries: Any) -> np.ndarray:
    with tf.init_scope():  # a layer may be created inside a traced function
        array = as_numbers(boundaries, "float64").numpy().astype(np.float64)
    if array.ndim != 1 or not np.isfinite(array).all() or np.any(np.diff(array) < 0):
        raise errors.invalid("bin_boundaries", "finite numbers in ascending order", boundaries)
    return array
