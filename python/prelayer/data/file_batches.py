"""Files to batches: read a few at a time, and one by one where one of them cannot be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import tensorflow as tf

from prelayer.data.bad_files import BadFiles, Read, guarded

# To call a function for each file would cost as much as reading a small one.
_AT_ONCE = 4

Element = Callable[[tf.Tensor, tf.Tensor], Any]
ReadFew = Callable[[tf.Tensor], tf.Tensor]


class Sources(NamedTuple):
    """Which files are read, how, and what to do where that fails.

    Args:
        paths: the files.
        read: turns a path into a tensor of one static shape.
        quick: turns the paths of a few files into what `read` makes of them, stacked, and fails for
            some files that `read` can read. None: `read` does it.
        on_error: "raise", "skip" or "placeholder".
        owner: the function that the user called.
        complaint: what is wrong with a file that cannot be read, to stand after its path.
    """

    paths: Sequence[str]
    read: Read
    quick: ReadFew | None
    on_error: str
    owner: str
    complaint: str


def file_batches(
    sources: Sources, element: Element, batch_size: int, seed: int | None
) -> tuple[tf.data.Dataset, BadFiles]:
    """Return the batches of an epoch of files, and those that could not be read so far.

    A batch that cannot be read as a whole drops out, without a word and at no cost to the others.
    So each one carries the places of its files in the epoch; where places are missing before it,
    their files are read there and then, one by one, and a bad one is met by the rule.

    Args:
        sources: the files.
        element: turns contents, and the rows of their files in `sources.paths`, into what the
            dataset yields.
        batch_size: files in a batch.
        seed: of another order each epoch; None: the order is that of `sources.paths`.
    """
    quick = sources.quick or each(sources.read)
    one_by_one, bad_files = _one_by_one(sources, element, batch_size)
    # A name need not be text in the encoding of the system.
    paths, count = tf.constant([os.fsencode(path) for path in sources.paths]), len(sources.paths)

    def tickets(draw: tf.Tensor) -> tf.data.Dataset:
        places = tf.range(count // _AT_ONCE * _AT_ONCE, dtype=tf.int64)
        rows = _rows_at(places, count, seed, draw)
        columns = tf.stack([places, rows, tf.fill(tf.shape(places), draw)], axis=1)
        few = (
            tf.reshape(columns, (-1, _AT_ONCE, 3)),
            tf.reshape(tf.gather(paths, rows), (-1, _AT_ONCE)),
        )
        return tf.data.Dataset.from_tensor_slices(few)

    def read_few(tickets: tf.Tensor, paths: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        return tickets, quick(paths)

    def end(draw: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        ticket = tf.stack([tf.constant(count, tf.int64), 0, draw])
        return ticket[tf.newaxis, tf.newaxis], tf.zeros((0, _AT_ONCE, *shape), spec.dtype)

    def since(state: tuple[tf.Tensor, tf.Tensor], batch: tuple[tf.Tensor, tf.Tensor]) -> Any:
        """Join to a batch the place where the one before it ended, and the draw of the epoch."""
        tickets, contents = tf.reshape(batch[0], (-1, 3)), batch[1]
        place, draw = state
        draw = tf.where(place > 0, draw, tickets[0, 2])
        contents = tf.reshape(contents, (-1, *shape))
        return (tickets[-1, 0] + 1, draw), (place, draw, tickets, contents)

    def in_place(
        start: tf.Tensor, draw: tf.Tensor, tickets: tf.Tensor, contents: tf.Tensor
    ) -> tf.data.Dataset:
        rows = tickets[: tf.shape(contents)[0], 1]
        batch = tf.data.Dataset.from_tensors(element(contents, rows))

        # A function that is kept apart costs start-up time only where it is called.
        @tf.function(autograph=False, experimental_attributes={"_noinline": True})
        def lost_before() -> tf.data.Dataset:
            lost = _rows_at(tf.range(start, tickets[0, 0]), count, seed, draw)
            return one_by_one(tf.gather(paths, lost), lost).concatenate(batch)

        return tf.cond(start < tickets[0, 0], lost_before, lambda: batch)

    batches = _draws(seed).flat_map(tickets)
    batches = batches.map(read_few, num_parallel_calls=tf.data.AUTOTUNE, deterministic=True)
    _, spec = batches.element_spec
    shape = spec.shape[1:]
    batches = batches.batch(max(1, batch_size // _AT_ONCE)).ignore_errors()
    nowhere = (tf.constant(0, tf.int64), tf.constant(0, tf.int64))
    # The draw of the end counts only where no batch came before it.
    batches = batches.concatenate(_draws(seed).map(end)).scan(nowhere, since).flat_map(in_place)
    return batches.rebatch(batch_size), bad_files


def each(read: Read) -> ReadFew:
    """Return the function that reads a few files one by one."""
    path = tf.TensorSpec((), tf.string)
    traced = tf.function(read, input_signature=[path], autograph=False)
    return lambda paths: tf.stack([traced(path) for path in tf.unstack(paths)])


def _draws(seed: int | None) -> tf.data.Dataset:
    """Return a dataset of one number, another one each epoch where there is a seed."""
    if seed is None:
        return tf.data.Dataset.from_tensors(tf.constant(0, tf.int64))
    return tf.data.Dataset.random(seed, rerandomize_each_iteration=True).take(1)


def _rows_at(places: tf.Tensor, count: int, seed: int | None, draw: tf.Tensor) -> tf.Tensor:
    """Return the rows at some places of an epoch: from its draw alone, whoever asks."""
    if seed is None:
        return places
    return tf.random.experimental.index_shuffle(places, tf.stack([0, draw]), count - 1)


def _one_by_one(
    sources: Sources, element: Element, batch_size: int
) -> tuple[Callable[[tf.Tensor, tf.Tensor], tf.data.Dataset], BadFiles]:
    read, bad_files = guarded(sources.read, sources.on_error, sources.owner, sources.complaint)

    def load(path: tf.Tensor, row: tf.Tensor) -> tuple[tf.Tensor, tuple[tf.Tensor, tf.Tensor]]:
        content, good = read(path)
        return good, (content, row)

    def one_by_one(paths: tf.Tensor, rows: tf.Tensor) -> tf.data.Dataset:
        files = tf.data.Dataset.from_tensor_slices((paths, rows))
        loaded = files.map(load, num_parallel_calls=tf.data.AUTOTUNE, deterministic=True)
        if sources.on_error == "skip":
            loaded = loaded.filter(lambda good, _: good)
        return loaded.batch(batch_size).map(lambda _, file: element(*file))

    return one_by_one, bad_files
