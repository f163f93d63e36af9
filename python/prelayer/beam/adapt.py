"""Fits layers in a pipeline of Apache Beam."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import AsIter, AsSingleton
from apache_beam.transforms.window import GlobalWindow
from apache_beam.utils.windowed_value import WindowedValue

from prelayer._core import check
from prelayer._core.owner import owned_methods
from prelayer._core.types import LayerLike
from prelayer.adapt.plan import AdaptPlan
from prelayer.beam.coder import PartialCoder
from prelayer.cluster.row_batches import RowBatches
from prelayer.cluster.worker_plan import unpickled
from prelayer.stats.adapted_state import pack_state
from prelayer.stats.partial import AdaptPartial

Keyed = tuple[int, AdaptPartial]


@owned_methods("Adapt")
class Adapt(beam.PTransform):
    """Fits layers to a collection, in one pass for each stage.

    The result is that of `prelayer.adapt`. Counts of tokens are merged by the hash of the token, so
    that no worker holds a whole vocabulary: the last step has at most `keys` times `max_tokens`
    tokens of each layer.

    See also: `WriteState`, `Apply`, docs/guides/clusters.Rmd.

    Args:
        layers: layers, a model or a `Preprocessor`, as for `prelayer.adapt`.
        max_memory: maximum number of bytes for the counts of tokens in each worker, which are
            then too low by a bounded amount; None: exact counts.
        exact: whether the state, as bytes, is the same for any division of the collection; see
            `AdaptPlan`.
        keys: number of parts of each vocabulary that are merged independently.

    Returns:
        A collection of one element, bytes: the state that `prelayer.merge(layers, state)` fits
        layers to.

    Examples:
        >>> import apache_beam as beam
        >>> from prelayer import StringLookup, merge
        >>> from prelayer.beam import Adapt, WriteState
        >>> layers = {"cut": StringLookup(max_tokens=1000)}
        >>> with beam.Pipeline() as pipeline:
        ...     rows = pipeline | beam.Create([{"cut": "good"}, {"cut": "fair"}])
        ...     path = rows | Adapt(layers) | WriteState("/tmp/cuts.state")
        >>> report = merge(layers, "/tmp/cuts.state")
        >>> layers["cut"].get_vocabulary()
        ['[UNK]', 'good', 'fair']
    """

    def __init__(
        self,
        layers: LayerLike,
        *,
        max_memory: int | None = None,
        exact: bool = False,
        keys: int = 16,
    ) -> None:
        super().__init__()
        self._plan = AdaptPlan(layers, max_memory=max_memory, exact=exact)
        self._keys = check.whole("keys", keys, minimum=1)

    def expand(self, batches: beam.PCollection) -> beam.PCollection:
        """Return the state of the layers that are fitted to rows or batches."""
        pipeline = batches.pipeline
        plans = pipeline | "Plan" >> beam.Create([pickle.dumps(self._plan)])
        finished = []
        for stage in range(self._plan.stages):
            plan, label = AsSingleton(plans), f"of stage {stage}"
            counted = batches | f"Read {label}" >> beam.ParDo(
                _Read(self._keys), plan
            ).with_output_types(Keyed)
            kept = (
                counted
                | f"Merge keys {label}" >> beam.CombinePerKey(_Merge()).with_output_types(Keyed)
                | f"Prune {label}" >> beam.Map(_pruned, plan).with_output_types(AdaptPartial)
            )
            merged = (
                pipeline
                | f"Start to finish {label}" >> beam.Create([stage])
                | f"Merge {label}" >> beam.Map(_merged, plan, AsIter(kept)).with_output_types(Keyed)
            )
            finished.append(merged)
            plans = merged | f"Finish {label}" >> beam.Map(_next_plan, plan)
        states = tuple(finished) | "Flatten stages" >> beam.Flatten()
        return (
            pipeline
            | "Start to pack" >> beam.Create([None])
            | "Pack" >> beam.Map(_packed, AsIter(states)).with_output_types(bytes)
        )


class _Read(beam.DoFn):
    """Adds the elements of a bundle to one partial, and divides it by key."""

    def __init__(self, keys: int) -> None:
        self._keys = keys

    def start_bundle(self) -> None:
        self._plan: AdaptPlan | None = None
        self._rows = RowBatches()

    def process(self, element: Any, plan: bytes) -> None:
        if self._plan is None:
            self._plan = unpickled(plan)
            self._partial = self._plan.empty()
        for batch in self._rows.add(element):
            self._plan.add(self._partial, batch)

    def finish_bundle(self) -> Iterator[WindowedValue]:
        if self._plan is None:
            return
        for batch in self._rows.rest():
            self._plan.add(self._partial, batch)
        window = GlobalWindow()
        for keyed in self._partial.split(self._keys).items():
            yield WindowedValue(keyed, window.max_timestamp(), [window])


class _Merge(beam.CombineFn):
    """Merges the partials of a key."""

    def create_accumulator(self) -> list[AdaptPartial]:
        return []

    def add_input(self, merged: list[AdaptPartial], partial: AdaptPartial) -> list[AdaptPartial]:
        return self.merge_accumulators([merged, [partial]])

    def merge_accumulators(self, found: Iterable[list[AdaptPartial]]) -> list[AdaptPartial]:
        merged: list[AdaptPartial] = []
        for partials in found:
            for partial in partials:
                if merged:
                    merged[0].merge(partial)
                else:
                    merged.append(partial)
        return merged

    def extract_output(self, merged: list[AdaptPartial]) -> AdaptPartial:
        return merged[0]

    def get_accumulator_coder(self) -> beam.coders.Coder:
        return beam.coders.ListCoder(PartialCoder())


def _pruned(keyed: Keyed, plan: bytes) -> AdaptPartial:
    key, partial = keyed
    return unpickled(plan).pruned(partial, key)


def _merged(stage: int, plan: bytes, partials: Iterable[AdaptPartial]) -> Keyed:
    return stage, unpickled(plan).merge(partials)


def _next_plan(finished: Keyed, plan: bytes) -> bytes:
    current = pickle.loads(plan)
    current.finish(finished[1])
    return pickle.dumps(current)


def _packed(_: None, finished: Iterable[Keyed]) -> bytes:
    return pack_state([partial for _, partial in sorted(finished, key=lambda keyed: keyed[0])])
