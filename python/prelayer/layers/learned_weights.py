"""The base of the layers that keep what they learned in weights."""

from __future__ import annotations

import math
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from prelayer import check
from prelayer.layers.adaptable import AdaptableLayer


class LearnedWeightsLayer(AdaptableLayer):
    """A layer whose weights, each an attribute by its name, are what it learned.

    They are NaN until something is known, so that `set_weights` is as good as `adapt`. What a
    subclass derives from its statistic is a dict of their values.
    """

    weight_names: tuple[str, ...] = ()
    weight_dtype: str | None = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for name in self.weight_names:
            setattr(self, name, None)

    def add_learned_weights(self, shapes: dict[str, tuple[int, ...]]) -> None:
        """Make the weights that are not there yet."""
        for name, shape in shapes.items():
            if getattr(self, name) is None:
                unknown = keras.initializers.Constant(math.nan)
                # Without autocast: a policy of float16 rounds what goes out, not what was learned.
                weight = self.add_weight(
                    name=name,
                    shape=shape,
                    initializer=unknown,
                    dtype=self.weight_dtype,
                    trainable=False,
                    autocast=False,
                )
                setattr(self, name, weight)

    def check_shapes(self, knowledge: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Return what was derived, if it fits the weights that are there already."""
        for name, value in knowledge.items():
            built = self._built_shape(name)
            if built not in (None, value.shape):
                check.refuse(
                    self.title,
                    f"the layer was built for a `{name}` of shape {built}, but the data gives one "
                    f"of shape {value.shape}.",
                )
        return knowledge

    def _built_shape(self, name: str) -> tuple[int, ...] | None:
        weight = getattr(self, name)
        return None if weight is None else tuple(weight.shape)

    def take(self, knowledge: dict[str, np.ndarray]) -> None:
        self.add_learned_weights({name: value.shape for name, value in knowledge.items()})
        for name, value in knowledge.items():
            getattr(self, name).assign(value)

    def get_state(self) -> dict[str, np.ndarray]:
        return {name: np.asarray(getattr(self, name)) for name in self.weight_names}

    def from_state(self, state: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        state = {name: state[name] for name in self.weight_names if name in state}
        shapes = {name: array.shape for name, array in state.items()}
        if self.given or not self.fits(shapes):
            self.refuse_state()
        if any(self._built_shape(name) not in (None, shapes[name]) for name in shapes):
            self.refuse_state()
        return state

    def fits(self, shapes: dict[str, tuple[int, ...]]) -> bool:
        """Return whether weights of these shapes are such as the layer's options ask for."""
        raise NotImplementedError

    def _knows(self) -> bool:
        if not self.has_state and all(
            getattr(self, name) is not None for name in self.weight_names
        ):
            with tf.init_scope():
                weights = self.get_state().values()
                self.has_state = all(np.isfinite(weight).all() for weight in weights)
        return self.has_state
