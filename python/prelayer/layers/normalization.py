"""Normalization: numbers shifted to mean 0 and scaled to variance 1."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from prelayer import check
from prelayer.layers.invertible import InvertibleLayer
from prelayer.ops import numeric
from prelayer.stats.moments import Moments, moments_of
from prelayer.tensors import as_numbers, column_to_array

_VALUES_A_SLICE = 2**15


class Normalization(InvertibleLayer):
    """Shifts and scales numbers to mean 0 and variance 1, feature by feature.

    Mean and variance are learned by `adapt()`, in float64 whatever the layer's dtype, skipping
    NaN; or they are given. One-dimensional data is a batch of numbers of one feature.

    Args:
        axis: the axis or axes whose indices are features with a mean and variance of their own;
            None takes one mean and variance over all numbers.
        mean: the means, where they are known: a number or an array over the kept axes.
        variance: the variances that belong to `mean`.
        invert: if True, turns normalized numbers back into the original ones.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        A float tensor of the input's shape.

    Raises:
        ValueError: if only one of `mean` and `variance` is given, if their shapes differ, if
            `axis` does not fit the input, or if the layer is called before it has learned.

    Example:
        >>> from prelayer import Normalization
        >>> layer = Normalization()
        >>> layer.adapt([[0.0, 10.0], [2.0, 30.0]])
        >>> layer([[1.0, 40.0]]).numpy()
        array([[0., 2.]], dtype=float32)
    """

    def __init__(
        self,
        axis: int | tuple[int, ...] | None = -1,
        mean: Any = None,
        variance: Any = None,
        invert: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        axes = [] if axis is None else np.atleast_1d(axis)
        self.axis = tuple(check.whole(self.title, "axis", item) for item in axes)
        if len(set(self.axis)) < len(self.axis):
            check.fail(self.title, "axis", "without repeats", axis)
        self.invert = check.flag(self.title, "invert", invert)
        self.supports_masking = True
        if (mean is None) != (variance is None):
            check.refuse(self.title, "`mean` and `variance` must be given together.")
        self.given = mean is not None
        if self.given:
            self.mean, self.variance = self._checked(mean, variance)
            self.has_state = True

    def _checked(self, mean: Any, variance: Any) -> tuple[np.ndarray, np.ndarray]:
        mean = as_numbers(mean, self.title, "float64").numpy()
        variance = as_numbers(variance, self.title, "float64").numpy()
        if mean.shape != variance.shape:
            check.refuse(
                self.title,
                f"`mean` and `variance` must have the same shape, but they have {mean.shape} and "
                f"{variance.shape}.",
            )
        if mean.ndim > len(self.axis):
            check.refuse(
                self.title,
                f"`mean` must have at most one dimension for each of the {len(self.axis)} kept "
                f"axes, but its shape is {mean.shape}.",
            )
        if not (np.isfinite(mean).all() and np.isfinite(variance).all() and np.all(variance >= 0)):
            check.refuse(
                self.title, "`mean` must be finite, and `variance` finite and not negative."
            )
        return mean, variance

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

    def build(self, input_shape: Any) -> None:
        self._add_weights(self._feature_shape(input_shape))

    def _add_weights(self, shape: tuple[int, ...]) -> None:
        if self.given or self.mean is not None:
            return
        # NaN until something is known, so that `set_weights` is as good as `adapt`.
        unknown = keras.initializers.Constant(math.nan)
        self.mean = self.add_weight(name="mean", shape=shape, initializer=unknown, trainable=False)
        self.variance = self.add_weight(
            name="variance", shape=shape, initializer=unknown, trainable=False
        )

    def statistic(self) -> Moments:
        return Moments()

    def summarize(self, batch: tf.Tensor) -> dict[str, tf.Tensor]:
        kept = self._kept_axes(batch.shape)
        return numeric.moments(
            batch, [axis for axis in range(len(batch.shape)) if axis not in kept]
        )

    def summarize_memory(self, data: Any) -> Iterator[dict[str, Any]] | None:
        rows = column_to_array(data) if hasattr(data, "to_numpy") else data
        if not isinstance(rows, np.ndarray) or rows.dtype.kind not in "iuf" or not rows.size:
            return None
        rows = rows.reshape(-1, 1) if rows.ndim < 2 else rows
        kept = self._kept_axes(rows.shape)
        axes = tuple(axis for axis in range(rows.ndim) if axis not in kept)
        # Slices that stay in the processor's cache; a kept first axis cannot be cut.
        step = len(rows) if 0 in kept else max(1, _VALUES_A_SLICE // rows[0].size)
        starts = range(0, len(rows), step)
        return (moments_of(rows[start : start + step], axes) for start in starts)

    def check_adaptable(self) -> None:
        if self.given:
            check.refuse(self.title, "a layer that was given its mean and variance cannot adapt.")

    def derive(self, statistic: Moments) -> dict[str, np.ndarray]:
        if not np.all(statistic.usable):
            feature = tuple(int(index) for index in np.argwhere(~statistic.usable)[0])
            check.refuse(
                self.title,
                f"feature {feature[0] if len(feature) == 1 else feature} has no finite mean and "
                "variance: all its values are missing, or some are infinite. Mend or drop it.",
            )
        shape = statistic.mean.shape
        if self.mean is not None and tuple(self.mean.shape) != shape:
            check.refuse(
                self.title,
                f"the layer was built for features of shape {tuple(self.mean.shape)}, but the data "
                f"has features of shape {shape}.",
            )
        return {"mean": statistic.mean, "variance": statistic.variance}

    def take(self, knowledge: dict[str, np.ndarray]) -> None:
        self._add_weights(knowledge["mean"].shape)
        self.mean.assign(knowledge["mean"])
        self.variance.assign(knowledge["variance"])

    def get_state(self) -> dict[str, np.ndarray]:
        if self.given:
            return {}
        return {"mean": np.asarray(self.mean), "variance": np.asarray(self.variance)}

    def from_state(self, state: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        return state

    def _knows(self) -> bool:
        if not self.has_state and self.mean is not None:
            with tf.init_scope():
                self.has_state = bool(np.isfinite(np.asarray(self.mean)).all())
        return self.has_state

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        return self.change(inputs, self.invert) if self._knows() else self.placeholder(inputs)

    def change(self, inputs: Any, invert: bool) -> tf.Tensor:
        shape = self._broadcast_shape(inputs.shape)
        mean, variance = (tf.reshape(value, shape) for value in (self.mean, self.variance))
        change = numeric.denormalize if invert else numeric.normalize
        return change(inputs, mean, variance, self.compute_dtype)

    def compute_output_spec(self, inputs: Any) -> Any:
        if self.mean is not None:
            self._broadcast_shape(inputs.shape)
        return self.symbolic(inputs.shape, self.compute_dtype)

    def _kept_axes(self, shape: Any) -> tuple[int, ...]:
        rank = len(shape)
        if any(not -rank <= axis < rank for axis in self.axis):
            check.fail(
                self.title,
                "axis",
                f"from {-rank} to {rank - 1} for an input of {rank} dimensions",
                self._arguments["axis"],
            )
        return tuple(sorted(axis % rank for axis in self.axis))

    def _feature_shape(self, shape: Any) -> tuple[int, ...]:
        self._kept_axes(shape)
        if len(shape) == 1:
            return (1,) if self.axis else ()
        features = tuple(shape[axis] for axis in self._kept_axes(shape))
        if None in features:
            check.refuse(
                self.title,
                f"the length of axis {self.axis} must be known, but the shape is {tuple(shape)}.",
            )
        return features

    def _broadcast_shape(self, shape: Any) -> list[int]:
        """Return the shape in which mean and variance broadcast against an input."""
        if len(shape) == 0 or not self.axis:
            return [1] * len(shape)
        sizes = list(self.mean.shape)
        kept = self._kept_axes(shape) if len(shape) > 1 else (0,)
        aligned = dict(zip(reversed(kept), reversed(sizes)))
        if len(shape) > 1 and any(
            size not in (1, shape[axis]) and shape[axis] is not None
            for axis, size in aligned.items()
        ):
            check.refuse(
                self.title,
                f"the layer knows features of shape {tuple(sizes)}, but the input has shape "
                f"{tuple(shape)}.",
            )
        return [aligned.get(axis, 1) for axis in range(len(shape))]
