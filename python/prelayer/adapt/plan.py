"""The plan of an `adapt()` whose data is read in many processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, islice
from typing import Any

from prelayer._core import check, errors
from prelayer._core.owner import owned_methods
from prelayer._core.types import Data, LayerLike
from prelayer.adapt.add_batch import add_batch
from prelayer.adapt.columns_read import columns_read
from prelayer.adapt.fitting import (
    derive_states,
    earlier_accumulator,
    empty_partial,
    pruned_partial,
    set_states,
    signature,
    stage_report,
)
from prelayer.adapt.keras_layers import refuse_to_merge
from prelayer.adapt.layer_binding import LayerBinding
from prelayer.adapt.packed_layers import pack_layers, unpack_layers
from prelayer.adapt.part_names import part_names
from prelayer.adapt.passes import passes_of
from prelayer.adapt.report import AdaptReport
from prelayer.stats.adapted_state import pack_state
from prelayer.stats.partial import AdaptPartial


@owned_methods("AdaptPlan")
class AdaptPlan:
    """Fits layers to data that many processes read, such as the workers of a cluster.

    The plan is pickled and sent to the workers. Each adds the batches of its part of the data to a
    partial; partials are merged in any order, and `finish()` fits the layers to all of the data.
    The result is that of `adapt()`: vocabularies and counts are identical, moments equal to
    rounding, and quantiles within their bound. A model and a `Preprocessor` with chains of layers
    that learn need several stages, each of which reads the data once. See also: `AdaptPartial`,
    `merge`, `prelayer.beam`, `prelayer.spark`, docs/guides/clusters.Rmd.

    Args:
        layers: layers, as for `adapt`, without layers of Keras.
        max_memory: maximum number of bytes for the counts of tokens in each partial, as for
            `adapt`; None: no limit.
        exact: whether the statistics, as bytes, are the same for any division and order of the
            data: sums are not rounded, and quantiles have a relative error instead of a rank error
            (see `ValueHistogram`). It takes about 0.1 s more for a million numbers. Layers whose
            statistics are rounded in any case, such as `ZCAWhitening` and `Power`, are rejected.

    Raises:
        ValueError: if the layers cannot be fitted, or contain some of Keras's own.

    Examples:
        >>> import pickle
        >>> from prelayer import AdaptPlan, StringLookup
        >>> layers = {"cut": StringLookup()}
        >>> plan = AdaptPlan(layers)
        >>> def read(plan, batches):
        ...     partial = plan.empty()
        ...     for batch in batches:
        ...         plan.add(partial, batch)
        ...     return partial
        >>> worker = pickle.loads(pickle.dumps(plan))
        >>> partial = read(worker, [{"cut": ["fair", "good"]}])
        >>> partial.merge(read(worker, [{"cut": ["good"]}, {"cut": []}]))
        >>> plan.finish(partial).rows, layers["cut"].get_vocabulary()
        (3, ['[UNK]', 'good', 'fair'])
    """

    def __init__(
        self, layers: LayerLike, *, max_memory: int | None = None, exact: bool = False
    ) -> None:
        if max_memory is not None:
            max_memory = check.whole("max_memory", max_memory, minimum=2**20)
        self._layers, self._max_memory = layers, max_memory
        self._exact = check.flag("exact", exact)
        if self._exact and max_memory is not None:
            raise errors.invalid("max_memory", "{None} for exact statistics", max_memory)
        self._stage = 0
        self._reports: list[AdaptReport] = []
        self._partials: list[AdaptPartial] = []
        self._bindings: list[LayerBinding] | None = None
        self._signature: str | None = None
        self._stages = sum(1 for _ in self._passes())
        self.empty()  # raises what is wrong with the layers

    @property
    def layers(self) -> LayerLike:
        """The layers; in another process copies of them, with what they learned in the stages."""
        return self._layers

    @property
    def stage(self) -> int:
        """The number of the stage that partials are made for, from 0."""
        return self._stage

    @property
    def stages(self) -> int:
        """The number of stages, each of which reads all the data."""
        return self._stages

    @property
    def is_finished(self) -> bool:
        """Whether all stages are finished, and all layers fitted."""
        return self._stage == self._stages

    @property
    def names(self) -> list[str]:
        """The names of the layers of this stage: their feature, or the layer's own name."""
        return part_names(self._find_bindings())

    @property
    def columns(self) -> list[str]:
        """The names of the columns that this stage needs; empty if the layers do not tell."""
        return columns_read(self._layers, self._find_bindings())

    @property
    def signature(self) -> str:
        """The layers and options, as JSON; the same for all partials that can be merged."""
        if self._signature is None:
            self._signature = self._signed(self._find_bindings(), self._stage)
        return self._signature

    def _signed(self, bindings: Sequence[LayerBinding], stage: int) -> str:
        return signature(bindings, stage=stage, max_memory=self._max_memory, exact=self._exact)

    def empty(self) -> AdaptPartial:
        """Return a partial of no data for this stage."""
        bindings, memory = self._find_bindings(), self._max_memory
        return empty_partial(bindings, self.signature, memory, self._exact)

    def add(self, partial: AdaptPartial, batch: Data) -> None:
        """Add a batch to a partial.

        Args:
            partial: a partial of this plan and stage, which is changed.
            batch: data in memory as for `adapt`: columns by name as a dict, a data frame or an
                Arrow table; of (x, y) and (x, y, weight), x. A layer whose column a batch lacks
                learns nothing from the batch.

        Raises:
            ValueError: if the batch does not match the layers; the partial is then invalid.
        """
        if partial.plan != self.signature:
            partial.check_same_plan(self.empty())
        add_batch(partial, self._find_bindings(), self._layers, batch, self._exact)

    def merge(self, partials: Iterable[AdaptPartial]) -> AdaptPartial:
        """Return a partial with the data of all of some partials of this stage."""
        merged = self.empty()
        for partial in partials:
            merged.merge(partial)
        return merged

    def pruned(self, partial: AdaptPartial, key: int) -> AdaptPartial:
        """Return all that the layers can learn from a key, after all partials of it are merged.

        Args:
            partial: the merged partials of one key of `split()`.
            key: that key.

        Returns:
            A partial with at most `max_tokens` tokens of each layer, to merge with those of the
            other keys.
        """
        key = check.whole("key", key, minimum=0)
        return pruned_partial(self._find_bindings(), partial, key)

    def finish(self, partial: AdaptPartial, *, reset: bool = True) -> AdaptReport:
        """Fit the layers of this stage to the data of a partial, and go on to the next stage.

        Args:
            partial: the merged partials of all processes.
            reset: whether to discard the learned state of the layers; False continues from it.

        Returns:
            The report of all stages so far; seconds are not measured.

        Raises:
            ValueError: if a layer has no value to learn from, or the partial is of another plan.
        """
        bindings = self._find_bindings()
        kept = self.merge([partial])
        # Earlier data is added to what the layers are fitted to, not to the state.
        merged = kept if reset else self.merge([partial])
        before = [
            None if reset else earlier_accumulator(binding.learner, self._max_memory)
            for binding in bindings
        ]
        for name, binding in zip(self.names, bindings):
            binding.learner.set_facts(merged.facts.get(name, {}))
        set_states(bindings, merged, derive_states(bindings, merged, before))
        self._partials.append(kept)
        self._reports.append(stage_report(bindings, kept))
        self._stage += 1
        self._bindings = self._signature = None
        return AdaptReport.joined(self._reports)

    def check(self, partials: Sequence[AdaptPartial]) -> None:
        """Raise if the partials of all stages are of another plan, before a layer changes."""
        if len(partials) != self._stages:
            raise errors.problem(
                "the state is of {there}, but the layers need {here}. Give layers that are made "
                "like those that were fitted.",
                there=_stages(len(partials)),
                here=_stages(self._stages),
            )
        for plan, partial in zip(map(self._signed, self._passes(), count()), partials):
            AdaptPartial(plan, {}).check_same_plan(partial, of_state=True)

    def state(self) -> bytes:
        """Return the statistics of all finished stages, for `merge` in another process."""
        return pack_state(self._partials)

    @property
    def continues(self) -> bool:
        """Whether a layer of this stage was fitted by `adapt()` before."""
        return any(binding.layer.is_fitted for binding in self._find_bindings())

    def _passes(self) -> Iterator[list[LayerBinding]]:
        return passes_of(self._layers, None)

    def _find_bindings(self) -> list[LayerBinding]:
        if self._bindings is None:
            if self.is_finished:
                raise errors.problem("all stages of this plan are finished. Make a new one.")
            self._bindings = next(islice(self._passes(), self._stage, None))
            for binding in self._bindings:
                refuse_to_merge(binding.layer)
        return self._bindings

    def __getstate__(self) -> Mapping[str, Any]:
        return {
            "layers": pack_layers(self._layers),
            "options": (self._max_memory, self._exact, self._stage, self._stages),
        }

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self._layers = unpack_layers(state["layers"])
        self._max_memory, self._exact, self._stage, self._stages = state["options"]
        # What workers need: their layers have what was learned in finished stages.
        self._reports, self._partials = [], []
        self._bindings = self._signature = None


def _stages(count: int) -> str:
    return "1 stage" if count == 1 else f"{count} stages"
