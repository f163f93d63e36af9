"""Data for adapting a model: batches that can be read more than once."""

from __future__ import annotations

from functools import partial
from typing import Any

import keras
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.missing import REFUSED, Missing
from prelayer._core.tensors import as_tensor
from prelayer.adapt.layer_binding import LayerBinding
from prelayer.adapt.learner import Learner, learner_of
from prelayer.adapt.model_inputs import inputs_of, read_inputs
from prelayer.adapt.sources import is_stream

_ROWS_A_BATCH = 2**12
_DIFFERENT_RULES = Missing(
    remedy="The layers that they go into have different rules for them: replace or drop them first."
)


def model_data(model: keras.Model, data: Any, batch_size: int | None) -> Any:
    """Convert data for a model to batches that can be read more than once.

    Args:
        model: a model whose inputs are defined.
        data: data as for `adapt`, except generators. Missing values of data in memory follow the
            rule of the layers that are fitted directly to the input.
        batch_size: rows per batch.

    Returns:
        A dataset or a `PyDataset`.
    """
    if isinstance(data, tf.data.Dataset):
        return data.batch(batch_size) if batch_size else data
    if isinstance(data, keras.utils.PyDataset):
        return data
    check_can_be_read_again(data, "a model")
    rows = model_batch(model, data)
    # The tuple prevents several inputs from being read as x, y and weights.
    return tf.data.Dataset.from_tensor_slices((rows,)).batch(batch_size or _ROWS_A_BATCH)


def model_batch(model: keras.Model, batch: Any) -> Any:
    """Return data in memory as tensors, in the structure of the inputs of a model."""
    return read_inputs(inputs_of(model), batch, partial(_read, model))


def check_can_be_read_again(data: Any, kind: str) -> None:
    """Raise if data can be read only once.

    Args:
        data: data as for `adapt`.
        kind: the kind of object that is fitted in several passes, for the error.
    """
    reads_again = isinstance(data, (tf.data.Dataset, keras.utils.PyDataset))
    if not reads_again and is_stream(data):
        raise errors.problem(
            "{kind} is adapted on data that can be read again, not on a generator.", kind=kind
        )


def _read(model: keras.Model, tensor: Any, column: Any, path: tuple[Any, ...]) -> Any:
    learners = _learners_from(model, tensor)
    if len({learner.missing for learner in learners}) == 1:
        layer = learners[0].layer
        with LayerBinding(layer, path).named():
            return layer.prepare(column)
    # Keras would convert NaN to an arbitrary whole number.
    dtype = tensor.dtype if tf.as_dtype(tensor.dtype).is_integer else None
    return as_tensor(column, dtype, missing=_DIFFERENT_RULES if learners else REFUSED)


def _learners_from(model: keras.Model, tensor: Any) -> list[Learner]:
    """Return the learners of layers whose input is the model input `tensor`."""
    learners = filter(None, map(learner_of, model.layers))
    return [
        learner
        for learner in learners
        if any(part is tensor for part in tf.nest.flatten(learner.layer.input))
    ]
