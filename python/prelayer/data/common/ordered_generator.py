"""Generators that shuffle each epoch, with one order per pass."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

import keras
import numpy as np

from prelayer._core.types import Option


class OrderedGenerator(keras.utils.PyDataset):
    """A generator that shuffles its rows in a new order each epoch.

    Args:
        count: number of rows.
        shuffle: whether to shuffle the rows.
        seed: a whole number that makes shuffling reproducible; None: new orders in every run.
        **kwargs: arguments of `keras.utils.PyDataset`.
    """

    def __init__(self, count: int, shuffle: bool, seed: int | None, **kwargs: Option) -> None:
        super().__init__(**kwargs)
        self._count, self.shuffle, self.seed = count, shuffle, seed
        self._epoch = 0
        self._next_order = self._draw_order()

    def on_epoch_end(self) -> None:
        """Sample the order of the next epoch; subclasses that override this must call it."""
        self._epoch += 1
        self._next_order = self._draw_order()

    @property
    def _order(self) -> np.ndarray:
        """The row indices in the order of the current pass, or else of the next epoch."""
        generator, order = _PASS.get()
        return order if generator is self else self._next_order

    def _draw_order(self) -> np.ndarray:
        if not self.shuffle:
            return np.arange(self._count)
        # The order depends only on seed and epoch, so that training can be resumed.
        seed = None if self.seed is None else [self.seed, self._epoch]
        return np.random.default_rng(seed).permutation(self._count)


# In a thread that loads a batch of a pass: the generator, and the order of the pass.
_PASS: ContextVar[tuple[OrderedGenerator | None, Any]] = ContextVar("pass", default=(None, None))
# Methods that change at most the order of an `OrderedGenerator`.
_HARMLESS = (
    OrderedGenerator.on_epoch_end,
    keras.utils.PyDataset.on_epoch_end,
    getattr(keras.utils.PyDataset, "on_epoch_begin", None),  # since Keras 3.6
)


class BatchLoader:
    """Loads the batches of one pass over a generator, by index.

    The order of an `OrderedGenerator` is that at the beginning of the pass, even if another pass
    ends an epoch meanwhile. Other generators determine the order of their batches themselves.
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
        """Return whether another pass over the generator is certain to have the same batches."""
        methods = [
            getattr(self._generator, name, None) for name in ("on_epoch_begin", "on_epoch_end")
        ]
        functions = [getattr(method, "__func__", method) for method in methods]
        return self._order is other._order and all(item in (None, *_HARMLESS) for item in functions)
