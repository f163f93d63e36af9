"""Rows of data in memory and of datasets, read once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import tensorflow as tf

from prelayer._core import errors
from prelayer._core.tensors import as_tensor
from prelayer.data.common.element_table import leaves_of
from prelayer.data.schema import is_loaded

# The transformations that keep the rows of a batch together, by a part of the name of their class.
_KEEP_BATCHES = ("Prefetch", "Options", "Map", "Cache", "Shuffle", "Take", "Skip", "Repeat")


class Rows(NamedTuple):
    """Rows of data.

    Args:
        parts: a structure of tensors whose first axis has the rows.
        length: number of rows.
        batch_size: rows per batch, if the data is in batches.
    """

    parts: Any
    length: int
    batch_size: int | None


def rows_of(data: Any) -> Rows:
    """Return the rows of a dataset, of an array, or of arrays in lists, tuples and dicts.

    Raises:
        ValueError: if the data is empty, infinite, or its rows cannot be told apart.
    """
    if isinstance(data, tf.data.Dataset):
        parts, batch_size = _read(data)
    else:
        parts, batch_size = _in_memory(data), None
    leaves = tf.nest.flatten(parts)
    counts = sorted({int(_row_count(leaf)) for leaf in leaves})
    if len(counts) > 1:
        raise errors.problem(
            "all arrays must have the same length, but there are {counts}.",
            counts=" and ".join(map(str, counts)),
        )
    if counts in ([], [0]):
        raise errors.problem("`dataset` must have rows, but it has none.")
    return Rows(parts, counts[0], batch_size)


def first_rows(dataset: tf.data.Dataset, count: int) -> list[Any]:
    """Return the first rows of a dataset, in batches or not: a tensor for each row of its schema.

    Rows of different shapes, such as images, are a list of tensors.
    """
    specs = tf.nest.flatten(dataset.element_spec)
    elements: list[list[Any]] = []
    found, batch_size = 0, None
    for element in dataset:
        if not elements:
            batch_size = _batch_size(dataset, specs, element)
        elements.append([leaf for _, leaf in leaves_of(element)])
        found += 1 if batch_size is None else int(_row_count(elements[-1][0]))
        if found >= count:
            break
    join = _stacked if batch_size is None else _joined
    return [_column(join, list(parts), batch_size is not None, count) for parts in zip(*elements)]


def _column(join: Any, parts: list[Any], are_batches: bool, count: int) -> Any:
    try:
        return join(parts)[:count]
    except (errors.PrelayerError, AttributeError):
        rows = [row for batch in parts for row in batch] if are_batches else parts
        return rows[:count]


def _in_memory(data: Any) -> Any:
    if hasattr(data, "columns") and not isinstance(data, Mapping):
        data = {name: data[name] for name in data.columns}
    if isinstance(data, Mapping):
        return {name: _in_memory(part) for name, part in data.items()}
    if isinstance(data, (list, tuple)):
        # tf.data would stack the arrays of a list.
        return tuple(_in_memory(part) for part in data)
    if not hasattr(data, "__array__") and not hasattr(data, "to_numpy") and not tf.is_tensor(data):
        raise errors.invalid("dataset", "a dataset, an array, or a list or {dict} of arrays", data)
    rows = as_tensor(data)
    if isinstance(rows, tf.SparseTensor) or not tf.is_tensor(rows) or rows.shape.rank == 0:
        raise errors.invalid("dataset", "made of arrays or dense tensors with rows", data)
    return rows


def _read(dataset: tf.data.Dataset) -> tuple[Any, int | None]:
    if dataset.cardinality() == tf.data.INFINITE_CARDINALITY:
        raise errors.problem("the dataset never ends. Take a number of its elements first.")
    specs = tf.nest.flatten(dataset.element_spec)
    if not all(isinstance(spec, (tf.TensorSpec, tf.RaggedTensorSpec)) for spec in specs):
        raise errors.problem("the elements of the dataset must be dense or ragged tensors.")
    elements = list(dataset)
    if not elements:
        raise errors.problem("`dataset` must have rows, but it has none.")
    batch_size = _batch_size(dataset, specs, elements[0])
    join = _stacked if batch_size is None else _joined
    columns = zip(*(tf.nest.flatten(element) for element in elements))
    return tf.nest.pack_sequence_as(elements[0], [join(list(part)) for part in columns]), batch_size


def _batch_size(dataset: tf.data.Dataset, specs: list[Any], first: Any) -> int | None:
    """Return the rows per batch of a dataset; None if its elements are single rows.

    Elements are batches if `batch()` made them, or if they are from a loader of this package and
    the first size of each tensor is unknown, as that of a last batch with fewer rows is.
    """
    sizes = [spec.shape[0] if spec.shape.rank else 0 for spec in specs]
    size = _size_of_batch(dataset)
    if size is not None and all(length in (None, size) for length in sizes):
        return size
    if any(length is not None for length in sizes) or not is_loaded(dataset):
        return None
    return int(_row_count(tf.nest.flatten(first)[0]))


def _size_of_batch(dataset: Any) -> int | None:
    """Return the batch size of the last call to `batch()`, also before what keeps its batches."""
    while (size := getattr(dataset, "_batch_size", None)) is None:
        name = type(dataset).__name__
        keeps = any(part in name for part in _KEEP_BATCHES) and "FlatMap" not in name
        inputs = dataset._inputs()  # TensorFlow has no public method for the inputs of a dataset
        if not keeps or len(inputs) != 1:
            return None
        dataset = inputs[0]
    return int(size)


def _joined(batches: list[Any]) -> Any:
    """Return batches as one tensor."""
    if not isinstance(batches[0], tf.RaggedTensor):
        _check_alike([batch.shape[1:] for batch in batches])
    return tf.concat(batches, 0)


def _stacked(rows: list[Any]) -> Any:
    """Return rows as one tensor."""
    if isinstance(rows[0], tf.RaggedTensor):
        return tf.ragged.stack(rows)
    shapes = [row.shape for row in rows]
    if shapes[0].rank and len({shape[0] for shape in shapes}) > 1:
        # Sequences of different lengths, whose steps have one shape.
        _check_alike([shape[1:] for shape in shapes])
        return tf.RaggedTensor.from_row_lengths(tf.concat(rows, 0), [len(row) for row in rows])
    _check_alike(shapes)
    return tf.stack(rows)


def _check_alike(shapes: list[Any]) -> None:
    for place, shape in enumerate(shapes):
        if shape != shapes[0]:
            raise errors.problem(
                "the elements of the dataset must have one shape, but the first has {first!s} and "
                "number {place!p} has {shape!s}. Pad them first.",
                first=shapes[0],
                place=place,
                shape=shape,
            )


def _row_count(rows: Any) -> Any:
    return rows.nrows() if isinstance(rows, tf.RaggedTensor) else rows.shape[0]
