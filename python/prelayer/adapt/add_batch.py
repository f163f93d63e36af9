"""Adds a batch in memory to a partial."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import keras
import tensorflow as tf

from prelayer._core import errors
from prelayer.adapt.arrow_columns import arrow_columns
from prelayer.adapt.layer_binding import LayerBinding
from prelayer.adapt.model_data import model_batch
from prelayer.adapt.row_slices import row_count
from prelayer.stats.partial import AdaptPartial


def add_batch(
    partial: AdaptPartial,
    bindings: Sequence[LayerBinding],
    layers: Any,
    batch: Any,
    exact: bool = False,
) -> None:
    """Add a batch to the accumulators of the layers whose columns it has.

    Args:
        partial: the partial, whose parts are in the order of the layers.
        bindings: the layers to fit.
        layers: the model or structure of layers that they belong to.
        batch: data in memory, or a tuple that begins with it.
        exact: whether the accumulators are exact.
    """
    features = arrow_columns(batch[0] if isinstance(batch, tuple) else batch)
    rows = _row_count(features)
    if rows == 0:
        return
    if isinstance(layers, keras.Model):
        features = model_batch(layers, features)
    found = [
        (name, binding)
        for name, binding in zip(partial.parts, bindings)
        if _has_columns(features, binding)
    ]
    for name, binding in found:
        for summary in _summaries(binding, features, rows, exact):
            with binding.named():
                partial.parts[name].add(**summary)
        partial.see(name, binding.learner.facts())
    partial.rows += rows


def _summaries(binding: LayerBinding, features: Any, rows: int, exact: bool) -> Any:
    part = binding.input_of(features)
    _check_length(part, rows)
    if not (exact and binding.learner.rounds):
        ready, part = binding.summarize_memory(part)
        if ready is not None:
            return ready
    batch = binding.rows(part)
    with binding.named():
        learner = binding.learner
        summary = learner.summarize_exactly(batch) if exact else learner.summarize(batch)
    return [{name: value.numpy() for name, value in summary.items()}]


def _has_columns(features: Any, binding: LayerBinding) -> bool:
    names = _names(features)
    wanted = binding.columns or binding.path[:1]
    return names is None or all(name in names for name in wanted)


def _names(features: Any) -> list[Any] | None:
    if isinstance(features, Mapping):
        return list(features)
    names = getattr(features, "columns", None)
    return None if names is None else list(names)


def _row_count(features: Any) -> int:
    names = _names(features)
    if names == []:
        return 0
    return _length(features if names is None else features[names[0]])


def _length(column: Any) -> int:
    if isinstance(column, (tf.RaggedTensor, tf.SparseTensor)):
        return int(row_count(column))
    shape = getattr(column, "shape", None)
    return int(shape[0]) if shape is not None and len(shape) else len(column)


def _check_length(part: Any, rows: int) -> None:
    """Raise if a column has another length than the first one of its batch."""
    # Layers of several columns check these themselves.
    if not isinstance(part, (Mapping, tuple)) and _length(part) != rows:
        raise errors.problem(
            "all columns of a batch must have the same length, but there are {lengths}.",
            lengths=sorted({rows, _length(part)}),
        )
