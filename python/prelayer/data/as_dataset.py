"""as_dataset: a `keras.utils.PyDataset`, loaded by several threads, as a dataset."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

import keras
import tensorflow as tf

from prelayer._core import check
from prelayer.data.common.batch_spec import (
    as_element,
    check_alike,
    checked_signature,
    dataset_of,
    spec_of,
)
from prelayer.data.common.ordered_generator import BatchLoader
from prelayer.data.schema import Schema, with_schema

_OWNER = "as_dataset"


def as_dataset(
    generator: keras.utils.PyDataset,
    workers: int = 4,
    max_queue_size: int = 10,
    timeout: float | None = None,
    output_signature: Any = None,
) -> tf.data.Dataset:
    """Return the batches of a generator as a dataset that several threads load ahead.

    Each batch is loaded once an epoch, and they come in order. An epoch is the dataset, read to its
    end: the generator's `on_epoch_begin()` is called before it, `on_epoch_end()` when all batches
    are loaded. Each pass over a dataset of a `DataGenerator` keeps one order of the rows, also
    where several are read at once, but not at the same time as `fit(generator)`. Where these
    methods of another generator change its order, read one dataset of it at a time; the batch that
    shows what they are like is loaded again then.

    What fails while a batch is loaded ends the epoch with an error that names the batch and holds
    the traceback. Threads share memory, and nothing is forked or copied between processes; they run
    at the same time where loading waits for files or runs in NumPy, Pillow or TensorFlow. The tuner
    of tf.data is off, as it can hold up the end of an epoch; the option `autotune.enabled` of
    `with_options()` turns it on.

    Args:
        generator: a `keras.utils.PyDataset`, such as a `DataGenerator`. A batch is `x`, `(x, y)` or
            `(x, y, sample_weight)`, of arrays, or of tuples, lists and dicts of them. A list of
            arrays becomes a tuple.
        workers: how many threads load batches.
        max_queue_size: how many batches, at most, are loaded or wait to be read.
        timeout: how many seconds to wait for a batch before an error names it; None waits on.
        output_signature: what all batches are like, as nested `tf.TensorSpec`. By default this is
            seen from the first one, where any number of rows may follow. Give it where more
            differs, such as the length of sequences.

    Returns:
        A `tf.data.Dataset` of the batches, with a schema of the names in dicts.

    Raises:
        ValueError: if `generator` has no batches or is none; while the dataset is read
            `tf.errors.OpError`, if a batch cannot be loaded or is not like the first one.

    Example:
        >>> import keras, numpy as np
        >>> from prelayer import as_dataset
        >>> class Squares(keras.utils.PyDataset):
        ...     def __len__(self):
        ...         return 3
        ...
        ...     def __getitem__(self, index):
        ...         return np.full((2, 1), index), np.full(2, index**2)
        >>> for x, y in as_dataset(Squares(), workers=2):
        ...     print(x.shape, y.numpy())
        (2, 1) [0 0]
        (2, 1) [1 1]
        (2, 1) [4 4]
    """
    if not isinstance(generator, keras.utils.PyDataset):
        remedy = "dataset_from_frame() makes a dataset of a table."
        check.fail(_OWNER, "generator", "a keras.utils.PyDataset", generator, remedy)
    return loaded_ahead(_OWNER, generator, workers, max_queue_size, timeout, output_signature)


def loaded_ahead(
    owner: str,
    generator: keras.utils.PyDataset,
    workers: int,
    max_queue_size: int,
    timeout: float | None = None,
    output_signature: Any = None,
) -> tf.data.Dataset:
    """Return what `as_dataset` returns; `owner` is who asks, for errors."""
    count = generator.num_batches
    if count == 0:
        check.refuse(owner, "`generator` must have a batch, but it has none.")
    epochs = _Epochs(
        owner,
        generator,
        count,
        check.whole(owner, "workers", workers, minimum=1),
        check.whole(owner, "max_queue_size", max_queue_size, minimum=1),
        None if timeout is None else check.above_zero(owner, "timeout", timeout),
        checked_signature(owner, output_signature),
    )
    dataset = dataset_of(epochs, epochs.spec)
    size = tf.data.INFINITE_CARDINALITY if count is None else count
    dataset = dataset.apply(tf.data.experimental.assert_cardinality(size)).prefetch(1)
    return with_schema(dataset, _schema(generator, epochs.spec))


def _schema(generator: Any, spec: Any) -> Schema:
    parts = spec if isinstance(spec, tuple) else (spec,)
    names = [tuple(part) if isinstance(part, Mapping) else () for part in parts]
    # What has no names in the batch may have some in the frame that a DataGenerator reads.
    features = names[0] or getattr(generator, "feature_names", ())
    targets = (names[1] if len(names) > 1 else ()) or getattr(generator, "target_names", ())
    classes = getattr(generator, "class_names", None)
    return Schema(feature_names=features, target_names=targets, class_names=classes)


class _Epochs:
    """The epochs of a generator: each call yields the batches of one.

    Args:
        owner: who asks, for errors.
        generator: where they come from.
        count: how many batches an epoch has; None for no end.
        workers: how many threads load them.
        most: how many are loaded, or wait, at a time.
        timeout: seconds to wait for one.
        signature: what they are like; None to see it from the first one.
    """

    def __init__(
        self,
        owner: str,
        generator: keras.utils.PyDataset,
        count: int | None,
        workers: int,
        most: int,
        timeout: float | None,
        signature: Any,
    ) -> None:
        self._owner, self._generator, self._count = owner, generator, count
        self._workers, self._most, self._timeout = workers, most, timeout
        self._model = "`output_signature`"
        self._first: tuple[BatchLoader, Any] | None = None
        self.spec = signature
        if signature is None:
            self._model = "the first batch"
            load = BatchLoader(generator)
            self._first = load, as_element(load(0), owner)
            self.spec = spec_of(self._first[1])

    def __call__(self) -> Iterator[Any]:
        self._begin()
        load = self._loader()
        pending: deque[tuple[int, Future]] = deque()
        pool = ThreadPoolExecutor(self._workers, thread_name_prefix=self._owner)
        try:
            for index in itertools.count() if self._count is None else range(self._count):
                pending.append((index, pool.submit(load, index)))
                if len(pending) == self._most:
                    yield self._loaded(*pending.popleft())
            while pending:
                yield self._loaded(*pending.popleft())
        finally:
            # Where nobody reads on, or a batch has failed, the others are not waited for.
            pool.shutdown(wait=False, cancel_futures=True)
        pool.shutdown()
        self._generator.on_epoch_end()

    def _begin(self) -> None:
        if self._generator.num_batches != self._count:
            check.refuse(
                self._owner,
                f"the number of batches must stay {self._count}, but it has become "
                f"{self._generator.num_batches}.",
            )
        # Older versions of Keras have no such method.
        getattr(self._generator, "on_epoch_begin", lambda: None)()

    def _loader(self) -> Callable[[int], Any]:
        """Return what loads the batches of a pass, as elements."""
        load_batch = BatchLoader(self._generator)
        first, self._first = self._first, None

        def load(index: int) -> Any:
            # What was loaded to see what batches are like need not be loaded again.
            if index == 0 and first is not None and load_batch.equals(first[0]):
                return first[1]
            element = as_element(load_batch(index), self._owner)
            check_alike(element, self.spec, self._owner, f"batch {index}", self._model)
            return element

        return load

    def _loaded(self, index: int, batch: Future) -> Any:
        wait([batch], self._timeout)
        if not batch.done():
            check.refuse(
                self._owner,
                f"batch {index} is not there after {self._timeout:g} seconds. It is stuck.",
            )
        error = batch.exception()
        if error is None:
            return batch.result()
        if isinstance(error, ValueError) and str(error).startswith(f"{self._owner}: "):
            raise error
        try:
            check.refuse(
                self._owner, f"batch {index} could not be loaded: {type(error).__name__}: {error}"
            )
        except ValueError as named:
            raise named from error
