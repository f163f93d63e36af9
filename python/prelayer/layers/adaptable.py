"""The base of every layer that learns."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from prelayer import check
from prelayer.adapt.engine import adapt
from prelayer.layers.base import Layer


class AdaptableLayer(Layer):
    """A layer that learns by Keras's protocol: `adapt`, or `update_state` and `finalize_state`.

    A subclass says which `statistic` it needs, how a batch is `summarize`d for it, and what it
    makes of it in `learn`.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._running = self.statistic()
        self._learned = None
        self.has_state = False

    def adapt(self, data: Any, batch_size: int | None = None, steps: int | None = None) -> None:
        """Learn from data; see `prelayer.adapt`, which adapts many layers in one pass.

        Args:
            data: an array, a list, a column, a dataset, or an iterable of batches.
            batch_size: how many examples to read at once; see `prelayer.adapt`.
            steps: how many batches to read; None reads all.
        """
        adapt(self, data, batch_size=batch_size, steps=steps)

    def reset_state(self) -> None:
        """Forget the batches that `update_state` has seen."""
        self._running = self.statistic()

    def update_state(self, data: Any) -> None:
        """Take in one batch; what the layer computes changes with `finalize_state`."""
        summary = self.summarize(self.as_rows(data))
        self._running.add(**{name: part.numpy() for name, part in summary.items()})

    def finalize_state(self) -> None:
        """Learn from the batches that `update_state` has seen."""
        if not self._running.empty:
            self.learn(self._running)

    def statistic(self) -> Any:
        """Return a new, empty statistic."""
        raise NotImplementedError

    def as_rows(self, data: Any) -> Any:
        """Return data in memory as a tensor whose first axis counts the examples."""
        rows = self.to_learn(data)
        if rows.shape.rank == 0:
            rows = tf.reshape(rows, (1,))
        return tf.expand_dims(rows, -1) if rows.shape.rank == 1 else rows

    def as_batch(self, element: tf.Tensor) -> tf.Tensor:
        """Return an element of a dataset as a batch of examples.

        A vector of known length is one example, as in Keras; another one is a batch of scalars.
        """
        element = self.to_learn(element)
        if element.shape.rank != 1:
            return element
        return tf.expand_dims(element, -1 if element.shape[0] is None else 0)

    def to_learn(self, data: Any) -> Any:
        """Return data as a tensor of the kind that the layer learns from."""
        return self.prepare(data)

    def summarize(self, batch: tf.Tensor) -> dict[str, tf.Tensor]:
        """Return, as a graph, the small tensors that the statistic takes in for a batch."""
        raise NotImplementedError

    def learn(self, statistic: Any) -> None:
        """Set what the layer knows from a statistic that has seen all the data."""
        self._learned = self._running = statistic
        self.has_state = True

    def learned(self) -> Any:
        """Return the statistic that the layer has learned from, or None."""
        return self._learned

    def get_state(self) -> dict[str, np.ndarray]:
        """Return what the layer has learned, as named arrays."""
        raise NotImplementedError

    def set_state(self, state: dict[str, np.ndarray]) -> None:
        """Set what the layer has learned, from the arrays of `get_state`."""
        raise NotImplementedError

    def save_own_variables(self, store: Any) -> None:
        """Write what the layer has learned into a Keras file."""
        if self.has_state:
            for name, array in self.get_state().items():
                store[name] = array

    def load_own_variables(self, store: Any) -> None:
        """Read what the layer has learned from a Keras file."""
        state = {name: np.asarray(store[name]) for name in list(store.keys())}
        if state:
            self.set_state(state)
            self.has_state = True

    def refuse_before_adapt(self) -> None:
        """Raise the error of a layer that is called before it has learned."""
        check.refuse(
            self.title,
            f"the layer '{self.name}' has not learned anything yet. Call `adapt()` on it with "
            "some data first.",
        )
