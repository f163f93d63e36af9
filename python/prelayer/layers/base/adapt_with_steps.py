"""The argument order of `adapt()` in Keras's lookups and Discretization."""

from __future__ import annotations

from prelayer._core.types import Data
from prelayer.adapt.report import AdaptReport
from prelayer.layers.base.stateful_layer import StatefulLayer


def adapt(
    self: StatefulLayer, data: Data, steps: int | None = None, batch_size: int | None = None
) -> AdaptReport:
    """Fit the layer to data; see `prelayer.adapt`, which adapts many layers in one pass.

    Args:
        data: an array, a list, a column, a dataset, or an iterable of batches.
        steps: the number of batches to read; None: all.
        batch_size: the number of examples per batch; see `prelayer.adapt`.

    Returns:
        The report of `prelayer.adapt`.
    """
    return StatefulLayer.adapt(self, data, batch_size=batch_size, steps=steps)
