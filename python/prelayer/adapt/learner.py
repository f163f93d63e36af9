"""The protocol between the `adapt()` engine and a layer that learns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, runtime_checkable

import tensorflow as tf

from prelayer._core.arrays import Missing


class Statistic(Protocol):
    """A mergeable statistic of a stream of batches."""

    @property
    def empty(self) -> bool:
        """Whether nothing has been seen."""

    @property
    def missing(self) -> Any:
        """How many values were missing, by feature."""

    def add(self, **summary: Any) -> None:
        """Take in the summary of one batch."""

    def merge(self, other: Any) -> None:
        """Take in what another one has seen."""

    def to_bytes(self) -> bytes:
        """Return all that was seen, as bytes that the class's `from_bytes` reads."""


@runtime_checkable
class Learner(Protocol):
    """A layer that learns from data: a batch becomes a summary, summaries a statistic."""

    name: str
    # How many values a batch should hold, so that a summary of it is worth its while.
    values_a_batch: int
    # How many axes an example has, where a list may hold examples as arrays of several axes.
    example_rank: int | None

    @property
    def adaptable(self) -> bool:
        """Whether the layer learns, rather than having been given what it could learn."""

    @property
    def rule_for_missing(self) -> Missing:
        """What becomes of what is missing in data that is no tensor yet."""

    def prepare(self, inputs: Any) -> Any:
        """Return data in memory as the tensor that the layer is called on."""

    def statistic(self) -> Statistic:
        """Return a new, empty statistic."""

    def options(self) -> str:
        """Return the options that decide what is learned, as text."""

    def as_rows(self, data: Any) -> tf.Tensor:
        """Return data in memory as a tensor whose first axis counts the examples."""

    def as_batch(self, element: Any) -> Any:
        """Return an element of a dataset as a batch of examples."""

    def summarize(self, batch: Any) -> dict[str, tf.Tensor]:
        """Return, as a graph, the small tensors that the statistic takes in for a batch."""

    def summarize_memory(self, data: Any) -> Iterable[dict[str, Any]] | None:
        """Return summaries of data in memory where there is a quicker way than a graph, or None."""

    def check_adaptable(self) -> None:
        """Raise an error where the layer was given what it could learn."""

    def derive(self, statistic: Any) -> Any:
        """Return what follows from a statistic that has seen all the data, and change nothing."""

    def learn(self, knowledge: Any, statistic: Any) -> None:
        """Set what `derive` returned, and the statistic that it follows from."""

    def learned(self) -> Statistic | None:
        """Return the statistic that the layer goes on from; None where it knows nothing yet."""


@runtime_checkable
class BoundedLearner(Learner, Protocol):
    """A layer whose statistic grows with the data, unless it is bounded."""

    def bounded_statistic(self, max_memory: int) -> Statistic:
        """Return a new, empty statistic that takes at most a number of bytes."""
