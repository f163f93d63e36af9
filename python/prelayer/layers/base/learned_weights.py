"""Learned state that is numeric, stored in one weight."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer.layers.base.learned_part import MOST_READ, LearnedPart
from prelayer.layers.base.stateful_layer import StatefulLayer
from prelayer.ops.numeric.arithmetic import at_least_float32

Shapes = Mapping[str, tuple[int, ...]]
Arrays = dict[str, np.ndarray]


class LearnedWeight:
    """An attribute of a layer that returns one part of its learned state, as a float tensor.

    It is None before the layer is built or fitted.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, layer: Any, owner: type | None = None) -> Any:
        return self if layer is None else layer._store.part(self.name)


class LearnedWeights:
    """Named float arrays of a layer, all of them parts of one float64 weight.

    It is read once per call and assigned once by `adapt()`, so that a call in another thread uses
    either the old or the new state. The weight is NaN until the layer is fitted, so that
    `set_weights` also makes it fitted.

    Args:
        layer: the layer, which tracks the weight.
        names: the names of the arrays.
        fits: whether the shapes of the arrays fit the layer's options.
        is_possible: whether finite arrays of valid shapes are a possible learned state.
        check_state: raises for other reasons why the layer cannot have a state.
    """

    def __init__(
        self,
        layer: StatefulLayer,
        names: tuple[str, ...],
        fits: Callable[[Shapes], bool],
        is_possible: Callable[[Arrays], bool],
        check_state: Callable[[Arrays], None] = lambda state: None,
    ) -> None:
        self.names = names
        self.shapes: Shapes = {}
        self._layer, self._check_state = layer, check_state
        self._fits, self._is_possible = fits, is_possible
        self._weight: Any = None
        self._constants: Arrays = {}

    def give(self, state: Arrays) -> None:
        """Store arrays that the arguments of the layer contain, without a weight."""
        self._constants = state
        self.shapes = {name: array.shape for name, array in state.items()}

    def create(self, shapes: Shapes) -> None:
        """Create the weight if it does not exist yet.

        Args:
            shapes: the shape of each array.
        """
        if self._weight is not None or self._layer._given:
            return
        size = sum(map(math.prod, shapes.values()))
        self._weight = self._layer._add_state("state", (size,), math.nan, "float64")
        self.shapes = dict(shapes)

    def read(self) -> dict[str, tf.Tensor]:
        """Return the arrays as float64, from a single read of the weight."""
        if self._constants:
            return {name: tf.constant(part, tf.float64) for name, part in self._constants.items()}
        shapes = self.shapes.values()
        parts = tf.split(self._weight, [math.prod(shape) for shape in shapes])
        return {
            name: part if len(shape) == 1 else tf.reshape(part, shape)
            for (name, shape), part in zip(self.shapes.items(), parts)
        }

    def first_parts(self) -> list[LearnedPart]:
        """Return the arrays with their first values, which alone are read."""
        parts, start = [], 0
        for name, shape in self.shapes.items():
            size = math.prod(shape)
            if self._constants:
                first = np.ravel(self._constants[name])[:MOST_READ]
            else:
                first = np.asarray(self._weight[start : start + min(size, MOST_READ)])
            parts.append(LearnedPart(name, shape, first.tolist()))
            start += size
        return parts

    def part(self, name: str) -> Any:
        """Return one array for users; None if there is none yet."""
        if name not in self.shapes:
            return None
        return tf.cast(self.read()[name], at_least_float32(self._layer.compute_dtype))

    def assign(self, state: Arrays) -> None:
        """Store arrays by name."""
        self.create({name: state[name].shape for name in self.names})
        parts = [np.ravel(np.asarray(state[name], np.float64)) for name in self.shapes]
        self._weight.assign(np.concatenate(parts))
        self._layer.built = True  # the first call has no weights to create

    @property
    def is_set(self) -> bool:
        """Whether the weight has been assigned, also by `set_weights`."""
        if self._weight is None:
            return False
        with tf.init_scope():
            state = np.asarray(self._weight)
        # It has no value, which reads as empty, while the function that created it is traced.
        return state.size == math.prod(self._weight.shape) and bool(np.isfinite(state).all())

    def to_arrays(self) -> Arrays:
        """Return the arrays by name; none if the arguments of the layer contain them."""
        if self._layer._given:
            return {}
        return {name: part.numpy() for name, part in self.read().items()}

    def from_arrays(self, arrays: Arrays) -> Arrays:
        """Return the arrays of a saved state; raise if they are damaged or do not fit."""
        state = {name: arrays[name] for name in self.names if name in arrays}
        shapes = {name: array.shape for name, array in state.items()}
        if self._layer._given or not self._fits(shapes) or self.shapes not in ({}, shapes):
            self._layer._refuse_state()
        if not all(_finite(array) for array in state.values()) or not self._is_possible(state):
            self._layer._refuse_damaged()
        self._check_state(state)
        return state

    def checked(self, state: Arrays) -> Arrays:
        """Return a derived state, if it fits the options and the weight, if that already exists."""
        if not self._fits({name: value.shape for name, value in state.items()}):
            self._layer._refuse_state()
        for name, value in state.items():
            built = self.shapes.get(name)
            if built not in (None, value.shape):
                raise errors.problem(
                    "the layer was built for a `{name}` of shape {built}, but the data gives "
                    "one of shape {shape!s}.",
                    name=name,
                    built=built,
                    shape=value.shape,
                )
        self._check_state(state)
        return state


def _finite(array: np.ndarray) -> bool:
    return array.dtype.kind in "fiu" and bool(np.isfinite(array).all())
