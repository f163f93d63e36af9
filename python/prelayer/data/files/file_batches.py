"""Reads files in batches, and one by one if a batch contains an unreadable file."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer.data.common.gather_rows import Order
from prelayer.data.common.python_function import call_python
from prelayer.data.common.unreadable_files import BadFiles, Read, catching
from prelayer.data.files.dropped_batches import restore_dropped
from prelayer.data.files.epoch_order import EpochOrder

# Number of files per function call; a call costs as much as reading a small file.
_AT_ONCE = 4

Contents = tuple[tf.Tensor, ...]
Element = Callable[[Contents, tf.Tensor], Any]
ReadFew = Callable[[tf.Tensor], tf.Tensor]


class Source(NamedTuple):
    """Files, one per row, and their readers.

    Args:
        paths: the files.
        read: function from a path to a tensor with a static shape.
        quick: function from the paths of a few files to the stacked results of `read`, which may
            fail for files that `read` can read. None: `read` is used.
        complaint: error message for an unreadable file, which follows its path.
    """

    paths: Sequence[str]
    read: Read
    quick: ReadFew | None
    complaint: str


def file_batches(
    sources: Sequence[Source], element: Element, order: Order, on_error: str
) -> tuple[tf.data.Dataset, list[BadFiles]]:
    """Return a dataset of batches of rows of files, and the unreadable files so far.

    A batch with an unreadable file is dropped silently, at no cost to other batches. The positions
    of other batches in the epoch show that it is missing; its files are then read one by one, and
    unreadable files are handled according to `on_error`.

    Args:
        sources: the files; a row has one file of each source.
        element: function from the contents of each source and the row indices to an element of the
            dataset.
        order: selection, order and batch size of the rows.
        on_error: "raise", "skip" or "placeholder"; applies to whole rows.
    """
    quick = [source.quick or each(source.read) for source in sources]
    # File names need not be valid in the encoding of the system.
    names = [[os.fsencode(path) for path in source.paths] for source in sources]
    # Without the shape, a part of a split without files would have rank 1.
    paths = tf.reshape(tf.constant(list(zip(*names, strict=True)), tf.string), (-1, len(sources)))
    count = len(names[0] if order.rows is None else order.rows)
    epoch = EpochOrder(order, count)

    def few_files(draw: tf.Tensor) -> tf.data.Dataset:
        # The last files, fewer than `_AT_ONCE`, are read like those of a dropped batch.
        whole = count // _AT_ONCE * _AT_ONCE
        starts = tf.range(0, whole, _AT_ONCE, tf.int64)
        rows = tf.reshape(epoch.rows(tf.range(whole, dtype=tf.int64), draw), (-1, _AT_ONCE))
        draws = tf.fill(tf.shape(starts), draw)
        return tf.data.Dataset.from_tensor_slices((starts, draws, rows, tf.gather(paths, rows)))

    def read_few(start: tf.Tensor, draw: tf.Tensor, rows: tf.Tensor, paths: tf.Tensor) -> Any:
        return start, draw, rows, tuple(read(paths[:, at]) for at, read in enumerate(quick))

    few = epoch.draws().flat_map(few_files)
    few = few.map(read_few, num_parallel_calls=tf.data.AUTOTUNE, deterministic=True)
    *_, specs = few.element_spec
    of_a_file = [tf.TensorSpec(spec.shape[1:], spec.dtype) for spec in specs]
    one_by_one, bad_files = _one_by_one(sources, of_a_file, on_error)

    def read_rows(rows: tf.Tensor) -> tuple[Contents, tf.Tensor]:
        return one_by_one(tf.gather(paths, rows), rows)

    batches = few.batch(max(1, order.batch_size // _AT_ONCE)).ignore_errors()
    batches = restore_dropped(batches, epoch, read_rows, order.batch_size)
    # Elements are made last, as ragged ones cannot be rebatched.
    batches = batches.rebatch(order.batch_size, order.drop_remainder).map(element)
    if on_error != "skip":
        whole, rest = divmod(count, order.batch_size)
        length = whole + (rest > 0 and not order.drop_remainder)
        batches = batches.apply(tf.data.experimental.assert_cardinality(length))
    return batches, bad_files


def each(read: Read) -> ReadFew:
    """Return a function that reads a few files one by one."""
    return lambda paths: tf.stack([read(path) for path in tf.unstack(paths)])


def _one_by_one(
    sources: Sequence[Source], specs: Sequence[tf.TensorSpec], on_error: str
) -> tuple[Callable[[tf.Tensor, tf.Tensor], tuple[Contents, tf.Tensor]], list[BadFiles]]:
    """Return a function that reads rows one by one and applies `on_error`, and the bad files."""
    readers, bad_files = zip(
        *(
            catching(source.read, spec, on_error)
            for source, spec in zip(sources, specs, strict=True)
        )
    )

    def read_rows(paths: np.ndarray, rows: np.ndarray) -> list[Any]:
        contents, goods = zip(*(read(paths[:, at]) for at, read in enumerate(readers)))
        if on_error == "placeholder":
            return [rows, *contents]
        good = np.all(goods, axis=0)
        if on_error == "raise" and not good.all():
            raise _error(paths, goods)
        return [rows[good], *(content[good] for content in contents)]

    def _error(paths: np.ndarray, goods: Sequence[np.ndarray]) -> errors.PrelayerError:
        row, at = np.argwhere(~np.stack(goods, axis=1))[0]
        # File names need not be valid UTF-8, which messages must be.
        name = paths[row, at].decode("utf-8", "replace")
        complaint = sources[at].complaint
        return errors.problem("the file {name} {complaint}", name=name, complaint=complaint)

    def one_by_one(paths: tf.Tensor, rows: tf.Tensor) -> tuple[Contents, tf.Tensor]:
        arrays = [tf.TensorSpec((None, *spec.shape), spec.dtype) for spec in specs]
        results = [tf.TensorSpec((None,), tf.int64), *arrays]
        rows, *contents = call_python(read_rows, [paths, rows], results)
        return tuple(contents), rows

    return one_by_one, list(bad_files)
