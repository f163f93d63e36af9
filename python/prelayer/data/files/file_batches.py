"""Reads files in batches, and one by one if a batch contains an unreadable file."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf

from prelayer.data.common.gather_rows import Order
from prelayer.data.common.unreadable_files import BadFiles, Read, catching

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


class Policy(NamedTuple):
    """The policy for unreadable files.

    Args:
        on_error: "raise", "skip" or "placeholder".
        owner: the function that the user called.
    """

    on_error: str
    owner: str


def file_batches(
    sources: Sequence[Source], element: Element, order: Order, policy: Policy
) -> tuple[tf.data.Dataset, list[BadFiles]]:
    """Return a dataset of batches of rows of files, and the unreadable files so far.

    A batch with an unreadable file is dropped silently, at no cost to other batches. Each batch
    has the positions of its files in the epoch; if positions before it are missing, their files are
    read one by one, and unreadable files are handled according to `policy`.

    Args:
        sources: the files; a row has one file of each source.
        element: function from the contents of each source and the row indices to an element of the
            dataset.
        order: selection, order and batch size of the rows.
        policy: the policy for unreadable files, which applies to whole rows.
    """
    quick = [source.quick or each(source.read) for source in sources]
    # File names need not be valid in the encoding of the system.
    names = [[os.fsencode(path) for path in source.paths] for source in sources]
    # Without the shape, a part of a split without files would have rank 1.
    paths = tf.reshape(tf.constant(list(zip(*names, strict=True)), tf.string), (-1, len(sources)))
    count = len(names[0] if order.rows is None else order.rows)
    seed, rows_at = _seed(order), _numbers(order, count)

    def tickets(draw: tf.Tensor) -> tf.data.Dataset:
        places = tf.range(count // _AT_ONCE * _AT_ONCE, dtype=tf.int64)
        rows = rows_at(places, draw)
        columns = tf.stack([places, rows, tf.fill(tf.shape(places), draw)], axis=1)
        few = (
            tf.reshape(columns, (-1, _AT_ONCE, 3)),
            tf.reshape(tf.gather(paths, rows), (-1, _AT_ONCE, len(sources))),
        )
        return tf.data.Dataset.from_tensor_slices(few)

    def read_few(tickets: tf.Tensor, paths: tf.Tensor) -> tuple[tf.Tensor, Contents]:
        return tickets, tuple(read(paths[:, at]) for at, read in enumerate(quick))

    def end(draw: tf.Tensor) -> tuple[tf.Tensor, Contents]:
        ticket = tf.stack([tf.constant(count, tf.int64), 0, draw])
        nothing = tuple(tf.zeros((0, *spec.shape), spec.dtype) for spec in specs)
        return ticket[tf.newaxis, tf.newaxis], nothing

    def since(state: tuple[tf.Tensor, tf.Tensor], batch: tuple[tf.Tensor, Contents]) -> Any:
        """Add to a batch the position after the previous batch, and the seed of the epoch."""
        tickets = tf.reshape(batch[0], (-1, 3))
        place, draw = state
        draw = tf.where(place > 0, draw, tickets[0, 2])
        contents = tuple(
            tf.reshape(content, (-1, *spec.shape[1:]))
            for content, spec in zip(batch[1], specs, strict=True)
        )
        return (tickets[-1, 0] + 1, draw), (place, draw, tickets, contents)

    def in_place(
        start: tf.Tensor, draw: tf.Tensor, tickets: tf.Tensor, contents: Contents
    ) -> tf.data.Dataset:
        rows = tickets[: tf.shape(contents[0])[0], 1]
        batch = tf.data.Dataset.from_tensors(element(contents, rows))

        # A function that is not inlined costs start-up time only if it is called.
        @tf.function(autograph=False, experimental_attributes={"_noinline": True})
        def lost_before() -> tf.data.Dataset:
            lost = rows_at(tf.range(start, tickets[0, 0]), draw)
            few = tf.data.Dataset.from_tensor_slices(lost).batch(order.batch_size)
            read = few.map(lambda rows: element(*one_by_one(tf.gather(paths, rows), rows)))
            return read.concatenate(batch)

        return tf.cond(start < tickets[0, 0], lost_before, lambda: batch)

    batches = _draws(seed).flat_map(tickets)
    batches = batches.map(read_few, num_parallel_calls=tf.data.AUTOTUNE, deterministic=True)
    _, specs = batches.element_spec
    of_a_file = [tf.TensorSpec(spec.shape[1:], spec.dtype) for spec in specs]
    one_by_one, bad_files = _one_by_one(sources, of_a_file, policy)
    batches = batches.batch(max(1, order.batch_size // _AT_ONCE)).ignore_errors()
    nowhere = (tf.constant(0, tf.int64), tf.constant(0, tf.int64))
    # The seed of the end element is used only if no batch precedes it.
    batches = batches.concatenate(_draws(seed).map(end)).scan(nowhere, since).flat_map(in_place)
    batches = batches.rebatch(order.batch_size, order.drop_remainder)
    if policy.on_error != "skip":
        whole, rest = divmod(count, order.batch_size)
        length = whole + (rest > 0 and not order.drop_remainder)
        batches = batches.apply(tf.data.experimental.assert_cardinality(length))
    return batches, bad_files


def each(read: Read) -> ReadFew:
    """Return a function that reads a few files one by one."""
    return lambda paths: tf.stack([read(path) for path in tf.unstack(paths)])


def _draws(seed: int | None) -> tf.data.Dataset:
    """Return a dataset of one number: 0, or with a seed a new random number each epoch."""
    if seed is None:
        return tf.data.Dataset.from_tensors(tf.constant(0, tf.int64))
    return tf.data.Dataset.random(seed, rerandomize_each_iteration=True).take(1)


def _seed(order: Order) -> int | None:
    """Return the seed of an order, sampled if the user gave none; None without shuffling."""
    if not order.shuffle:
        return None
    return np.random.randint(1_000_000) if order.seed is None else order.seed


def _numbers(order: Order, count: int) -> Callable[[tf.Tensor, tf.Tensor], tf.Tensor]:
    """Return a function from positions in an epoch and its random number to row indices."""
    known = None if order.rows is None else tf.constant(order.rows, tf.int64)

    def numbers(places: tf.Tensor, draw: tf.Tensor) -> tf.Tensor:
        if order.shuffle:
            seed = tf.stack([0, draw])
            places = tf.random.experimental.index_shuffle(places, seed, count - 1)
        return places if known is None else tf.gather(known, places)

    return numbers


def _one_by_one(
    sources: Sequence[Source], specs: Sequence[tf.TensorSpec], policy: Policy
) -> tuple[Callable[[tf.Tensor, tf.Tensor], tuple[Contents, tf.Tensor]], list[BadFiles]]:
    """Return a function that reads rows one by one and applies `policy`, and the bad files."""
    readers, bad_files = zip(
        *(
            catching(source.read, spec, policy.on_error)
            for source, spec in zip(sources, specs, strict=True)
        )
    )

    def read_rows(paths: np.ndarray, rows: np.ndarray) -> list[Any]:
        contents, goods = zip(*(read(paths[:, at]) for at, read in enumerate(readers)))
        if policy.on_error == "placeholder":
            return [b"", rows, *contents]
        good = np.all(goods, axis=0)
        sentence = "" if policy.on_error == "skip" or good.all() else _sentence(paths, goods)
        return [sentence.encode(), rows[good], *(content[good] for content in contents)]

    def _sentence(paths: np.ndarray, goods: Sequence[np.ndarray]) -> str:
        row, at = np.argwhere(~np.stack(goods, axis=1))[0]
        # File names need not be valid UTF-8, which messages must be.
        name = paths[row, at].decode("utf-8", "replace")
        return f"{policy.owner}: the file {name} {sources[at].complaint}"

    def one_by_one(paths: tf.Tensor, rows: tf.Tensor) -> tuple[Contents, tf.Tensor]:
        dtypes = [tf.string, tf.int64, *(spec.dtype for spec in specs)]
        sentence, rows, *contents = tf.numpy_function(read_rows, [paths, rows], dtypes)
        with tf.control_dependencies([tf.debugging.Assert(sentence == b"", [sentence])]):
            rows = tf.ensure_shape(rows, (None,))
        shaped = [tf.ensure_shape(c, (None, *s.shape)) for c, s in zip(contents, specs)]
        return tuple(shaped), rows

    return one_by_one, list(bad_files)
