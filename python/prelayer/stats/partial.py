"""The statistics of a part of the data, by layer, which merge in any order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from prelayer._core import check, errors
from prelayer._core.owner import called, owned_methods
from prelayer.stats.composite import Composite
from prelayer.stats.covariance import Covariance
from prelayer.stats.earliest import Earliest
from prelayer.stats.exact_moments import ExactMoments
from prelayer.stats.extremes import Extremes
from prelayer.stats.frequent_tokens import FrequentTokens
from prelayer.stats.integer_counts import IntegerCounts
from prelayer.stats.moments import Moments
from prelayer.stats.power_likelihood import PowerLikelihood
from prelayer.stats.quantiles import Quantiles
from prelayer.stats.serialization import are_counts, pack_arrays, reading, unpack
from prelayer.stats.token_counts import TokenCounts
from prelayer.stats.value_counts import ValueCounts
from prelayer.stats.value_histogram import ValueHistogram

_KINDS: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        *(Composite, Covariance, Earliest, ExactMoments, Extremes, FrequentTokens, IntegerCounts),
        *(Moments, PowerLikelihood, Quantiles, TokenCounts, ValueCounts, ValueHistogram),
    )
}
_TITLE = "AdaptPartial"
_FORMAT = 1

_OTHER_STATE = (
    "the layers and those of the state differ in {differs}. Give layers that are made like those "
    "that were fitted."
)
_OTHER_PLAN = (
    "the partials are of different plans, which differ in {differs}. Make one `AdaptPlan` and send "
    "it to all processes."
)


@owned_methods("AdaptPartial")
class AdaptPartial:
    """The statistics that `adapt()` has of a part of the data, for use in other processes.

    Partials of one `AdaptPlan` are merged, and its `finish()` fits the layers to the data of all of
    them. A partial can be pickled, and merging needs no TensorFlow: with the environment variable
    `PRELAYER_WITHOUT_TENSORFLOW` set to 1, `import prelayer` imports only this class, in a tenth of
    a second.

    See also: `AdaptPlan`, `merge`, docs/guides/clusters.Rmd.

    Args:
        plan: the `signature` of the plan.
        parts: the accumulators by the name of the layer or feature.

    Examples:
        >>> from prelayer import AdaptPlan, Normalization
        >>> plan = AdaptPlan({"price": Normalization(axis=None)})
        >>> first, second = plan.empty(), plan.empty()
        >>> plan.add(first, {"price": [1.0, 2.0]})
        >>> plan.add(second, {"price": [6.0]})
        >>> first.merge(second)
        >>> first.rows, float(first.parts["price"].mean)
        (3, 3.0)
    """

    def __init__(self, plan: str, parts: Mapping[str, object]) -> None:
        self.plan = plan
        self.parts: dict[str, Any] = dict(parts)
        self.rows = 0
        # Properties of the data other than the accumulators, as whole numbers by part.
        self.facts: dict[str, dict[str, int]] = {}
        # Of how many keys, and of which, the counts of tokens are, after `split()` and `pruned()`.
        self.keys = 1
        self.pruned: tuple[int, ...] = ()

    def merge(self, other: AdaptPartial) -> None:
        """Add the data of another partial.

        Args:
            other: a partial of the same plan, which is not changed.

        Raises:
            ValueError: if it is of another plan, or if the counts of only one of them, or of one
                key of both, were pruned, so that their sums would be too low.
        """
        self.check_same_plan(other)
        if self.is_empty:
            self.keys, self.pruned = other.keys, other.pruned
        elif not other.is_empty:
            self._check_pruned(other)
            self.pruned = tuple(sorted({*self.pruned, *other.pruned}))
        for name, part in other.parts.items():
            if name in self.parts:
                self.parts[name].merge(part)
            else:
                self.parts[name] = _copy(part)
        self.rows += other.rows
        for name, facts in other.facts.items():
            self.see(name, facts)

    @property
    def max_memory(self) -> int | None:
        """The option `max_memory` of the plan."""
        return json.loads(self.plan)["max_memory"]

    @property
    def is_exact(self) -> bool:
        """The option `exact` of the plan."""
        return bool(json.loads(self.plan)["exact"])

    @property
    def is_empty(self) -> bool:
        """Whether no value has been added."""
        return all(part.empty for part in self.parts.values())

    def see(self, name: str, facts: Mapping[str, int]) -> None:
        """Note properties of the data of a part; of two values, the smaller is kept."""
        own = self.facts.setdefault(name, {})
        own.update({key: min(value, own.get(key, value)) for key, value in facts.items()})

    def split(self, keys: int) -> dict[int, AdaptPartial]:
        """Divide the counts of tokens by the hash of the token.

        Merging all partials of each key, on as many machines as there are keys, and then the
        results, is exact: no process holds more than the tokens of a key.

        Args:
            keys: number of keys.

        Returns:
            By key, from 0, partials with the tokens of the key. Only that of the key 0 has the
            other statistics.
        """
        keys = check.whole("keys", keys, minimum=1)
        found: dict[int, dict[str, Any]] = {key: {} for key in range(keys)}
        for name, part in self.parts.items():
            divided = part.split(keys) if hasattr(part, "split") else {0: part}
            for key, tokens in divided.items():
                found[key][name] = tokens
        partials = {key: AdaptPartial(self.plan, parts) for key, parts in found.items() if parts}
        for partial in partials.values():
            partial.keys = keys
        if 0 in partials:
            partials[0].rows, partials[0].facts = self.rows, self.facts
        return partials

    def to_bytes(self) -> bytes:
        """Return the partial as bytes that `from_bytes` reads.

        They do not depend on the order of the data, unless it affects the accumulators.
        """
        names = sorted(self.parts)
        return pack_arrays(
            kind=np.array(_TITLE),
            format=_FORMAT,
            plan=self.plan,
            kinds=json.dumps({name: type(self.parts[name]).__name__ for name in names}),
            facts=json.dumps(self.facts, sort_keys=True),
            counts=np.array([self.rows, self.keys], np.int64),
            pruned=np.array(self.pruned, np.int64),
            **{
                f"part_{place}": np.frombuffer(self.parts[name].to_bytes(), np.uint8)
                for place, name in enumerate(names)
            },
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> AdaptPartial:
        """Read a partial that `to_bytes` wrote.

        Raises:
            ValueError: if the bytes are cut off, or were written by a later version.
        """
        with called(_TITLE):
            return cls._read(unpack(_TITLE, data, "the partial", "to_bytes()"))

    @classmethod
    def _read(cls, stored: dict[str, np.ndarray]) -> AdaptPartial:
        if int(stored.get("format", 0)) > _FORMAT:
            raise errors.problem(
                "the partial was written by a later version of prelayer. Install the same version "
                "everywhere."
            )
        with reading("the partial", "to_bytes()"):
            kinds = dict(json.loads(str(stored["kinds"])))
            parts = {
                name: _KINDS[kind].from_bytes(stored[f"part_{place}"].tobytes())
                for place, (name, kind) in enumerate(kinds.items())
            }
            partial = cls(str(stored["plan"]), parts)
            if not are_counts(stored["counts"], shape=(2,)) or not are_counts(stored["pruned"]):
                raise ValueError("not the counts of a partial")
            partial.rows, partial.keys = stored["counts"].tolist()
            partial.pruned = tuple(stored["pruned"].tolist())
            for name, facts in json.loads(str(stored["facts"])).items():
                partial.see(name, {key: int(value) for key, value in facts.items()})
        return partial

    def __repr__(self) -> str:
        return f"<AdaptPartial of {self.rows:,} rows: {', '.join(self.parts)}>"

    def __reduce__(self) -> Any:
        return AdaptPartial.from_bytes, (self.to_bytes(),)

    def check_same_plan(self, other: AdaptPartial, of_state: bool = False) -> None:
        """Raise if another partial, or that of a state, is of another plan."""
        if not isinstance(other, AdaptPartial):
            raise errors.invalid("other", "an `AdaptPartial`", other)
        if self.plan != other.plan:
            raise errors.problem(
                _OTHER_STATE if of_state else _OTHER_PLAN,
                differs=_difference(json.loads(self.plan), json.loads(other.plan)),
            )

    def _check_pruned(self, other: AdaptPartial) -> None:
        both = self.pruned and other.pruned and self.keys == other.keys
        if (self.pruned or other.pruned) and not (both and not {*self.pruned} & {*other.pruned}):
            raise errors.problem(
                "the counts of a pruned partial are of the most frequent tokens only, and cannot "
                "be added to others of the same key. Merge all partials of a key before pruning."
            )


def _copy(part: Any) -> Any:
    return type(part).from_bytes(part.to_bytes())


def _difference(here: dict[str, Any], there: dict[str, Any]) -> str:
    """Return what two plans differ in: options, or a layer."""
    for name in ("stage", "max_memory", "exact"):
        if here.get(name) != there.get(name):
            return f"`{name}`"
    of_one = sorted(here["layers"].keys() ^ there["layers"].keys())
    if of_one:
        return f"the layer {of_one[0]!r}, which only one of them has"
    differing = [name for name, part in here["layers"].items() if there["layers"][name] != part]
    return f"the layer {differing[0]!r}" if differing else "their version"
