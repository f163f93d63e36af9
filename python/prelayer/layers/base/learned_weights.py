"""Base class of layers whose learned state is numeric, stored in one weight."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import check
from prelayer.layers.base.adaptable import AdaptableLayer
from prelayer.ops.numeric.arithmetic import at_least_float32


class LearnedWeight:
    """An attribute of a layer that returns one part of its learned state, as a float tensor.

    It is None before the layer is built or fitted.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, layer: Any, owner: type | None = None) -> Any:
        return self if layer is None else layer.weight(self.name)


class LearnedWeightsLayer(AdaptableLayer):
    """Base class of layers whose learned state consists of float arrays, named in `weight_names`.

    All of them are parts of one float64 weight, which is read once per call and assigned once by
    `adapt()`, so that a call in another thread uses either the old or the new state. The weight is
    NaN until the layer is fitted, so that `set_weights` also makes it fitted. A subclass derives a
    dict of the arrays from its statistic.
    """

    weight_names: tuple[str, ...] = ()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._state: Any = None
        # Keras's attribute tracking would copy a dict, but not a proxy.
        self._shapes: Mapping[str, tuple[int, ...]] = MappingProxyType({})

    def add_learned_weights(self, shapes: dict[str, tuple[int, ...]]) -> None:
        """Create the weight if it does not exist yet.

        Args:
            shapes: the shape of each part.
        """
        if self._state is not None or self.given:
            return
        size = sum(map(math.prod, shapes.values()))
        self._state = self.add_state("state", (size,), math.nan, "float64")
        self._shapes = MappingProxyType(dict(shapes))

    def read_weights(self) -> dict[str, tf.Tensor]:
        """Return the parts of the learned state as float64, from a single read of the weight."""
        shapes = self._shapes.values()
        parts = tf.split(self._state, [math.prod(shape) for shape in shapes])
        return {
            name: part if len(shape) == 1 else tf.reshape(part, shape)
            for (name, shape), part in zip(self._shapes.items(), parts)
        }

    def weight(self, name: str) -> Any:
        """Return one part of the learned state for users; None if there is none yet."""
        if name not in self._shapes:
            return None
        return tf.cast(self.read_weights()[name], at_least_float32(self.compute_dtype))

    def check_shapes(self, knowledge: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Return a derived state, if it fits the options and the weight, if that already exists."""
        if not self.fits({name: value.shape for name, value in knowledge.items()}):
            self.refuse_state()
        for name, value in knowledge.items():
            built = self._shapes.get(name)
            if built not in (None, value.shape):
                check.refuse(
                    self.title,
                    f"the layer was built for a `{name}` of shape {built}, but the data gives one "
                    f"of shape {value.shape}.",
                )
        return knowledge

    def take(self, knowledge: dict[str, np.ndarray]) -> None:
        self.add_learned_weights({name: knowledge[name].shape for name in self.weight_names})
        parts = [np.ravel(np.asarray(knowledge[name], np.float64)) for name in self._shapes]
        self._state.assign(np.concatenate(parts))
        self.built = True  # the first call has no weights to create

    def get_state(self) -> dict[str, np.ndarray]:
        return {name: part.numpy() for name, part in self.read_weights().items()}

    def from_state(self, state: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        state = {name: state[name] for name in self.weight_names if name in state}
        shapes = {name: array.shape for name, array in state.items()}
        if self.given or not self.fits(shapes) or self._shapes not in ({}, shapes):
            self.refuse_state()
        if not all(_finite(array) for array in state.values()) or not self.is_possible(state):
            self.refuse_damaged()
        return state

    def is_possible(self, state: dict[str, np.ndarray]) -> bool:
        """Return whether finite arrays of valid shapes are a possible learned state."""
        raise NotImplementedError

    def fits(self, shapes: dict[str, tuple[int, ...]]) -> bool:
        """Return whether the shapes of weights fit the layer's options."""
        raise NotImplementedError

    def _knows(self) -> bool:
        if not self.has_state and self._state is not None:
            with tf.init_scope():
                self.has_state = bool(np.isfinite(np.asarray(self._state)).all())
        return self.has_state


def _finite(array: np.ndarray) -> bool:
    return array.dtype.kind in "fiu" and bool(np.isfinite(array).all())
