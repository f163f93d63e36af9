"""From layers to a partial, and from the partial of all the data to fitted layers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from prelayer._core import errors
from prelayer.adapt.feature_report import feature_reports
from prelayer.adapt.layer_binding import LayerBinding
from prelayer.adapt.learner import Learner
from prelayer.adapt.part_names import part_names
from prelayer.adapt.report import AdaptReport
from prelayer.stats.exact_twin import exact_twin
from prelayer.stats.partial import AdaptPartial


def signature(bindings: Sequence[LayerBinding], **options: Any) -> str:
    """Return what partials to merge have in common: the layers and options, as JSON."""
    layers = {
        name: [type(binding.layer).__name__, binding.learner.options]
        for name, binding in zip(part_names(bindings), bindings)
    }
    return json.dumps({"layers": layers, **options}, sort_keys=True)


def empty_partial(
    bindings: Sequence[LayerBinding], plan: str, max_memory: int | None, exact: bool = False
) -> AdaptPartial:
    """Return a partial of no data; layers that count tokens share the memory.

    Args:
        bindings: the layers.
        plan: their `signature`.
        max_memory: maximum number of bytes for the counts of tokens; None: no limit.
        exact: whether the bytes of the partial do not depend on the order of the data.
    """
    counting = sum(binding.learner.can_limit_memory for binding in bindings)
    share = max_memory // counting if max_memory is not None and counting else None
    parts = []
    for binding in bindings:
        with binding.named():
            empty = binding.learner.new_accumulator(share)
            parts.append(exact_twin(empty) if exact else empty)
    return AdaptPartial(plan, dict(zip(part_names(bindings), parts)))


def pruned_partial(
    bindings: Sequence[LayerBinding], partial: AdaptPartial, key: int
) -> AdaptPartial:
    """Return what layers can learn from the merged partials of a key."""
    named = dict(zip(part_names(bindings), bindings))
    parts = {name: named[name].learner.pruned(part) for name, part in partial.parts.items()}
    pruned = AdaptPartial(partial.plan, parts)
    pruned.rows, pruned.facts, pruned.keys = partial.rows, partial.facts, partial.keys
    pruned.pruned = (key,)
    return pruned


def earlier_accumulator(learner: Learner, max_memory: int | None) -> Any:
    """Return the accumulator from which a layer continues; raise if it cannot continue exactly."""
    seen = learner.earlier()
    counts = learner.can_limit_memory and seen is not None
    if max_memory is None and counts and seen.error:
        raise errors.problem(
            "the layer '{name}' has counts that may be {error} too low, so that exact counting "
            "cannot go on from them. Give `max_memory` here, too, or `{reset=True}`.",
            name=learner.name,
            error=f"{seen.error:,}",
        )
    learner.check_not_pruned(seen)
    return seen


def derive_states(
    bindings: Sequence[LayerBinding], partial: AdaptPartial, before: Sequence[Any]
) -> list[Any]:
    """Return the new state of each layer, before any state is set, so that all are set or none.

    Args:
        bindings: the layers.
        partial: the statistics of all the data.
        before: for each layer, the accumulator of earlier data to continue from, or None.

    Raises:
        ValueError: if a layer has no value to learn from.
    """
    accumulators = list(partial.parts.values())
    for binding, accumulator in zip(bindings, accumulators):
        if accumulator.empty:
            raise errors.problem(
                "the data for the layer '{name}' holds no value to learn from. Give it data "
                "that is not empty.",
                name=binding.name,
            )
    for accumulator, earlier in zip(accumulators, before):
        if earlier is not None:
            _check_same_kind(accumulator, earlier)
            accumulator.merge(earlier)
    states = []
    for binding, accumulator in zip(bindings, accumulators):
        with binding.named():
            states.append(binding.learner.derive(accumulator))
    return states


def _check_same_kind(accumulator: Any, earlier: Any) -> None:
    """Raise if one of two accumulators of numbers is exact, and the other is not."""
    kinds = [
        [type(part).__name__ for part in getattr(one, "parts", {"": one}).values()]
        for one in (accumulator, earlier)
    ]
    exact = [bool({"ExactMoments", "ValueHistogram"} & set(kind)) for kind in kinds]
    if exact[0] != exact[1]:
        raise errors.problem(
            "exact statistics cannot go on from others, nor others from exact ones. Give the same "
            "`exact` as before, or `{reset=True}`."
        )


def set_states(
    bindings: Sequence[LayerBinding], partial: AdaptPartial, states: Sequence[Any]
) -> None:
    """Set the derived states of layers."""
    for binding, state, accumulator in zip(bindings, states, partial.parts.values()):
        binding.learner.set_state(state, accumulator)


def missing_values(
    bindings: Sequence[LayerBinding], partial: AdaptPartial
) -> Iterator[tuple[str, int]]:
    """Yield the number of missing values by the name of the layer or feature, where there are."""
    for binding, accumulator in zip(bindings, partial.parts.values()):
        if np.any(accumulator.missing):
            yield binding.name, int(np.sum(accumulator.missing))


def count_error(bindings: Sequence[LayerBinding], partial: AdaptPartial) -> int:
    """Return by how much a count of tokens may be too low."""
    pairs = zip(bindings, partial.parts.values())
    bounds = (seen.error for binding, seen in pairs if binding.learner.can_limit_memory)
    return max(bounds, default=0)


def stage_report(bindings: Sequence[LayerBinding], partial: AdaptPartial) -> AdaptReport:
    """Return the report of one pass over the data, whose duration is not known."""
    return AdaptReport(
        rows=partial.rows,
        passes=1,
        seconds=0.0,
        layers=tuple(binding.name for binding in bindings),
        missing=dict(missing_values(bindings, partial)),
        count_error=count_error(bindings, partial),
        features=tuple(feature_reports(bindings, partial)),
    )
