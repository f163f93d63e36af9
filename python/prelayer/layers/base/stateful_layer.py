"""Base class of layers with learned state."""

from __future__ import annotations

import json
from typing import Any, NoReturn

import keras
import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.owner import called
from prelayer._core.types import ConfigValue, Data, Option, ShapeLike, VariableStore
from prelayer.adapt.engine import adapt
from prelayer.adapt.learner import Learner
from prelayer.adapt.report import AdaptReport
from prelayer.layers.base.layer import Layer, being_saved, in_symbolic_scope, symbolic_like, traced
from prelayer.layers.base.learned_part import LearnedPart
from prelayer.layers.base.merged_options import check_same_options
from prelayer.layers.base.state_store import StateStore
from prelayer.stats.serialization import pack, pack_text, reading, unpack, unpack_text

_LEARNED = "learned"  # the learned state, in the config
_ADAPTED = "adapted"  # stored with the learned state: whether it was learned from data
# Options that do not affect the learned state.
_WITHOUT_EFFECT = ("name", "dtype", "trainable", "fill_value")


class StatefulLayer(Layer):
    """Base class of layers with learned or given state, which they need to compute outputs.

    A subclass has a `Learner`, which `adapt()` uses, and a `StateStore`. Keras's files store the
    named arrays of the state separately from the config; other configs contain them.
    """

    _instead_of_fit = "layers learn by `adapt(data)`, and are then called"
    _learner: Learner
    _store: StateStore

    def __init__(self, **kwargs: Option) -> None:
        super().__init__(**kwargs)
        self._running: Any = None  # the accumulator of `update_state`
        self._fitted = False
        self._adapted = False
        self._given = False

    @property
    def is_fitted(self) -> bool:
        """Whether the layer has the state it needs, learned or given."""
        if not self._fitted and self._store.is_set:
            self._fitted = True
        return self._fitted

    def adapt(
        self, data: Data, batch_size: int | None = None, steps: int | None = None
    ) -> AdaptReport:
        """Fit the layer to data; see `prelayer.adapt`, which adapts many layers in one pass.

        Args:
            data: an array, a list, a column, a dataset, or an iterable of batches.
            batch_size: the number of examples per batch; see `prelayer.adapt`.
            steps: the number of batches to read; None: all.

        Returns the report of `prelayer.adapt`.
        """
        return adapt(self, data, batch_size=batch_size, steps=steps)

    def reset_state(self) -> None:
        """Discard the batches added by `update_state`."""
        self._running = None

    def update_state(self, data: Data) -> None:
        """Add one batch to an accumulator; only `finalize_state` changes the layer's output."""
        self._learner.check_adaptable()
        if self._running is None:
            self._running = self._learner.new_accumulator()
        summary = self._learner.summarize(self._learner.to_rows(data))
        self._running.add(**{name: part.numpy() for name, part in summary.items()})

    def finalize_state(self) -> None:
        """Set the learned state from the batches added by `update_state`."""
        if self._running is not None and not self._running.empty:
            self._learner.set_state(self._learner.derive(self._running), self._running)
            self.reset_state()

    def state(self) -> bytes:
        """Return the accumulator of all data the layer was fitted to, for `merge` of another layer.

        Examples:
            >>> from prelayer import Normalization
            >>> first, second = Normalization(), Normalization()
            >>> reports = first.adapt([[1.0], [2.0]]), second.adapt([[6.0]])
            >>> first.merge(second.state())
            >>> first.mean.numpy()
            array([[3.]], dtype=float32)
        """
        seen = self._learner.earlier()
        if seen is None:
            self._refuse_unfitted()
        return pack(
            self.title,
            seen=np.frombuffer(seen.to_bytes(), np.uint8),
            options=self._options(),
            **self._input_facts(),
        )

    def merge(self, state: bytes) -> None:
        """Add the data that another layer of the same class and options was fitted to.

        Args:
            state: the result of `state()` of the other layer, from this process or another.

        Raises:
            ValueError: if the state is damaged, or from a layer of another class or with other
                options.
        """
        self._set_merged(*self._merged(state))

    def _merged(self, state: bytes) -> tuple[Any, Any, dict[str, np.ndarray]]:
        """Return the state of merged data, its accumulator and its facts, for `_set_merged`."""
        parts = unpack(self.title, state)
        with reading("the state", "state()"):
            options, seen = dict(json.loads(str(parts["options"]))), parts["seen"].tobytes()
        check_same_options(json.loads(self._options()), options)
        merged = self._learner.merged(seen, self._learner.earlier())
        return self._learner.derive(merged), merged, parts

    def _set_merged(self, state: Any, merged: Any, facts: dict[str, np.ndarray]) -> None:
        self._set_input_facts(facts)
        self._learner.set_state(state, merged)

    def get_state(self) -> dict[str, np.ndarray]:
        """Return the learned state, as named arrays."""
        return self._store.to_arrays()

    def _learned_parts(self) -> list[LearnedPart]:
        """Return the parts of the learned state with their first values, to be printed."""
        return self._store.first_parts()

    def _from_arrays(self, arrays: dict[str, np.ndarray]) -> Any:
        return self._store.from_arrays(arrays)

    def _set_state(self, state: Any, adapted: bool) -> None:
        self._store.assign(state)
        self._fitted = True
        self._adapted = adapted

    def _input_facts(self) -> dict[str, np.ndarray]:
        """Return stored properties of the data other than the accumulator, as arrays by name."""
        return {}

    def _set_input_facts(self, facts: dict[str, np.ndarray]) -> None:
        """Set the result of `_input_facts` of another layer, which saved states may lack."""
        del facts

    def _options(self) -> str:
        config = Layer.get_config(self)
        config = {name: config[name] for name in config if name not in _WITHOUT_EFFECT}
        return json.dumps(config, sort_keys=True, default=str)

    def _saved_arrays(self) -> dict[str, np.ndarray]:
        """Return the arrays to save; none if the arguments contain the whole state."""
        with tf.init_scope():  # Keras may call this inside a traced function
            state = self.get_state() if self.is_fitted else {}
        return {**state, _ADAPTED: np.array(self._adapted)} if state else {}

    def _restore(self, saved: dict[str, np.ndarray]) -> None:
        adapted = bool(np.all(saved.pop(_ADAPTED, False)))
        self._learner.set_state(self._from_arrays(saved))
        self._adapted = adapted

    def save_own_variables(self, store: VariableStore) -> None:
        """Write the learned state to a Keras file."""
        for name, array in self._saved_arrays().items():
            store[name] = array

    def load_own_variables(self, store: VariableStore) -> None:
        """Read the learned state from a Keras file."""
        saved = {name: np.asarray(store[name]) for name in list(store.keys())}
        if saved:
            self._restore(saved)

    def get_config(self) -> dict[str, ConfigValue]:
        """Return the arguments as plain data and, packed as "learned", the learned state."""
        config = super().get_config()
        # A Keras file stores the state with its weights.
        saved = {} if self._given or being_saved() else self._saved_arrays()
        return {**config, _LEARNED: pack_text(self.title, **saved)} if saved else config

    @classmethod
    def from_config(cls, config: dict[str, ConfigValue]) -> Layer:
        """Return the layer described by the result of `get_config`, with its learned state."""
        layer = super().from_config({name: config[name] for name in config if name != _LEARNED})
        if _LEARNED in config:
            what, writer = "`learned` in the config", "get_config()"
            with called(layer.title):
                layer._restore(unpack_text(layer.title, config[_LEARNED], what, writer))
        return layer

    def compute_output_shape(self, input_shape: ShapeLike) -> ShapeLike:
        inputs = keras.KerasTensor(input_shape, dtype=self.compute_dtype)
        return self.compute_output_spec(inputs).shape

    def _placeholder(self, inputs: Any) -> Any:
        """Return a placeholder for the output while Keras traces shapes, before state is loaded.

        Raises:
            ValueError: in all other calls of a layer that is not fitted.
        """
        if in_symbolic_scope():
            # Under a strategy, Keras traces shapes with graph tensors.
            return traced(self.compute_output_spec(symbolic_like(inputs)))
        return self._refuse_unfitted()

    def _refuse_unfitted(self) -> NoReturn:
        raise errors.problem(
            "the layer '{name}' has not learned anything yet. Call `adapt()` on it with some "
            "data first.",
            name=self.name,
        )

    def _refuse_state(self) -> NoReturn:
        """Raise the error for a state that does not fit this layer."""
        raise errors.problem(
            "what another layer knows does not fit the layer '{name}', which has other options "
            "or was built for other features. Take the same options, or adapt it.",
            name=self.name,
        )

    def _refuse_damaged(self) -> NoReturn:
        """Raise the error for a state that was damaged in a file or a config."""
        raise errors.problem(
            "the saved state of the layer '{name}' is damaged. Save the layer again, or adapt it.",
            name=self.name,
        )
