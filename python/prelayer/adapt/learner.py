"""How `adapt()` fits a layer: the object that the engine talks to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import tensorflow as tf

from prelayer._core import arrays, errors
from prelayer._core.columns import is_column
from prelayer._core.missing import Missing
from prelayer._core.owner import own_methods
from prelayer.stats.serialization import kind_of, reading

Summaries = Iterable[dict[str, Any]]


class Accumulator(Protocol):
    """A mergeable statistic of a stream of batches."""

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


class Learner:
    """Fits one layer: converts its data, summarizes batches and derives the learned state.

    A layer with learned state has one of these. A subclass defines `convert`, `new_accumulator`,
    `summarize` and `derive`, none of which changes the layer; `set_state` does.

    Args:
        layer: the layer, which stores the state.
    """

    # Name of the learned state in errors.
    learns = "state"
    # Number of values per batch for which a summary is efficient.
    values_per_batch = 2**16
    # Number of axes of an example, if a list may contain examples as arrays of several axes.
    example_rank: int | None = None
    # Whether the accumulator rounds, in the order of the data.
    rounds = False
    # Whether the accumulator grows with the data, unless its memory is limited.
    can_limit_memory = False

    def __init_subclass__(cls) -> None:
        own_methods(cls, _title)

    def __init__(self, layer: Any) -> None:
        self.layer = layer
        # The rule for missing values in data that is not a tensor.
        self.missing: Missing = layer.rule_for_missing
        # The accumulator of all data that the layer was fitted to.
        self.accumulator: Any = None

    @property
    def name(self) -> str:
        """The name of the layer."""
        return self.layer.name

    @property
    def options(self) -> str:
        """The options of the layer that affect the learned state, as text."""
        return self.layer._options()

    @property
    def is_given(self) -> bool:
        """Whether the arguments of the layer hold its state."""
        return bool(self.layer._given)

    @property
    def is_adaptable(self) -> bool:
        """Whether the layer learns its state from data, instead of having it given or set."""
        layer = self.layer
        return not self.is_given and (layer._adapted or not layer.is_fitted)

    def check_adaptable(self) -> None:
        """Raise if the state of the layer was set by its arguments, not by `adapt()`."""
        if self.is_given:
            raise errors.problem(
                "a layer that was given its {learns} cannot adapt.", learns=self.learns
            )

    def convert(self, data: Any) -> Any:
        """Return data as a tensor of the kind that the layer is fitted to."""
        raise NotImplementedError

    def to_rows(self, data: Any) -> Any:
        """Return data in memory as a tensor with examples along the first axis."""
        rows = self.convert(data)
        if rows.shape.rank == 0:
            rows = tf.reshape(rows, (1,))
        if rows.shape.rank > 1:
            return rows
        expand = tf.sparse.expand_dims if isinstance(rows, tf.SparseTensor) else tf.expand_dims
        return expand(rows, -1)

    def to_batch(self, element: Any) -> Any:
        """Return an element of a dataset as a batch of examples.

        A vector of known length is one example, as in Keras; other vectors are batches of scalars.
        """
        element = self.convert(element)
        if element.shape.rank == 0:
            return tf.reshape(element, (1, 1))
        if element.shape.rank == 1:
            return tf.expand_dims(element, -1 if element.shape[0] is None else 0)
        return element

    def new_accumulator(self, max_memory: int | None = None) -> Any:
        """Return an empty accumulator; if it can limit its memory, of at most so many bytes."""
        raise NotImplementedError

    def summarize(self, batch: Any) -> dict[str, tf.Tensor]:
        """Return, as graph operations, the small tensors that the accumulator adds for a batch."""
        raise NotImplementedError

    def summarize_exactly(self, batch: Any) -> dict[str, tf.Tensor]:
        """Return the summary that `exact_twin` of the accumulator adds for a batch."""
        return self.summarize(batch)

    def summarize_memory(self, data: Any) -> tuple[Summaries | None, Any]:
        """Return summaries of data in memory, if this is faster without a graph, or None; and data.

        The second result is the data as far as it was converted, for `to_rows`.
        """
        return None, data

    def as_array(self, data: Any) -> Any:
        """Return a column or data frame as an array; other data is returned unchanged."""
        if not is_column(data):
            return data
        return arrays.column_to_array(data, self.missing)

    def derive(self, accumulator: Any) -> Any:
        """Return the learned state for an accumulator of all the data."""
        raise NotImplementedError

    def set_state(self, state: Any, accumulator: Any = None) -> None:
        """Set the state of the layer, and the accumulator from which it was derived."""
        self.layer._set_state(state, adapted=accumulator is not None)
        self.accumulator = accumulator

    def earlier(self) -> Any:
        """Return the accumulator that further data is added to; None before the layer is fitted."""
        if self.accumulator is None and self.layer.is_fitted:
            raise errors.problem(
                "the layer '{name}' cannot go on learning: what it knows was set or loaded, "
                "not learned here. Adapt it with `{reset=True}`.",
                name=self.name,
            )
        return self.accumulator

    def merged(self, data: bytes, earlier: Any) -> Any:
        """Return a new accumulator that merges a serialized one and this layer's, or None."""
        empty = self.new_accumulator()
        if kind_of(data) in ("ExactMoments", "ValueHistogram"):
            raise errors.problem(
                "the state is of a layer with exact statistics, which cannot be added to others. "
                "Fit the layers to the state of the plan by `prelayer.merge()`."
            )
        with reading("the state", "state()"):
            merged = type(empty).from_bytes(data)
            if not isinstance(merged, type(empty)) or _kinds(merged) != _kinds(empty):
                raise ValueError("other accumulators")
        for accumulator in (merged, earlier):
            self.check_not_pruned(accumulator)
        if earlier is not None:
            merged.merge(earlier)
        return merged

    def check_not_pruned(self, accumulator: Any) -> None:
        """Raise if tokens were dropped from an accumulator, so that it cannot take further data."""
        if getattr(accumulator, "is_pruned", False):
            raise errors.problem(
                "the layer '{name}' has the counts of its most frequent tokens only, which a "
                "cluster kept, and they cannot be added to others. Adapt it to all data at once.",
                name=self.name,
            )

    def facts(self) -> dict[str, int]:
        """Return properties of the data so far that the accumulator does not have."""
        return {}

    def set_facts(self, facts: Mapping[str, int]) -> None:
        """Set the result of `facts`, before the state that is derived from the same data."""
        del facts

    def pruned(self, accumulator: Any) -> Any:
        """Return an accumulator without the data that cannot affect the learned state."""
        return accumulator


def _title(learner: Learner) -> str:
    return learner.layer.title


own_methods(Learner, _title)


def learner_of(layer: Any) -> Learner | None:
    """Return the learner that a layer has; None for layers of Keras, and without learned state."""
    return getattr(layer, "_learner", None)


def _kinds(accumulator: Any) -> dict[str, type]:
    """Return the type of each part of an accumulator, if it has parts."""
    return {name: type(part) for name, part in getattr(accumulator, "parts", {}).items()}
