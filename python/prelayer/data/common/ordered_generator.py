"""Generators that shuffle each epoch, with one order per pass."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

import keras
import numpy as np


class OrderedGenerator(keras.utils.PyDataset):
    """A generator whose rows have another order each epoch.

    Args:
        count: how many rows there are.
        shuffle: whether each epoch draws a new order.
        seed: a whole number that makes the orders repeatable; None: others in every run.
        **kwargs: what a `keras.utils.PyDataset` takes.
    """

    def __init__(self, count: int, shuffle: bool, seed: int | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._count, self.shuffle, self.seed = count, shuffle, seed
        self._epoch = 0
        self._next_order = self._draw_order()

    def on_epoch_end(self) -> None:
        """Draw the order of the next epoch; a subclass that does more calls this, too."""
        self._epoch += 1
        self._next_order = self._draw_order()

    @property
    def _order(self) -> np.ndarray:
        """The numbers of the rows in the order of the pass that asks, else of the next epoch."""
        generator, order = _PASS.get()
        return order if generator is self else self._next_order

    def _draw_order(self) -> np.ndarray:
        if not self.shuffle:
            return np.arange(self._count)
        # The order depends on the number of the epoch alone, so that training can go on later.
        seed = None if self.seed is None else [self.seed, self._epoch]
        return np.random.default_rng(seed).permutation(self._count)


# The generator that loads a batch for a pass, and the order of this pass, in the thread that does.
_PASS: ContextVar[tuple[OrderedGenerator | None, Any]] = ContextVar("pass", default=(None, None))
# The methods that change nothing but the order of an `OrderedGenerator`.
_HARMLESS = (
    OrderedGenerator.on_epoch_end,
    keras.utils.PyDataset.on_epoch_end,
    getattr(keras.utils.PyDataset, "on_epoch_begin", None),  # since Keras 3.6
)


class BatchLoader:
    """Loads the batches of one pass over a generator, by their numbers.

    The order of an `OrderedGenerator` is the one that it has when the pass begins, whatever ends
    an epoch meanwhile. The order of any other generator is its own.
    """

    def __init__(self, generator: keras.utils.PyDataset) -> None:
        self._generator = generator
        is_ordered = isinstance(generator, OrderedGenerator)
        self._order = generator._order if is_ordered else None

    def __call__(self, index: int) -> Any:
        """Return a batch."""
        if self._order is None:
            return self._generator[index]
        token = _PASS.set((self._generator, self._order))
        try:
            return self._generator[index]
        finally:
            _PASS.reset(token)

    def equals(self, other: BatchLoader) -> bool:
        """Return whether the batches of another pass over the generator are surely the same."""
        methods = [
            getattr(self._generator, name, None) for name in ("on_epoch_begin", "on_epoch_end")
        ]
        functions = [getattr(method, "__func__", method) for method in methods]
        return self._order is other._order and all(item in (None, *_HARMLESS) for item in functions)
