"""The state that a cluster learned: the partial of each stage, as bytes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from prelayer._core import errors
from prelayer.stats.partial import AdaptPartial
from prelayer.stats.serialization import pack_arrays, unpack

_TITLE = "adapted state"


def pack_state(partials: Sequence[AdaptPartial]) -> bytes:
    """Return the partials of all stages as bytes."""
    stages = {
        f"stage_{number}": np.frombuffer(partial.to_bytes(), np.uint8)
        for number, partial in enumerate(partials)
    }
    return pack_arrays(kind=np.array(_TITLE), **stages)


def unpack_state(state: bytes) -> list[AdaptPartial]:
    """Return the partials that `pack_state` packed.

    Raises:
        ValueError: if the bytes are cut off, or of another kind.
    """
    stages = unpack(_TITLE, state, "the state", "AdaptPlan.state()")
    if not stages:
        raise errors.problem("the state has no finished stage. Call `AdaptPlan.finish()` first.")
    return [AdaptPartial.from_bytes(stages[name].tobytes()) for name in sorted(stages, key=_number)]


def _number(name: str) -> int:
    return int(name.rpartition("_")[2])
