"""The argument order of `adapt()` in Keras's lookups and Discretization."""

from __future__ import annotations

from typing import Any

from prelayer.layers.base.adaptable import AdaptableLayer


class StepsFirst(AdaptableLayer):
    """A layer that learns, whose `adapt()` has `steps` before `batch_size`, as in Keras 3."""

    def adapt(  # type: ignore[override]
        self, data: Any, steps: int | None = None, batch_size: int | None = None
    ) -> None:
        """Learn from data; see `prelayer.adapt`, which adapts many layers in one pass.

        Args:
            data: an array, a list, a column, a dataset, or an iterable of batches.
            steps: how many batches to read; None reads all.
            batch_size: how many examples to read at once; see `prelayer.adapt`.
        """
        super().adapt(data, batch_size=batch_size, steps=steps)
