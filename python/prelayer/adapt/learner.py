"""The protocol between the `adapt()` engine and a layer with learned state."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, runtime_checkable

import tensorflow as tf

from prelayer._core.arrays import Missing


class Statistic(Protocol):
    """A mergeable accumulator of a stream of batches."""

    @property
    def empty(self) -> bool:
        """Whether no value has been added."""

    @property
    def missing(self) -> Any:
        """Number of missing values, per feature."""

    def add(self, **summary: Any) -> None:
        """Add the summary of one batch."""

    def merge(self, other: Any) -> None:
        """Add the data of another accumulator."""

    def to_bytes(self) -> bytes:
        """Return the accumulator as bytes, which `from_bytes` of the class reads."""


@runtime_checkable
class Learner(Protocol):
    """A layer that learns from data: batches are summarized, summaries are accumulated."""

    name: str
    # Number of values per batch for which a summary is efficient.
    values_a_batch: int
    # Number of axes of an example, if a list may contain examples as arrays of several axes.
    example_rank: int | None

    @property
    def adaptable(self) -> bool:
        """Whether the layer is fitted by `adapt()` instead of by its arguments."""

    @property
    def rule_for_missing(self) -> Missing:
        """The rule for missing values in data that is not a tensor."""

    def prepare(self, inputs: Any) -> Any:
        """Convert data in memory to the tensor on which the layer is called."""

    def statistic(self) -> Statistic:
        """Return a new, empty accumulator."""

    def options(self) -> str:
        """Return the options that determine the learned state, as text."""

    def as_rows(self, data: Any) -> tf.Tensor:
        """Convert data in memory to a tensor whose first axis has the examples."""

    def as_batch(self, element: Any) -> Any:
        """Convert an element of a dataset to a batch of examples."""

    def summarize(self, batch: Any) -> dict[str, tf.Tensor]:
        """Return the small tensors that summarize a batch for the accumulator; runs in a graph."""

    def summarize_memory(self, data: Any) -> Iterable[dict[str, Any]] | None:
        """Return summaries of data in memory without a graph, or None if that is not faster."""

    def check_adaptable(self) -> None:
        """Raise if the state of the layer was set by its arguments, not by `adapt()`."""

    def derive(self, statistic: Any) -> Any:
        """Return the learned state for the accumulator of all data, without changing the layer."""

    def learn(self, knowledge: Any, statistic: Any) -> None:
        """Set the learned state that `derive` returned, and its accumulator."""

    def learned(self) -> Statistic | None:
        """Return the accumulator from which learning continues; None if the layer is not fitted."""


@runtime_checkable
class BoundedLearner(Learner, Protocol):
    """A layer whose accumulator grows with the data, unless its memory is limited."""

    def bounded_statistic(self, max_memory: int) -> Statistic:
        """Return a new, empty accumulator that uses at most `max_memory` bytes."""
