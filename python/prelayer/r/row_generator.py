"""Batches of row indices for data that stays in R."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core.owner import owned_by
from prelayer.data.as_dataset import loaded_ahead
from prelayer.data.data_generator import DataGenerator
from prelayer.r.main_thread_datasets import mark_for_main_thread
from prelayer.r.main_thread_executor import on_main_thread

_ROW = "row"


class _RowGenerator(DataGenerator):
    """A generator that calls a function with row indices to load their features."""

    def __init__(
        self, load: Callable[[np.ndarray], Any], names: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self._load = load
        self.feature_names = tuple(names)
        self._features = {_ROW: np.arange(self._count)}

    def load(self, rows: dict[str, np.ndarray]) -> Any:
        """Return the result of the function for the rows."""
        return self._load(rows[_ROW])


@owned_by("data_generator")
def row_generator_dataset(
    load: Callable[[np.ndarray], Any],
    count: int,
    columns: Sequence[str],
    targets: Mapping[str, Any],
    max_queue_size: int,
    x_col: Any,
    **kwargs: Any,
) -> tf.data.Dataset:
    """Return a dataset of batches of rows in R, to be read off the main thread.

    Args:
        load: function called on the main thread, from row indices, from 0, to features.
        count: number of rows.
        columns: the names of all columns.
        targets: the columns of targets, by name.
        max_queue_size: as for `as_dataset`.
        x_col: as for `DataGenerator`.
        **kwargs: further arguments of `DataGenerator`.
    """
    # Features stay in R; only the names of their columns are needed here.
    data = {name: targets[name] if name in targets else np.zeros(count) for name in columns}
    names = [x_col] if isinstance(x_col, str) else x_col
    generator = _RowGenerator(on_main_thread(load), names, data=data, x_col=x_col, **kwargs)
    return mark_for_main_thread(loaded_ahead(generator, 1, max_queue_size))
