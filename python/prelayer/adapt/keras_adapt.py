"""Fits Keras's own preprocessing layers by their `adapt()` methods."""

from __future__ import annotations

import time
from typing import Any

import keras
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.tensors import as_tensor
from prelayer.adapt.feature_report import FeatureReport, feature_name
from prelayer.adapt.layer_binding import LayerBinding
from prelayer.adapt.row_slices import row_count
from prelayer.adapt.sources import ReadOptions, features_of, is_stream, limited
from prelayer.ops.numeric import value_checks

_ROWS_A_BATCH = 2**12


def report_by_keras(binding: LayerBinding, data: Any, options: ReadOptions) -> FeatureReport:
    """Fit a layer of Keras, and return its report; see `adapt_by_keras`."""
    started = time.perf_counter()
    rows = adapt_by_keras(binding, data, options)
    return FeatureReport(feature_name(binding), rows, 0, time.perf_counter() - started, "")


def adapt_by_keras(binding: LayerBinding, data: Any, options: ReadOptions) -> int:
    """Fit a layer of Keras by its `adapt()` method, and return the number of rows.

    Args:
        binding: the layer, with the path of keys to its part of the data.
        data: data as for `prelayer.adapt`, except iterables of batches.
        options: options for reading the data.
    """
    layer: Any = binding.layer
    if isinstance(data, keras.utils.PyDataset):
        data = _as_dataset(data)
    elif is_stream(data) and not isinstance(data, tf.data.Dataset):
        raise errors.problem(
            "the data must be arrays or a dataset for the layer '{name}' of Keras, not {kind}. "
            "Give it as a `tf.data.Dataset`, or take the layer of prelayer with the same name.",
            name=layer.name,
            kind=type(data).__name__,
        )
    if isinstance(data, tf.data.Dataset):
        return _adapt_to_dataset(binding, limited(features_of(data, options), options))
    rows = _rows(binding, data)
    if options.batch_size is None and options.steps is None:
        with binding.named():
            layer.adapt(rows)
        return int(row_count(rows))
    batches = tf.data.Dataset.from_tensor_slices(rows).batch(options.batch_size or _ROWS_A_BATCH)
    whole = LayerBinding(layer, layers=binding.layers)
    return _adapt_to_dataset(whole, batches.take(options.steps or -1))


def _adapt_to_dataset(binding: LayerBinding, features: tf.data.Dataset) -> int:
    layer: Any = binding.layer
    seen = tf.Variable(0, dtype=tf.int64, trainable=False)

    @tf.autograph.experimental.do_not_convert
    def counted_rows(*element: Any) -> Any:
        # `map` passes a tuple of features as separate arguments.
        rows = _rows(binding, element[0] if len(element) == 1 else element, is_batch=False)
        seen.assign_add(tf.cast(row_count(rows), tf.int64))
        return rows

    with binding.named():
        layer.adapt(features.map(counted_rows))
    return int(seen.numpy())


def _rows(binding: LayerBinding, data: Any, is_batch: bool = True) -> Any:
    """Return the part of the data for a layer as a tensor whose first axis has the rows.

    Args:
        binding: the layer, with the path of keys to its part.
        data: data in memory, or an element of a dataset.
        is_batch: whether a vector has one row per number even if its length is known.
    """
    part = binding.input_of(data)
    with binding.named():
        if isinstance(binding.layer, keras.layers.IntegerLookup):
            rows = value_checks.as_whole_numbers(part)
        else:
            rows = as_tensor(part, None)
    if rows.shape.rank == 0:
        return tf.reshape(rows, (1, 1))
    # As in layers of prelayer; Keras would treat a vector in memory as one row.
    if rows.shape.rank == 1:
        return tf.expand_dims(rows, -1 if is_batch or rows.shape[0] is None else 0)
    return rows


def _as_dataset(data: keras.utils.PyDataset) -> tf.data.Dataset:
    """Convert a generator to a dataset that loads its batches one by one."""

    def batch(index: int) -> Any:
        found = data[index]
        features = found[0] if isinstance(found, tuple) else found
        return tf.nest.map_structure(tf.convert_to_tensor, features)

    def any_rows(part: tf.Tensor) -> tf.TensorSpec:
        return tf.TensorSpec([None, *part.shape[1:]], part.dtype)

    return tf.data.Dataset.from_generator(
        lambda: map(batch, range(len(data))),
        output_signature=tf.nest.map_structure(any_rows, batch(0)),
    )
