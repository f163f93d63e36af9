"""Base class of layers with learned state."""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np
import tensorflow as tf

from prelayer._core import check
from prelayer.layers.base.layer import Layer, being_saved, in_symbolic_scope
from prelayer.stats.serialization import pack_text, unpack_text

_LEARNED = "learned"  # the learned state, in the config
_ADAPTED = "adapted"  # stored with the learned state: whether it was learned from data


class StatefulLayer(Layer):
    """Base class of layers with learned or given state, which they need to compute outputs.

    The state consists of named arrays. Keras's files store them separately from the config; all
    other configs contain them.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._learned: Any = None
        self.has_state = False
        self.adapted = False
        self.given = False

    def take(self, knowledge: Any) -> None:
        """Set the state that `derive` returned."""
        raise NotImplementedError

    def learn(self, knowledge: Any, statistic: Any = None) -> None:
        """Set the learned state, and the statistic from which it was derived, if there is one."""
        self.take(knowledge)
        self._learned = statistic
        self.has_state = True
        self.adapted = statistic is not None

    def _knows(self) -> bool:
        """Return whether the layer has the state it needs, learned or given."""
        return self.has_state

    def get_state(self) -> dict[str, np.ndarray]:
        """Return the learned state, as named arrays."""
        raise NotImplementedError

    def from_state(self, state: dict[str, np.ndarray]) -> Any:
        """Return the state in the form of `derive`, from the arrays of `get_state`.

        Raises:
            ValueError: by `refuse_state`, if they do not fit the layer's options.
        """
        raise NotImplementedError

    def refuse_state(self) -> NoReturn:
        """Raise the error for a state that does not fit this layer."""
        check.refuse(
            self.title,
            f"what another layer knows does not fit the layer '{self.name}', which has other "
            "options or was built for other features. Take the same options, or adapt it.",
        )

    def refuse_damaged(self) -> NoReturn:
        """Raise the error for a state that was damaged in a file or a config."""
        check.refuse(
            self.title,
            f"the saved state of the layer '{self.name}' is damaged. Save the layer again, or "
            "adapt it.",
        )

    def _kept(self) -> dict[str, np.ndarray]:
        """Return the arrays to save; none if the arguments contain the whole state."""
        with tf.init_scope():  # Keras may call this inside a traced function
            state = self.get_state() if self._knows() else {}
        return {**state, _ADAPTED: np.array(self.adapted)} if state else {}

    def _restore(self, kept: dict[str, np.ndarray]) -> None:
        adapted = bool(np.all(kept.pop(_ADAPTED, False)))
        self.learn(self.from_state(kept))
        self.adapted = adapted

    def save_own_variables(self, store: Any) -> None:
        """Write the learned state to a Keras file."""
        for name, array in self._kept().items():
            store[name] = array

    def load_own_variables(self, store: Any) -> None:
        """Read the learned state from a Keras file."""
        kept = {name: np.asarray(store[name]) for name in list(store.keys())}
        if kept:
            self._restore(kept)

    def get_config(self) -> dict[str, Any]:
        """Return the arguments as plain data and, packed as "learned", the learned state."""
        config = super().get_config()
        # A Keras file stores the state with its weights.
        kept = {} if self.given or being_saved() else self._kept()
        return {**config, _LEARNED: pack_text(self.title, **kept)} if kept else config

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Layer:
        """Return the layer described by the result of `get_config`, with its learned state."""
        layer = super().from_config({name: config[name] for name in config if name != _LEARNED})
        if _LEARNED in config:
            what, writer = "`learned` in the config", "get_config()"
            layer._restore(unpack_text(layer.title, layer.title, config[_LEARNED], what, writer))
        return layer

    @property
    def stands_in(self) -> bool:
        """Whether a call returns a placeholder: the layer is not fitted, or shapes are traced."""
        return not self.has_state or in_symbolic_scope()

    def placeholder(self, inputs: Any) -> Any:
        """Return a placeholder for the output while Keras traces shapes, before state is loaded.

        Raises:
            ValueError: in all other calls of a layer that is not fitted.
        """
        if in_symbolic_scope():
            # Under a strategy, Keras traces shapes with graph tensors.
            return self.traced(self.compute_output_spec(self.symbolic_like(inputs)))
        return self.refuse_unknown()

    def refuse_unknown(self) -> NoReturn:
        """Raise the error for using a layer before it is fitted."""
        check.refuse(
            self.title,
            f"the layer '{self.name}' has not learned anything yet. Call `adapt()` on it with "
            "some data first.",
        )
