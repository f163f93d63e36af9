"""Detects lists of batches, as opposed to lists of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer.adapt.learner import learner_of


class ListedBatches(keras.utils.PyDataset):
    """A `PyDataset` of the batches in a list.

    Args:
        batches: arrays, dicts of arrays, or tuples (x, y) or (x, y, weight).
    """

    def __init__(self, batches: Sequence[Any]) -> None:
        super().__init__()
        self._batches = batches

    def __len__(self) -> int:
        return len(self._batches)

    def __getitem__(self, index: int) -> Any:
        return self._batches[index]


def with_batches(data: Any, layers: Any) -> Any:
    """Convert a list or tuple of batches to a `PyDataset`, and return other data unchanged.

    Batches are tuples that begin with an array, dicts of arrays, and arrays with two or more axes
    unless these are the inputs of a model. Vectors are rows, as are arrays that are examples of a
    layer, such as images.

    Args:
        data: data as for `prelayer.adapt`.
        layers: a layer, a list or dict of layers, or a model.

    Raises:
        ValueError: if arrays in a list have rows of different shapes.
    """
    if not isinstance(data, (list, tuple)) or not data:
        return data
    first = data[0]
    if isinstance(first, tuple):
        return ListedBatches(data) if first and _is_batch(first[0]) else data
    if isinstance(first, Mapping):
        return ListedBatches(data) if _is_batch(first) else data
    if isinstance(layers, (Mapping, keras.Model)) or _rank(first) < 2:
        return data
    if _rank(first) in map(_example_rank, tf.nest.flatten(layers)):
        return data
    _check_alike(data)
    return ListedBatches(data)


def _example_rank(layer: Any) -> int | None:
    learner = learner_of(layer)
    return None if learner is None else learner.example_rank


def _is_batch(part: Any) -> bool:
    if isinstance(part, Mapping):
        return bool(part) and all(_is_batch(column) for column in part.values())
    return _rank(part) > 0


def _rank(part: Any) -> int:
    is_array = isinstance(part, np.ndarray) or tf.is_tensor(part)
    return len(part.shape) if is_array else 0


def _check_alike(batches: Sequence[Any]) -> None:
    """Raise if the rows of the arrays differ in shape, such as those of x and y."""
    shapes = {tuple(getattr(batch, "shape", ()))[1:] for batch in batches}
    if len(shapes) > 1:
        raise errors.problem(
            "the arrays of a list are batches, whose rows must have one shape, but there are "
            "{listed}. Give x alone, or a list of (x, y).",
            listed=" and ".join(sorted(map(str, shapes))),
        )
