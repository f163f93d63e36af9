"""Where batches come from: every kind of data as an iterable of summaries."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from prelayer import check
from prelayer.adapt.targets import Target, pick
from prelayer.tensors import as_tensor

# How many examples, and for the places of some targets what their layers make of them.
Summaries = tuple[int, dict[int, dict[str, Any]]]

_VALUES_A_BATCH = 2**16
_TEXTS_A_BATCH = 2**12
_LARGEST_ROW = 256


def summaries(
    targets: list[Target], data: Any, batch_size: int | None, steps: int | None
) -> Iterator[Summaries]:
    """Yield, batch by batch, how many examples there are and what each layer makes of them.

    Args:
        targets: the layers, each with the path of keys to its part of the data.
        data: a dataset, a `PyDataset`, an iterable of batches, or data in memory.
        batch_size: examples in a batch, where the data is not batched yet.
        steps: how many batches to read; None reads all.
    """
    if isinstance(data, tf.data.Dataset):
        dataset = data.batch(batch_size) if batch_size else data
        yield from _from_dataset(targets, dataset.map(_features), steps)
    elif isinstance(data, keras.utils.PyDataset):
        batches = (data[index] for index in range(len(data)))
        yield from _from_batches(targets, batches, steps)
    elif _is_stream(data):
        yield from _from_batches(targets, data, steps)
    else:
        yield from _in_memory(targets, data, batch_size, steps)


def _features(*element: Any) -> Any:
    """Return x of (x, y) and (x, y, weight)."""
    return element[0]


def _is_stream(data: Any) -> bool:
    in_memory = (str, bytes, list, tuple, Mapping, np.ndarray)
    return (
        isinstance(data, Iterable)
        and not isinstance(data, in_memory)
        and not tf.is_tensor(data)
        and not hasattr(data, "__array__")
        and not hasattr(data, "to_numpy")
        and not hasattr(data, "columns")
    )


def _from_dataset(
    targets: list[Target], dataset: tf.data.Dataset, steps: int | None
) -> Iterator[Summaries]:
    if steps is not None:
        dataset = dataset.take(steps)
    elif dataset.cardinality() == tf.data.INFINITE_CARDINALITY:
        check.refuse("adapt", "the dataset never ends. Say with `steps` how many batches to read.")

    @tf.autograph.experimental.do_not_convert
    def summarize(*features: Any) -> Summaries:
        # A tuple of features arrives as so many arguments.
        features = features[0] if len(features) == 1 else features
        batches = [target.layer.as_batch(target.part(features)) for target in targets]
        return _summaries(targets, batches)

    dataset = _in_larger_batches(dataset)
    dataset = dataset.map(summarize, num_parallel_calls=tf.data.AUTOTUNE)
    yield from dataset.prefetch(tf.data.AUTOTUNE).as_numpy_iterator()


def _in_larger_batches(dataset: tf.data.Dataset) -> tf.data.Dataset:
    """Return the same rows in batches that are worth a summary, where rows are small and alike."""
    specs = tf.nest.flatten(dataset.element_spec)
    if not all(_can_be_joined(spec) for spec in specs):
        return dataset
    values = max(math.prod(spec.shape[1:]) for spec in specs)
    text = any(spec.dtype == tf.string for spec in specs)
    return dataset.rebatch(max(1, (_TEXTS_A_BATCH if text else _VALUES_A_BATCH) // values))


def _can_be_joined(spec: Any) -> bool:
    """Return whether elements are batches (not vectors that are examples) of small equal rows."""
    if not isinstance(spec, tf.TensorSpec) or not spec.shape.rank:
        return False
    rows = spec.shape[1:]
    batched = spec.shape.rank > 1 or spec.shape[0] is None
    return batched and rows.is_fully_defined() and 0 < math.prod(rows) <= _LARGEST_ROW


def _from_batches(
    targets: list[Target], batches: Iterable[Any], steps: int | None
) -> Iterator[Summaries]:
    for batch in itertools.islice(batches, steps):
        features = _features(*batch) if isinstance(batch, tuple) else batch
        rows = [target.layer.as_rows(target.part(features)) for target in targets]
        yield tf.nest.map_structure(lambda part: part.numpy(), _summaries(targets, rows))


def _summaries(targets: list[Target], batches: list[Any]) -> Any:
    parts = {
        place: target.layer.summarize(batch)
        for place, (target, batch) in enumerate(zip(targets, batches))
    }
    return tf.cast(_length(batches[0]), tf.int64), parts


def reread(data: Any, batch_size: int | None) -> Any:
    """Return data as something that can be read more than once: a dataset or a `PyDataset`."""
    if isinstance(data, tf.data.Dataset):
        return data.batch(batch_size) if batch_size else data
    if isinstance(data, keras.utils.PyDataset):
        return data
    if _is_stream(data):
        check.refuse(
            "adapt", "a model is adapted on data that can be read again, not on a generator."
        )
    if isinstance(data, Mapping):
        data = {key: as_tensor(column, owner="adapt") for key, column in data.items()}
    elif hasattr(data, "columns"):
        data = {name: as_tensor(data[name], owner="adapt") for name in data.columns}
    else:
        data = as_tensor(data, owner="adapt")
    return tf.data.Dataset.from_tensor_slices(data).batch(batch_size or _TEXTS_A_BATCH)


def _in_memory(
    targets: list[Target], data: Any, batch_size: int | None, steps: int | None
) -> Iterator[Summaries]:
    """Yield summaries of what lies in memory: at once where a layer can, else slice by slice."""
    parts = [pick(data, target.path) for target in targets]
    rows = _equal_length(parts)
    left = []
    for place, (target, part) in enumerate(zip(targets, parts)):
        whole = batch_size is None and steps is None
        ready = target.layer.summarize_memory(part) if whole else None
        if ready is None:
            left.append(place)
        else:
            yield from ((0, {place: summary}) for summary in ready)
    if len(left) < len(targets):
        yield rows, {}
    if left:
        columns = [targets[place].layer.as_rows(parts[place]) for place in left]
        slices = _slices(columns, batch_size)
        some = [Target(targets[place].layer, (place_in,)) for place_in, place in enumerate(left)]
        for length, summaries in _from_dataset(some, slices, steps):
            counted = int(length) if len(left) == len(targets) else 0
            yield counted, {left[number]: summary for number, summary in summaries.items()}


def _equal_length(parts: list[Any]) -> int:
    lengths = {len(part) for part in parts if _has_rows(part)}
    if len(lengths) > 1:
        check.refuse(
            "adapt", f"all columns must have the same length, but there are {sorted(lengths)}."
        )
    return max(lengths, default=1)


def _has_rows(part: Any) -> bool:
    # A list is not made an array to see this: it may be long, and it is converted later anyway.
    if isinstance(part, (str, bytes)) or not hasattr(part, "__len__"):
        return False
    return getattr(part, "ndim", 1) > 0


def _slices(columns: list[Any], batch_size: int | None) -> tf.data.Dataset:
    length = int(_length(columns[0]))
    values = max(math.prod(size or 1 for size in rows.shape[1:]) for rows in columns)
    step = batch_size or max(1, _VALUES_A_BATCH // max(values, 1))

    def slice_rows(index: tf.Tensor) -> Any:
        return {place: _slice(rows, index, step) for place, rows in enumerate(columns)}

    return tf.data.Dataset.range(0, length, step).map(slice_rows)


def _length(rows: Any) -> Any:
    if isinstance(rows, tf.RaggedTensor):
        return rows.nrows()
    return rows.dense_shape[0] if isinstance(rows, tf.SparseTensor) else tf.shape(rows)[0]


def _slice(rows: Any, start: tf.Tensor, size: int) -> Any:
    if not isinstance(rows, tf.SparseTensor):
        return rows[start : start + size]
    rest = rows.dense_shape[1:]
    starts = tf.concat([[start], tf.zeros_like(rest)], 0)
    return tf.sparse.slice(rows, starts, tf.concat([[size], rest], 0))
