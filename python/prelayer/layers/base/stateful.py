"""Base class of layers with learned state."""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np
import tensorflow as tf

from prelayer._core import check
from prelayer.layers.base.layer import Layer, being_saved, in_symbolic_scope
from prelayer.stats.serialization import pack_text, unpack_text

_LEARNED = "learned"  # what the layer knows, in its config
_ADAPTED = "adapted"  # beside what the layer knows: whether it follows from data


class StatefulLayer(Layer):
    """A layer that cannot compute before it knows something: by learning, or because it was told.

    What it knows is named arrays, which Keras's files hold beside its config, and which the config
    itself holds everywhere else.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._learned: Any = None
        self.has_state = False
        self.adapted = False
        self.given = False

    def take(self, knowledge: Any) -> None:
        """Set what `derive` returned."""
        raise NotImplementedError

    def learn(self, knowledge: Any, statistic: Any = None) -> None:
        """Set what the layer knows, and the statistic that it follows from, where there is one."""
        self.take(knowledge)
        self._learned = statistic
        self.has_state = True
        self.adapted = statistic is not None

    def _knows(self) -> bool:
        """Return whether the layer knows what it needs, however it came to know it."""
        return self.has_state

    def get_state(self) -> dict[str, np.ndarray]:
        """Return what the layer knows, as named arrays."""
        raise NotImplementedError

    def from_state(self, state: dict[str, np.ndarray]) -> Any:
        """Return what `derive` would, from the arrays of `get_state`.

        Raises:
            ValueError: by `refuse_state`, if they do not fit the layer's options.
        """
        raise NotImplementedError

    def refuse_state(self) -> NoReturn:
        """Raise the error of a layer that cannot take in what another one knows."""
        check.refuse(
            self.title,
            f"what another layer knows does not fit the layer '{self.name}', which has other "
            "options or was built for other features. Take the same options, or adapt it.",
        )

    def refuse_damaged(self) -> NoReturn:
        """Raise the error of a layer whose learned state was damaged in a file or a config."""
        check.refuse(
            self.title,
            f"the saved state of the layer '{self.name}' is damaged. Save the layer again, or "
            "adapt it.",
        )

    def _kept(self) -> dict[str, np.ndarray]:
        """Return the arrays that are saved; none where the arguments say it all."""
        with tf.init_scope():  # Keras may ask inside a function that is traced
            state = self.get_state() if self._knows() else {}
        return {**state, _ADAPTED: np.array(self.adapted)} if state else {}

    def _restore(self, kept: dict[str, np.ndarray]) -> None:
        adapted = bool(np.all(kept.pop(_ADAPTED, False)))
        self.learn(self.from_state(kept))
        self.adapted = adapted

    def save_own_variables(self, store: Any) -> None:
        """Write what the layer knows into a Keras file."""
        for name, array in self._kept().items():
            store[name] = array

    def load_own_variables(self, store: Any) -> None:
        """Read what the layer knows from a Keras file."""
        kept = {name: np.asarray(store[name]) for name in list(store.keys())}
        if kept:
            self._restore(kept)

    def get_config(self) -> dict[str, Any]:
        """Return the arguments as plain data and, packed as "learned", what else is known."""
        config = super().get_config()
        # A Keras file holds that among its weights.
        kept = {} if self.given or being_saved() else self._kept()
        return {**config, _LEARNED: pack_text(self.title, **kept)} if kept else config

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Layer:
        """Return the layer that `get_config` described, knowing what that one knew."""
        layer = super().from_config({name: config[name] for name in config if name != _LEARNED})
        if _LEARNED in config:
            what, writer = "`learned` in the config", "get_config()"
            layer._restore(unpack_text(layer.title, layer.title, config[_LEARNED], what, writer))
        return layer

    @property
    def stands_in(self) -> bool:
        """Whether a call can give no values: nothing is known yet, or only shapes are traced."""
        return not self.has_state or in_symbolic_scope()

    def placeholder(self, inputs: Any) -> Any:
        """Return a stand-in for the output, while Keras traces shapes before a file is read.

        Raises:
            ValueError: in every other call of a layer that knows nothing.
        """
        if in_symbolic_scope():
            # Under a strategy Keras traces shapes with tensors of a graph.
            return self.traced(self.compute_output_spec(self.symbolic_like(inputs)))
        return self.refuse_unknown()

    def refuse_unknown(self) -> None:
        """Raise the error of a layer that is used before it knows what it needs."""
        check.refuse(
            self.title,
            f"the layer '{self.name}' has not learned anything yet. Call `adapt()` on it with "
            "some data first.",
        )
