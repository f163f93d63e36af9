"""Feature axes and reduced axes of an input."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors


class FeatureAxes:
    """The axes along which a statistic is not reduced: each index of these axes is a feature.

    One-dimensional data is a batch of numbers of one feature.

    Args:
        axis: an axis, axes, or None for one statistic of all numbers.
    """

    def __init__(self, axis: Any) -> None:
        self.given = axis
        axes = [] if axis is None else list(np.atleast_1d(axis))
        self.axes = tuple(check.whole("axis", item) for item in axes)
        if len(set(self.axes)) < len(self.axes):
            raise errors.invalid("axis", "without repeats", axis)

    def kept(self, shape: Any) -> tuple[int, ...]:
        """Return the kept axes, counted from 0, for data of a shape."""
        rank = len(shape)
        if any(not -rank <= axis < rank for axis in self.axes):
            raise errors.invalid(
                "axis",
                "from {lowest} to {highest} for an input of {rank} dimensions",
                self.given,
                lowest=-rank,
                highest=rank - 1,
                rank=rank,
            )
        return tuple(sorted({axis % rank for axis in self.axes}))

    def reduced(self, shape: Any) -> list[int]:
        """Return the axes that are not kept."""
        kept = self.kept(shape)
        return [axis for axis in range(len(shape)) if axis not in kept]

    def sizes(self, shape: Any) -> tuple[int, ...]:
        """Return the shape of the features for data of a shape."""
        kept = self.kept(shape)
        if len(shape) == 1:
            return (1,) if self.axes else ()
        features = tuple(shape[axis] for axis in kept)
        if None in features:
            raise errors.problem(
                "the length of axis {axes} must be known, but the shape is {shape!s}.",
                axes=self.axes,
                shape=tuple(shape),
            )
        return features

    def rows(self, batch: tf.Tensor) -> tf.Tensor:
        """Return a batch as rows of features, with the shape (rows, ...features)."""
        kept = self.kept(batch.shape)
        order = [*self.reduced(batch.shape), *kept]
        if order != sorted(order):
            batch = tf.transpose(batch, order)
        sizes = tf.shape(batch)[len(order) - len(kept) :]
        return tf.reshape(batch, tf.concat([[-1], sizes], 0))

    def aligned(self, sizes: Any, shape: Any) -> list[int]:
        """Return the shape in which a learned array of the features broadcasts against an input.

        Args:
            sizes: the shape of the learned array.
            shape: the shape of the input.
        """
        if len(shape) == 0 or not self.axes:
            return [1] * len(shape)
        kept = self.kept(shape) if len(shape) > 1 else (0,)
        aligned = dict(zip(reversed(kept), reversed(tuple(sizes))))
        if len(shape) > 1 and any(
            size not in (1, shape[axis]) and shape[axis] is not None
            for axis, size in aligned.items()
        ):
            raise errors.problem(
                "the layer knows features of shape {sizes}, but the input has shape {shape!s}.",
                sizes=tuple(sizes),
                shape=tuple(shape),
            )
        return [aligned.get(axis, 1) for axis in range(len(shape))]

    def refuse(self, wrong: np.ndarray, sentence: str) -> None:
        """Raise an error for the first invalid feature, if there is one.

        Args:
            wrong: booleans in the shape of the features.
            sentence: describes the problem of the feature and its remedy.
        """
        if np.any(wrong):
            first = tuple(int(index) for index in np.argwhere(wrong)[0])
            name = "feature {place!p}" if first else "the data"
            place = first[0] if len(first) == 1 else first
            raise errors.problem(name + " {sentence}", place=place, sentence=sentence)

    def refuse_empty(self, count: np.ndarray) -> None:
        """Raise an error for a feature without any value, from the numbers of values."""
        self.refuse(
            count == 0, "has no value to learn from: all are missing. Fill it in or drop it."
        )
