"""Base class of layers that are fitted by `adapt()`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from prelayer._core import check
from prelayer.adapt.engine import adapt
from prelayer.layers.base.layer import Layer
from prelayer.layers.base.stateful import StatefulLayer
from prelayer.stats.serialization import pack, reading, unpack

# Options that do not affect the learned state.
_WITHOUT_EFFECT = ("name", "dtype", "trainable", "fill_value")


class AdaptableLayer(StatefulLayer):
    """Base class of layers fitted by `adapt`, or `update_state` and `finalize_state`, as in Keras.

    A subclass defines its `statistic` (an accumulator), `summarize`s a batch for it, `derive`s its
    learned state from it, and sets that state in `take`.
    """

    instead_of_fit = "layers learn by `adapt(data)`, and are then called"
    values_a_batch = 2**16
    example_rank: int | None = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._running = self.statistic()

    @property
    def adaptable(self) -> bool:
        """Whether the layer learns its state from data, instead of having it given or set."""
        return not self.given and (self.adapted or not self._knows())

    def adapt(self, data: Any, batch_size: int | None = None, steps: int | None = None) -> None:
        """Fit the layer to data; see `prelayer.adapt`, which adapts many layers in one pass.

        Args:
            data: an array, a list, a column, a dataset, or an iterable of batches.
            batch_size: the number of examples per batch; see `prelayer.adapt`.
            steps: the number of batches to read; None: all.
        """
        adapt(self, data, batch_size=batch_size, steps=steps)

    def reset_state(self) -> None:
        """Discard the batches added by `update_state`."""
        self._running = self.statistic()

    def update_state(self, data: Any) -> None:
        """Add one batch to the statistic; only `finalize_state` changes the layer's output."""
        self.check_adaptable()
        summary = self.summarize(self.as_rows(data))
        self._running.add(**{name: part.numpy() for name, part in summary.items()})

    def finalize_state(self) -> None:
        """Set the learned state from the batches added by `update_state`."""
        if not self._running.empty:
            self.learn(self.derive(self._running), self._running)
            self.reset_state()

    def state(self) -> bytes:
        """Return the statistic of all data the layer was fitted to, for `merge` of another layer.

        Example:
            >>> from prelayer import Normalization
            >>> first, second = Normalization(), Normalization()
            >>> first.adapt([[1.0], [2.0]])
            >>> second.adapt([[6.0]])
            >>> first.merge(second.state())
            >>> first.mean.numpy()
            array([[3.]], dtype=float32)
        """
        seen = self.learned()
        if seen is None:
            self.refuse_unknown()
        return pack(
            self.title,
            seen=np.frombuffer(seen.to_bytes(), np.uint8),
            options=self.options(),
            **self.data_facts(),
        )

    def data_facts(self) -> dict[str, np.ndarray]:
        """Return stored properties of the data other than the statistic, as arrays by name."""
        return {}

    def take_data_facts(self, facts: dict[str, np.ndarray]) -> None:
        """Set the result of `data_facts` of another layer, which saved states may lack.

        Raises:
            ValueError: if it is damaged.
        """
        del facts

    def merge(self, state: bytes) -> None:
        """Add the data that another layer of the same class and options was fitted to.

        Args:
            state: the result of `state()` of the other layer, from this process or another.

        Raises:
            ValueError: if the state is damaged, or from a layer of another class or with other
                options.
        """
        parts = unpack(self.title, self.title, state)
        with reading(self.title, "the state", "state()"):
            options, seen = dict(json.loads(str(parts["options"]))), parts["seen"].tobytes()
        self._refuse_other_options(options)
        merged = self.together(seen, self.learned())
        self.take_data_facts(parts)
        self.learn(self.derive(merged), merged)

    def _refuse_other_options(self, there: dict[str, Any]) -> None:
        here = json.loads(self.options())
        different = [
            f"`{name}` is {there.get(name)!r} there and {here.get(name)!r} here"
            for name in {**here, **there}
            if there.get(name) != here.get(name)
        ]
        if different:
            check.refuse(
                self.title,
                f"the state is of a layer with other options: {', '.join(different)}. Merge states "
                "of layers that were made alike.",
            )

    def together(self, data: bytes, seen: Any) -> Any:
        """Return a new statistic that merges serialized data and this layer's statistic or None."""
        empty = self.statistic()
        with reading(self.title, "the state", "state()"):
            merged = type(empty).from_bytes(data)
            if not isinstance(merged, type(empty)) or _kinds(merged) != _kinds(empty):
                raise ValueError("other statistics")
        if seen is not None:
            merged.merge(seen)
        return merged

    def options(self) -> str:
        """Return the options that affect the learned state, as text."""
        config = {
            name: value
            for name, value in Layer.get_config(self).items()
            if name not in _WITHOUT_EFFECT
        }
        return json.dumps(config, sort_keys=True, default=str)

    def statistic(self) -> Any:
        """Return a new, empty statistic."""
        raise NotImplementedError

    def to_learn(self, data: Any) -> Any:
        """Return data as a tensor of the kind that the layer is fitted to."""
        return self.prepare(data)

    def as_rows(self, data: Any) -> Any:
        """Return data in memory as a tensor with examples along the first axis."""
        rows = self.to_learn(data)
        if rows.shape.rank == 0:
            rows = tf.reshape(rows, (1,))
        if rows.shape.rank > 1:
            return rows
        expand = tf.sparse.expand_dims if isinstance(rows, tf.SparseTensor) else tf.expand_dims
        return expand(rows, -1)

    def as_batch(self, element: tf.Tensor) -> tf.Tensor:
        """Return an element of a dataset as a batch of examples.

        A vector of known length is one example, as in Keras; other vectors are batches of scalars.
        """
        element = self.to_learn(element)
        if element.shape.rank == 0:
            return tf.reshape(element, (1, 1))
        if element.shape.rank == 1:
            return tf.expand_dims(element, -1 if element.shape[0] is None else 0)
        return element

    def summarize(self, batch: tf.Tensor) -> dict[str, tf.Tensor]:
        """Return, as graph operations, the small tensors that the statistic adds for a batch."""
        raise NotImplementedError

    def summarize_memory(self, data: Any) -> Iterable[dict[str, Any]] | None:
        """Return summaries of data in memory, if this is faster without a graph, or None."""
        del data
        return None

    def check_adaptable(self) -> None:
        """Raise an error if the layer was given its parameters and therefore cannot be fitted."""

    def derive(self, statistic: Any) -> Any:
        """Return the learned state for a statistic of all the data, without side effects."""
        raise NotImplementedError

    def learned(self) -> Any:
        """Return the statistic that further data is added to; None before the layer is fitted."""
        if self._learned is None and self._knows():
            check.refuse(
                "adapt",
                f"the layer '{self.name}' cannot go on learning: what it knows was set or loaded, "
                "not learned here. Adapt it with `reset=True`.",
            )
        return self._learned

    def compute_output_shape(self, input_shape: Any) -> Any:
        inputs = keras.KerasTensor(input_shape, dtype=self.compute_dtype)
        return self.compute_output_spec(inputs).shape


def _kinds(statistic: Any) -> dict[str, type]:
    """Return the type of each part of a statistic, if it has parts."""
    return {name: type(part) for name, part in getattr(statistic, "parts", {}).items()}
