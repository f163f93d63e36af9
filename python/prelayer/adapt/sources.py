"""Data sources of `adapt()`: datasets, generators and arrays as batch summaries."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import keras
import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.dataset_options import disable_autotune
from prelayer.adapt.layer_binding import LayerBinding
from prelayer.adapt.row_slices import row_count, row_slices


class Summary(NamedTuple):
    """The summary of a batch.

    Args:
        rows: number of examples in the batch.
        share: fraction of the data read so far, including the batch, from 0 to 1; None if unknown.
        parts: summaries of the batch by layers, by the position of the layer in the bindings.
    """

    rows: int
    share: float | None
    parts: dict[int, dict[str, Any]]


@dataclass(frozen=True)
class ReadOptions:
    """Options for reading data.

    Args:
        batch_size: examples per batch, if the data is not batched.
        steps: number of batches to read; None reads all.
        shows_progress: whether progress is shown, whose computation takes some time.
    """

    batch_size: int | None = None
    steps: int | None = None
    shows_progress: bool = False


_LARGEST_ROW = 256


def summaries(
    bindings: list[LayerBinding], data: Any, options: ReadOptions, start: int = 0
) -> Iterator[Summary]:
    """Yield the summary of each batch.

    Args:
        bindings: the layers, each with the path of keys to its part of the data.
        data: a dataset, a `PyDataset`, an iterable of batches, or data in memory.
        options: options for reading the data.
        start: number of batches to skip at the start.
    """
    if isinstance(data, tf.data.Dataset):
        return _from_dataset(bindings, features_of(data, options), options, start)
    if isinstance(data, keras.utils.PyDataset):
        count = min(len(data), options.steps or len(data))
        batches = (data[index] for index in range(start, count))
        return _from_batches(bindings, batches, start, count)
    if is_stream(data):
        return _from_batches(bindings, itertools.islice(data, start, options.steps), start)
    return itertools.islice(_in_memory(bindings, data, options), start, None)


def features_of(dataset: tf.data.Dataset, options: ReadOptions) -> tf.data.Dataset:
    """Return batches of the features of a dataset."""
    batches = dataset.batch(options.batch_size) if options.batch_size else dataset
    return batches.map(_features)


def limited(batches: tf.data.Dataset, options: ReadOptions) -> tf.data.Dataset:
    """Return the batches to read.

    Raises:
        ValueError: if the dataset is infinite and `steps` is not set.
    """
    if options.steps is not None:
        return batches.take(options.steps)
    if batches.cardinality() == tf.data.INFINITE_CARDINALITY:
        raise errors.problem("the dataset never ends. Say with `steps` how many batches to read.")
    return batches


def _features(*element: Any) -> Any:
    """Return x of (x, y) and (x, y, weight)."""
    return element[0]


def is_stream(data: Any) -> bool:
    """Return whether data can be read only once, batch by batch."""
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
    bindings: list[LayerBinding], dataset: tf.data.Dataset, options: ReadOptions, start: int = 0
) -> Iterator[Summary]:
    dataset = limited(dataset, options)
    count = int(dataset.cardinality()) if options.shows_progress else 0
    size = min(binding.learner.values_per_batch for binding in bindings)
    batches = _in_larger_batches(dataset, size, numbered=count > 0).skip(start)

    @tf.autograph.experimental.do_not_convert
    def summarize(*features: Any) -> Any:
        # `map` passes a tuple of features as separate arguments.
        features = features[0] if len(features) == 1 else features
        return _summaries(bindings, [binding.batch(features) for binding in bindings])

    @tf.autograph.experimental.do_not_convert
    def summarize_numbered(number: tf.Tensor, features: Any) -> Any:
        return *summarize(features), tf.reduce_max(number)

    function = summarize_numbered if count > 0 else summarize
    found = batches.map(function, num_parallel_calls=tf.data.AUTOTUNE).prefetch(tf.data.AUTOTUNE)
    for rows, parts, *number in disable_autotune(found).as_numpy_iterator():
        share = min(1.0, max(0, int(number[0])) / count) if number else None
        yield Summary(int(rows), share, parts)


def _in_larger_batches(dataset: tf.data.Dataset, size: int, numbered: bool) -> tf.data.Dataset:
    """Join batches of small rows of equal shape to batches that are efficient to summarize.

    Args:
        dataset: a dataset of batches.
        size: number of values per batch of the result.
        numbered: whether the result has pairs: the number of the original batch, from 1, repeated
            for each row if batches are joined; and the rows.
    """
    specs = tf.nest.flatten(dataset.element_spec)
    joined = all(_can_be_joined(spec) for spec in specs)

    @tf.autograph.experimental.do_not_convert
    def number_rows(number: tf.Tensor, features: Any) -> Any:
        return tf.fill([row_count(tf.nest.flatten(features)[0])], number), features

    if numbered:
        dataset = dataset.enumerate(1)
        dataset = dataset.map(number_rows) if joined else dataset
    if not joined:
        return dataset
    values = max(math.prod(spec.shape[1:]) for spec in specs)
    return dataset.rebatch(max(1, size // values))


def _can_be_joined(spec: Any) -> bool:
    """Return whether elements are batches (not single vectors) of small rows of equal shape."""
    if not isinstance(spec, tf.TensorSpec) or not spec.shape.rank:
        return False
    rows = spec.shape[1:]
    batched = spec.shape.rank > 1 or spec.shape[0] is None
    return batched and rows.is_fully_defined() and 0 < math.prod(rows) <= _LARGEST_ROW


def _from_batches(
    bindings: list[LayerBinding], batches: Iterable[Any], start: int, count: int | None = None
) -> Iterator[Summary]:
    for number, batch in enumerate(batches, start + 1):
        features = _features(*batch) if isinstance(batch, tuple) else batch
        rows = [binding.rows(binding.input_of(features)) for binding in bindings]
        found = tf.nest.map_structure(lambda part: part.numpy(), _summaries(bindings, rows))
        length, parts = found
        yield Summary(int(length), number / count if count else None, parts)


def _summaries(bindings: list[LayerBinding], batches: list[Any]) -> Any:
    parts = {
        place: binding.learner.summarize(batch)
        for place, (binding, batch) in enumerate(zip(bindings, batches))
    }
    return tf.cast(row_count(batches[0]), tf.int64), parts


def _in_memory(bindings: list[LayerBinding], data: Any, options: ReadOptions) -> Iterator[Summary]:
    """Yield summaries of data in memory: of all rows at once if a layer can, else by slices."""
    parts = [binding.input_of(data) for binding in bindings]
    rows = _equal_length(parts)
    left = []
    for place, (binding, part) in enumerate(zip(bindings, parts)):
        whole = options.batch_size is None and options.steps is None
        ready, parts[place] = binding.summarize_memory(part) if whole else (None, part)
        if ready is None:
            left.append(place)
        else:
            yield from (Summary(0, None, {place: summary}) for summary in ready)
    if len(left) < len(bindings):
        yield Summary(rows, None, {})
    if left:
        columns = [bindings[place].rows(parts[place]) for place in left]
        slices = row_slices(columns, options.batch_size)
        some = [LayerBinding(bindings[place].layer, (number,)) for number, place in enumerate(left)]
        for length, share, summaries in _from_dataset(some, slices, options):
            counted = length if len(left) == len(bindings) else 0
            named = {left[number]: summary for number, summary in summaries.items()}
            yield Summary(counted, share, named)


def _equal_length(parts: list[Any]) -> int:
    lengths = {len(part) for part in parts if _has_rows(part)}
    if len(lengths) > 1:
        raise errors.problem(
            "all columns must have the same length, but there are {lengths}.",
            lengths=sorted(lengths),
        )
    return max(lengths, default=1)


def _has_rows(part: Any) -> bool:
    # Does not convert lists to arrays, as they may be long and are converted later anyway.
    if isinstance(part, (str, bytes)) or not hasattr(part, "__len__"):
        return False
    return getattr(part, "ndim", 1) > 0
