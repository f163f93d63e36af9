"""Discretization: bins numbers."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import tensorflow as tf

from prelayer._core import check
from prelayer._core.tensors import as_numbers
from prelayer.layers.base.layer import in_symbolic_scope
from prelayer.layers.base.missing_values import FillingLayer
from prelayer.layers.base.steps_first import StepsFirst
from prelayer.ops.numeric import arithmetic, encode, fill_missing, lookup, quantile
from prelayer.ops.numeric.value_checks import as_exact_numbers
from prelayer.stats.quantiles import RANK_ERROR, SMALLEST_RANK_ERROR, Quantiles

OUTPUT_MODES = ("int", "one_hot", "multi_hot", "count")


class Discretization(StepsFirst, FillingLayer):
    """Turns numbers into the indices of bins, or encodes those.

    Boundaries are given, or learned by `adapt()` as quantiles of all numbers, so that bins hold
    equally many: NumPy's up to 10,000 numbers, beyond within 0.002 of the rank, in any order of
    the data. A number at a boundary is in the bin above. Of equal boundaries, as much-repeated
    numbers give, the bins between stay empty.

    Args:
        bin_boundaries: the boundaries in ascending order, one fewer than there are bins.
        num_bins: how many bins to learn, where no boundaries are given.
        epsilon: the largest error of a learned boundary's rank; above 0.002, it is 0.002.
        output_mode: "int" gives int32 indices; "one_hot", "multi_hot" and "count" give floats,
            one vector a number ("one_hot") or a row (the others).
        sparse: whether vectors come as a `tf.SparseTensor`.
        dtype: the dtype of vectors.
        name: the layer's name.
        missing: what becomes of missing numbers (NaN): "propagate" puts them in the last bin;
            "indicator" in a bin of their own behind it; "mean" fills in the mean of the numbers
            that were learned from, "constant" `fill_value`.
        fill_value: the number that "constant" fills in, in the units of the input.

    Raises:
        ValueError: if boundaries and number of bins are both given, or neither is.

    Example:
        >>> from prelayer import Discretization
        >>> Discretization(bin_boundaries=[0, 1, 2])([-1.5, 0, 1.9, 3]).numpy()
        array([0, 1, 2, 3], dtype=int32)
    """

    learned_arguments = ("bin_boundaries",)
    weight_names = ("boundaries",)
    filled_with_mean = ("mean",)

    def __init__(
        self,
        bin_boundaries: Any = None,
        num_bins: int | None = None,
        epsilon: float = 0.01,
        output_mode: Literal["int", "one_hot", "multi_hot", "count"] = "int",
        sparse: bool = False,
        dtype: Any = None,
        name: str | None = None,
        missing: Literal["propagate", "mean", "constant", "indicator"] = "propagate",
        fill_value: float = 0.0,
    ) -> None:
        super().__init__(dtype=dtype, name=name)
        if (bin_boundaries is None) == (num_bins is None):
            check.refuse(
                self.title, "one of `bin_boundaries` and `num_bins` must be given, and not both."
            )
        check.one_of(self.title, "output_mode", output_mode, OUTPUT_MODES)
        if check.flag(self.title, "sparse", sparse) and output_mode == "int":
            check.refuse(self.title, '`sparse` does not go with `output_mode="int"`.')
        self.given = bin_boundaries is not None
        if self.given and self.learns_mean:
            check.refuse(
                self.title,
                '`missing="mean"` needs the mean of the numbers, which is learned with `num_bins`, '
                'not with `bin_boundaries`. Use "constant" and `fill_value`.',
            )
        if self.given:
            self._given_boundaries = _checked(self.title, bin_boundaries)
            self.has_state = True
        else:
            self.num_bins = check.whole(self.title, "num_bins", num_bins, minimum=1)

    @property
    def bin_boundaries(self) -> list[float] | None:
        """The boundaries between the bins; None where they are not known yet."""
        return self._known()["boundaries"].numpy().tolist() if self._knows() else None

    def _known(self) -> dict[str, tf.Tensor]:
        if self.given:
            return {"boundaries": tf.constant(self._given_boundaries, tf.float64)}
        return self.read_weights()

    def prepare(self, inputs: Any) -> Any:
        return as_exact_numbers(inputs, self.title, self.rule_for_missing)

    def build(self, input_shape: Any) -> None:
        self.add_learned_weights(self._weight_shapes)

    def own_statistic(self) -> Quantiles:
        epsilon = check.number(self.title, "epsilon", self.epsilon, SMALLEST_RANK_ERROR, 1)
        return Quantiles(self.title, min(epsilon, RANK_ERROR))

    def own_summary(self, batch: Any) -> dict[str, tf.Tensor]:
        return {"values": lookup.flat(batch)}

    def moments(self, batch: Any) -> dict[str, tf.Tensor]:
        return arithmetic.moments(lookup.flat(batch), [0])

    def check_adaptable(self) -> None:
        if self.given:
            check.refuse(self.title, "a layer that was given its boundaries cannot adapt.")

    def own_weights(self, statistic: Quantiles) -> dict[str, np.ndarray]:
        ranks = np.arange(1, self.num_bins) / self.num_bins
        return {"boundaries": statistic.result(ranks)}

    def is_possible(self, state: dict[str, np.ndarray]) -> bool:
        return bool(np.all(np.diff(state["boundaries"]) >= 0))

    def get_state(self) -> dict[str, np.ndarray]:
        return {} if self.given else super().get_state()

    @property
    def _weight_shapes(self) -> dict[str, tuple[int, ...]]:
        shapes = {"boundaries": (self.bins - 1,), "mean": ()}
        return {name: shapes[name] for name in self.weight_names}

    def fits(self, shapes: dict[str, tuple[int, ...]]) -> bool:
        return shapes == self._weight_shapes

    @property
    def bins(self) -> int:
        """How many bins there are for numbers."""
        return len(self._given_boundaries) + 1 if self.given else self.num_bins

    @property
    def depth(self) -> int:
        """How many bins there are, with that of missing numbers, where they have one."""
        return self.bins + (self.missing == "indicator")

    def call(self, inputs: Any) -> Any:
        if in_symbolic_scope() or not self._knows():
            return self.placeholder(inputs)
        with tf.device("CPU:0"):
            known = self._known()
            filled = self._filled(inputs, known)
            found = quantile.bins(filled, known["boundaries"], self.missing == "indicator")
        if self.output_mode == "int":
            return found
        found = lookup.map_values(lambda part: tf.cast(part, tf.int64), found)
        return encode.encode(found, self.output_mode, self.depth, self.compute_dtype, self.sparse)

    def _filled(self, inputs: Any, known: dict[str, tf.Tensor]) -> Any:
        if self.missing == "constant":
            return fill_missing.fill(inputs, self.fill_value)
        return fill_missing.fill(inputs, known["mean"]) if self.missing == "mean" else inputs

    def compute_output_spec(self, inputs: Any) -> Any:
        if self.output_mode == "int":
            kind = {"ragged": True} if inputs.ragged else {"sparse": inputs.sparse}
            return self.symbolic(inputs.shape, "int32", **kind)
        ragged = inputs.ragged and self.output_mode == "one_hot" and not self.sparse
        kind = {"ragged": True} if ragged else {"sparse": self.sparse}
        shape = encode.encoded_shape(tuple(inputs.shape), self.output_mode, self.depth)
        return self.symbolic(shape, self.compute_dtype, **kind)

    def get_config(self) -> dict[str, Any]:
        config = super().get_config()
        del config["trainable"]  # not an argument here, as in Keras
        return config


def _checked(owner: str, boundaries: Any) -> np.ndarray:
    with tf.init_scope():  # a layer may be made inside a function that is traced
        array = as_numbers(boundaries, owner, "float64").numpy().astype(np.float64)
    if array.ndim != 1 or not np.isfinite(array).all() or np.any(np.diff(array) < 0):
        check.fail(owner, "bin_boundaries", "finite numbers in ascending order", boundaries)
    return array
