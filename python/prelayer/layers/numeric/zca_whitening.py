"""ZCAWhitening: decorrelates the pixels of images."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.missing import Missing
from prelayer._core.types import Option, ShapeLike, Structure
from prelayer.layers.base.layer import symbolic
from prelayer.layers.base.learned_weights import Arrays, LearnedWeight, LearnedWeights, Shapes
from prelayer.layers.base.stateful_layer import StatefulLayer
from prelayer.layers.numeric.inverse import apply_inverse
from prelayer.layers.numeric.number_learner import NumberLearner
from prelayer.ops.numeric import whitening
from prelayer.ops.numeric.arithmetic import at_least_float32, working_dtype
from prelayer.ops.numeric.value_checks import as_exact_numbers
from prelayer.stats.covariance import Covariance

# The covariance matrix of so many values takes 2 GiB in float64.
MOST_VALUES = 2**14


class WhiteningLearner(NumberLearner):
    """Learns from batches of images or vectors of one size."""

    example_rank = 3

    def to_rows(self, data: Any) -> tf.Tensor:
        return self.to_batch(data)

    def to_batch(self, element: Any) -> tf.Tensor:
        images = self.convert(element)
        if images.shape.rank not in (2, 4):
            raise errors.problem(
                "it learns from batches of images (batch, height, width, channels) or of "
                "vectors (batch, values), but the shape is {shape!s}.",
                shape=images.shape,
            )
        _check_size(tuple(images.shape[1:]))
        return images


class ZCAWhitening(StatefulLayer):
    """Whitens images: decorrelates all pixels and channels and scales them to variance 1.

    `adapt()` learns the mean and covariance of flattened images in one pass, in float64. The
    result, (image - mean) times the inverse square root of the covariance, is the whitened image
    that is closest to the original. Images with a NaN pixel are skipped by `adapt()`, and become
    NaN. In directions in which images do not vary, as with fewer images than pixels, the result is
    0.

    Source: Bell, Sejnowski (1997), "The independent components of natural scenes are edge filters".

    See also: `Normalization`, `SamplewiseNormalization`, `Projection`.

    Args:
        epsilon: number added to the variances, which limits the amplification of noise: 0.1 smooths
            more.
        invert: whether to map whitened images back to the original ones instead.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        A float tensor of the input's shape.

    Raises:
        ValueError: if `epsilon` is not above 0, if an image has more than 16,384 values, if the
            sizes of images differ, or if the layer is called before it is fitted.

    Examples:
        >>> from prelayer import ZCAWhitening
        >>> layer = ZCAWhitening()
        >>> report = layer.adapt([[3, 3], [-3, -3], [1, -1], [-1, 1]])
        >>> layer([[3.0, 3.0], [1.0, -1.0]]).numpy().round(3)
        array([[ 1.,  1.],
               [ 1., -1.]], dtype=float32)
    """

    _store: LearnedWeights
    mean = LearnedWeight()
    axes = LearnedWeight()
    deviations = LearnedWeight()
    rule_for_missing = Missing(remedy="Fill them in first, or write NaN instead.")

    def __init__(self, epsilon: float = 1e-6, invert: bool = False, **kwargs: Option) -> None:
        super().__init__(**kwargs)
        self.epsilon = check.number("epsilon", epsilon, minimum=0)
        if self.epsilon == 0:
            raise errors.invalid("epsilon", "above 0", epsilon)
        check.flag("invert", invert)
        names = ("mean", "axes", "deviations")
        self._store = LearnedWeights(self, names, _fits, _is_possible)
        self._learner = WhiteningLearner(
            self, Covariance, lambda batch: {"rows": batch}, self._derive
        )

    def inverse(self, inputs: Structure) -> Structure:
        """Return the images that this layer maps to `inputs`.

        Args:
            inputs: an output of this layer; or an output of a model, in which case the result uses
                the current learned state.
        """
        return apply_inverse(self, inputs, self._change)

    def prepare(self, inputs: Structure) -> Structure:
        if isinstance(inputs, (tf.RaggedTensor, tf.SparseTensor)):
            raise errors.problem("images must be dense and of one size. Resize them first.")
        return as_exact_numbers(inputs, self.rule_for_missing)

    def _derive(self, covariance: Covariance) -> Arrays:
        if not covariance.usable:
            raise errors.problem("pixels must be finite or NaN, but some are infinite.")
        axes, deviations = whitening.principal_axes(covariance.matrix, self.epsilon)
        if not deviations.any():
            raise errors.problem("at least two images that differ are needed to learn from.")
        mean = covariance.mean.reshape(covariance.shape)
        return {"mean": mean, "axes": self._stored(axes), "deviations": deviations}

    def get_state(self) -> dict[str, np.ndarray]:
        state = self._store.to_arrays()
        return {**state, "axes": self._stored(state["axes"])}

    def _stored(self, axes: np.ndarray) -> np.ndarray:
        """Return the axes, by far the largest part of a file, in the precision of the layer."""
        return axes.astype(at_least_float32(self.compute_dtype))

    def build(self, input_shape: ShapeLike) -> None:
        if not self._store.shapes:
            features = tuple(input_shape[1:])
            _check_size(features)
            self._store.create(_shapes(features))

    @property
    def matrix(self) -> np.ndarray:
        """The symmetric matrix (d, d) by which flattened images minus their mean are multiplied."""
        if not self.is_fitted:
            self._refuse_unfitted()
        learned = self.get_state()
        axes, deviations = learned["axes"].astype(np.float64), learned["deviations"]
        factors = np.divide(1, deviations, out=np.zeros_like(deviations), where=deviations > 0)
        return axes * factors @ axes.T

    def _change(self, inputs: tf.Tensor, invert: bool) -> tf.Tensor:
        features = self._store.shapes["mean"]
        single = inputs.shape.rank == len(features)
        if not inputs.shape[0 if single else 1 :].is_compatible_with(features):
            raise errors.problem(
                "the layer knows images of shape {features}, but the input has shape {shape!s}.",
                features=features,
                shape=inputs.shape,
            )
        learned = self._store.read()
        mean = tf.reshape(learned["mean"], [-1])
        rows = tf.reshape(inputs, [-1, math.prod(features)])
        wide = working_dtype(inputs.dtype, self.compute_dtype)
        move = whitening.color if invert else whitening.whiten
        moved = move(rows, mean, learned["axes"], learned["deviations"], wide)
        shape = features if single else [-1, *features]
        return tf.cast(tf.reshape(moved, shape), self.compute_dtype)

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        return self._change(inputs, self.invert) if self.is_fitted else self._placeholder(inputs)

    def compute_output_spec(self, inputs: Structure) -> Structure:
        return symbolic(inputs.shape, self.compute_dtype)


def _fits(shapes: Shapes) -> bool:
    return "mean" in shapes and shapes == _shapes(shapes["mean"])


def _is_possible(state: Arrays) -> bool:
    return bool(np.all(state["deviations"] >= 0))


def _shapes(features: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
    count = math.prod(features)
    return {"mean": features, "axes": (count, count), "deviations": (count,)}


def _check_size(features: tuple[int | None, ...]) -> None:
    """Raise an error for images whose size is unknown, or whose covariance matrix is too large."""
    if None in features:
        raise errors.problem(
            "the size of images must be known, not {features}. Resize them first.",
            features=features,
        )
    count = math.prod(size or 0 for size in features)
    if count > MOST_VALUES:
        raise errors.problem(
            "an image may have {most_values} values, but one of shape {features} has {count}, "
            "whose covariance matrix takes {size} GB. Make images smaller first.",
            most_values=f"{MOST_VALUES:,}",
            features=features,
            count=f"{count:,}",
            size=f"{count**2 * 8 / 1000000000.0:,.0f}",
        )
