"""Plans and layers in the processes of a cluster: made once in each."""

from __future__ import annotations

import pickle
from functools import lru_cache
from typing import Any

from prelayer.adapt.packed_layers import unpack_layers


@lru_cache(maxsize=4)
def unpickled(data: bytes) -> Any:
    """Return the object that bytes contain; the same one for the same bytes."""
    return pickle.loads(data)


@lru_cache(maxsize=4)
def unpacked(data: bytes) -> Any:
    """Return the layers that `pack_layers` packed; the same ones for the same bytes."""
    return unpack_layers(data)
