"""Datasets of batches that an R function generates."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from typing import Any

import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.message import Message
from prelayer._core.owner import public
from prelayer.data.common.batch_spec import (
    as_element,
    check_alike,
    checked_signature,
    dataset_of,
    spec_of,
)
from prelayer.data.common.changing_epochs import mark_changing
from prelayer.data.common.element_schema import Schema
from prelayer.data.schema import with_schema
from prelayer.r.call_result import result_of
from prelayer.r.main_thread_datasets import mark_for_main_thread
from prelayer.r.main_thread_executor import submit, was_interrupted


@public
def generator_dataset(
    generate: Callable[[], Any],
    num_batches: int | None = None,
    prefetch: int = 2,
    output_signature: Any = None,
) -> tf.data.Dataset:
    """Return a dataset of batches that a function generates, to be read off the main thread.

    If a pass stops early, the next pass continues with the batches that were not read, and with the
    very first batch if only that was read.

    Args:
        generate: function called repeatedly on the main thread: returns a batch, or None at the end
            of an epoch, after which it begins the next epoch.
        num_batches: number of batches in an epoch; None if only `generate` determines it.
        prefetch: number of batches generated in advance.
        output_signature: the element spec of all batches; None infers it from the first batch.
    """
    if num_batches is not None:
        num_batches = check.whole("num_batches", num_batches, minimum=1)
    ahead = check.whole("prefetch", prefetch, minimum=0)
    signature = checked_signature(output_signature)
    epochs = _Epochs(generate, num_batches, ahead, signature)
    dataset = dataset_of(epochs, epochs.spec)
    if num_batches is not None:
        dataset = dataset.apply(tf.data.experimental.assert_cardinality(num_batches))
    entries = epochs.spec if isinstance(epochs.spec, tuple) else (epochs.spec,)
    names = [tuple(entry) if isinstance(entry, Mapping) else () for entry in entries]
    features, targets = [*names, ()][:2]
    dataset = mark_changing(mark_for_main_thread(dataset))
    return with_schema(dataset, Schema(features, targets))


class _Epochs:
    """The epochs of a generating function: each call yields the batches of one epoch.

    Args:
        generate: the function, called on the main thread.
        count: number of batches in an epoch; None if `generate` returns None at its end.
        ahead: number of batches generated in advance.
        signature: the element spec of the batches; None infers it from the first batch.
    """

    def __init__(
        self, generate: Callable[[], Any], count: int | None, ahead: int, signature: Any
    ) -> None:
        self._generate, self._count, self._ahead = generate, count, ahead
        self._model = "`output_signature`"
        # Batches that were requested, by any pass, and not read.
        self._pending: deque[Future] = deque()
        self._is_new, self._was_end = True, True
        self.spec = signature
        if signature is None:
            self._model = "the first batch"
            self._pending.append(submit(generate))
            first = result_of(self._pending[0])
            if first is None:
                raise errors.problem("the function must return a batch first, but returned {None}.")
            self.spec = spec_of(as_element(first))

    def __call__(self) -> Iterator[Any]:
        number = 0
        while number != self._count:
            taken = self._taken()
            batch = result_of(taken)
            # A pass with a known number of batches does not read the None at the end of an epoch.
            passed, self._was_end = batch is None and not self._was_end, batch is None
            if passed and number == 0:
                continue
            if batch is None:
                self._check_end(number)
                return
            element = as_element(batch)
            check_alike(element, self.spec, Message("batch {number!p}", number=number), self._model)
            number += 1
            try:
                yield element
            except GeneratorExit:
                if self._is_new:
                    # Reading only the first batch, to infer its shape, does not consume it.
                    self._pending.appendleft(taken)
                raise
            self._is_new = False

    def _taken(self) -> Future:
        # Batches that an interrupt canceled are requested again.
        self._pending = deque(future for future in self._pending if not was_interrupted(future))
        while len(self._pending) <= self._ahead:
            self._pending.append(submit(self._generate))
        return self._pending.popleft()

    def _check_end(self, number: int) -> None:
        if number == 0:
            raise errors.problem(
                "the function must begin another epoch after the end of one, but where its "
                "first batch was asked for it returned {None}."
            )
        if self._count is not None:
            raise errors.problem(
                "`num_batches` says that an epoch has {count} batches, but the function "
                "returned {None} after {number}.",
                count=self._count,
                number=number,
            )
