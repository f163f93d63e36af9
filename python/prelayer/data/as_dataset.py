"""as_dataset: converts a `keras.utils.PyDataset` to a dataset that several threads load."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

import keras
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.message import Message
from prelayer._core.owner import keep_owner, public
from prelayer._core.types import ElementSpec
from prelayer.data.common.batch_spec import (
    as_element,
    check_alike,
    checked_signature,
    dataset_of,
    spec_of,
)
from prelayer.data.common.changing_epochs import mark_changing
from prelayer.data.common.element_schema import Schema
from prelayer.data.common.ordered_generator import BatchLoader
from prelayer.data.schema import with_schema


@public
def as_dataset(
    generator: keras.utils.PyDataset,
    workers: int = 4,
    max_queue_size: int = 10,
    timeout: float | None = None,
    output_signature: ElementSpec = None,
) -> tf.data.Dataset:
    """Convert a `PyDataset` to a `tf.data.Dataset` whose batches several threads load in advance.

    Each batch is loaded once per epoch, and the batches keep their order. An epoch is one complete
    pass over the dataset: the generator's `on_epoch_begin()` is called before the first batch,
    `on_epoch_end()` after the last one. Each pass over a dataset of a `DataGenerator` keeps one
    order of the rows, even if several passes run at once, but not during `fit(generator)`. If these
    methods of another generator change its order, read only one dataset of it at a time; the batch
    from which the element spec was inferred is then loaded again.

    An exception raised while a batch is loaded ends the epoch with an error that names the batch
    and includes the traceback. Threads share memory: no process is forked, and no batch is copied
    between processes. Threads run in parallel while they wait for files or run in NumPy, Pillow or
    TensorFlow. tf.data autotuning is off, because it can delay the end of an epoch; the option
    `autotune.enabled` of `with_options()` turns it on.

    See also: `DataGenerator`, `dataset_from_frame`.

    Args:
        generator: a `keras.utils.PyDataset`, such as a `DataGenerator`. A batch is `x`, `(x, y)` or
            `(x, y, sample_weight)`, of arrays, or of tuples, lists and dicts of them. A list of
            arrays becomes a tuple.
        workers: number of threads that load batches.
        max_queue_size: maximum number of batches that are being loaded or wait to be read.
        timeout: seconds to wait for a batch before an error that names it is raised; None waits
            without limit.
        output_signature: the element spec of all batches, a structure of `tf.TensorSpec`. By
            default it is inferred from the first batch, with an unknown number of rows. Required if
            other dimensions differ between batches, such as the length of sequences.

    Returns:
        A `tf.data.Dataset` of the batches, whose schema has the names in dicts.

    Raises:
        ValueError: if `generator` is not a `PyDataset` or has no batches. While the dataset is
            read, `tf.errors.OpError` if a batch cannot be loaded or does not match the first one.

    Examples:
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
        raise errors.invalid("generator", "a keras.utils.PyDataset", generator, remedy)
    return loaded_ahead(generator, workers, max_queue_size, timeout, output_signature)


def loaded_ahead(
    generator: keras.utils.PyDataset,
    workers: int,
    max_queue_size: int,
    timeout: float | None = None,
    output_signature: Any = None,
) -> tf.data.Dataset:
    """Return the dataset of `as_dataset`."""
    count = generator.num_batches
    if count == 0:
        raise errors.problem("`generator` must have a batch, but it has none.")
    epochs = _Epochs(
        generator,
        count,
        check.whole("workers", workers, minimum=1),
        check.whole("max_queue_size", max_queue_size, minimum=1),
        None if timeout is None else check.above_zero("timeout", timeout),
        checked_signature(output_signature),
    )
    dataset = dataset_of(epochs, epochs.spec)
    size = tf.data.INFINITE_CARDINALITY if count is None else count
    dataset = dataset.apply(tf.data.experimental.assert_cardinality(size)).prefetch(1)
    return with_schema(mark_changing(dataset), _schema(generator, epochs.spec))


def _schema(generator: Any, spec: Any) -> Schema:
    parts = spec if isinstance(spec, tuple) else (spec,)
    names = [tuple(part) if isinstance(part, Mapping) else () for part in parts]
    # A batch without names may come from a data frame of a DataGenerator, which has names.
    features = names[0] or getattr(generator, "feature_names", ())
    targets = (names[1] if len(names) > 1 else ()) or getattr(generator, "target_names", ())
    classes = getattr(generator, "class_names", None)
    return Schema(feature_names=features, target_names=targets, class_names=classes)


class _Epochs:
    """The epochs of a generator: each call yields the batches of one epoch.

    Args:
        generator: the generator that returns the batches.
        count: number of batches in an epoch; None if the generator is infinite.
        workers: number of threads that load batches.
        most: maximum number of batches that are being loaded or wait to be read.
        timeout: seconds to wait for a batch; None waits without limit.
        signature: the element spec of the batches; None infers it from the first batch.
    """

    def __init__(
        self,
        generator: keras.utils.PyDataset,
        count: int | None,
        workers: int,
        most: int,
        timeout: float | None,
        signature: Any,
    ) -> None:
        self._generator, self._count = generator, count
        self._workers, self._most, self._timeout = workers, most, timeout
        self._model = "`output_signature`"
        self._first: tuple[BatchLoader, Any] | None = None
        self.spec = signature
        if signature is None:
            self._model = "the first batch"
            load = BatchLoader(generator)
            self._first = load, as_element(load(0))
            self.spec = spec_of(self._first[1])

    def __call__(self) -> Iterator[Any]:
        self._begin()
        load = keep_owner(self._loader())
        pending: deque[tuple[int, Future[Any]]] = deque()
        pool = ThreadPoolExecutor(self._workers, thread_name_prefix=errors.OWNER.get())
        try:
            for index in itertools.count() if self._count is None else range(self._count):
                pending.append((index, pool.submit(load, index)))
                if len(pending) == self._most:
                    yield self._loaded(*pending.popleft())
            while pending:
                yield self._loaded(*pending.popleft())
        finally:
            # If reading stops early, or a batch has failed, do not wait for the other batches.
            pool.shutdown(wait=False, cancel_futures=True)
        pool.shutdown()
        self._generator.on_epoch_end()

    def _begin(self) -> None:
        if self._generator.num_batches != self._count:
            raise errors.problem(
                "the number of batches must stay {count}, but it has become {num_batches}.",
                count=self._count,
                num_batches=self._generator.num_batches,
            )
        # Older versions of Keras do not have this method.
        getattr(self._generator, "on_epoch_begin", lambda: None)()

    def _loader(self) -> Callable[[int], Any]:
        """Return the function that loads the batches of a pass as dataset elements."""
        load_batch = BatchLoader(self._generator)
        first, self._first = self._first, None

        def load(index: int) -> Any:
            # Reuse the batch that was loaded to infer the element spec.
            if index == 0 and first is not None and load_batch.equals(first[0]):
                return first[1]
            element = as_element(load_batch(index))
            check_alike(element, self.spec, Message("batch {index!p}", index=index), self._model)
            return element

        return load

    def _loaded(self, index: int, batch: Future[Any]) -> Any:
        wait([batch], self._timeout)
        if not batch.done():
            raise errors.problem(
                "batch {index!p} is not there after {timeout} seconds. It is stuck.",
                index=index,
                timeout=f"{self._timeout:g}",
            )
        error = batch.exception()
        if error is None:
            return batch.result()
        if isinstance(error, errors.PrelayerError) and error.owner == errors.OWNER.get():
            raise error
        raise errors.problem(
            "batch {index!p} could not be loaded: {kind}: {error}",
            index=index,
            kind=type(error).__name__,
            error=error,
        ) from error
