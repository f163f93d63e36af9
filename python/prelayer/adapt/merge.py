"""Fits layers to the state that a cluster, or another process, learned."""

from __future__ import annotations

import os
from pathlib import Path

from prelayer._core import errors
from prelayer._core.owner import public
from prelayer._core.types import LayerLike
from prelayer.adapt.plan import AdaptPlan
from prelayer.adapt.report import AdaptReport
from prelayer.stats.adapted_state import unpack_state


@public
def merge(layers: LayerLike, state: bytes | str | os.PathLike[str]) -> AdaptReport:
    """Fit layers to a state that a cluster learned, or add its data to fitted layers.

    See also: `AdaptPlan`, `adapt`, docs/guides/clusters.Rmd.

    Args:
        layers: layers with the same structure and options as those that were fitted, as for
            `adapt`. Layers that `adapt()` fitted here learn from the data of both, unless they
            learn from the output of other layers that learn.
        state: the result of `AdaptPlan.state()`, of `prelayer.beam.Adapt` or of
            `python -m prelayer adapt`, or the path of a file with it.

    Returns:
        The report of `adapt()` on the data of the state; seconds are not known.

    Raises:
        ValueError: if the state is damaged, or of layers with another structure or options, or if
            fitted layers learn from the output of others.

    Examples:
        >>> from prelayer import AdaptPlan, StringLookup, merge
        >>> plan = AdaptPlan(StringLookup())
        >>> partial = plan.empty()
        >>> plan.add(partial, ["good", "fair", "good"])
        >>> report = plan.finish(partial)
        >>> lookup = StringLookup()
        >>> merge(lookup, plan.state()).rows, lookup.get_vocabulary()
        (3, ['[UNK]', 'good', 'fair'])
    """
    partials = unpack_state(_bytes(state))
    first = partials[0]
    plan = AdaptPlan(layers, max_memory=first.max_memory, exact=first.is_exact)
    plan.check(partials)
    if plan.continues and plan.stages > 1:
        raise errors.problem(
            "`layers` has fitted layers that learn from the output of others, whose data would be "
            "of two kinds. Adapt them to all data at once.",
            argument="layers",
        )
    reports = [plan.finish(partial, reset=not plan.continues) for partial in partials]
    return reports[-1]


def _bytes(state: bytes | str | os.PathLike[str]) -> bytes:
    if isinstance(state, (bytes, bytearray)):
        return bytes(state)
    try:
        return Path(state).expanduser().read_bytes()
    except (OSError, TypeError) as error:
        rule = "bytes, or the path of a file that can be read"
        raise errors.invalid("state", rule, state) from error
