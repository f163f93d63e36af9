"""Perfect hash of the keys of a table, made by "hash and displace".

Source: https://doi.org/10.1007/978-3-642-04128-0_61 (Belazzougui, Botelho, Dietzfelbinger, 2009).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from prelayer.export.portable.arithmetic import to_int32

_LOAD = 0.7
_KEYS_PER_BUCKET = 3
# Fibonacci hashing: the odd number nearest to 2^32 divided by the golden ratio.
FACTOR = 0x9E3779B1


@dataclass(frozen=True)
class PerfectHash:
    """A function from int32 hashes to slots, without collisions of keys.

    The slot of a hash h is (h * FACTOR mod `slots` + displacements[h mod buckets]) mod `slots`,
    with products modulo 2^32 and remainders that are not negative.

    Args:
        slots: the number of slots.
        displacements: one for each bucket, int32.
        key_of_slot: the number of the key in each slot, -1 for none, int32.
    """

    slots: int
    displacements: np.ndarray
    key_of_slot: np.ndarray


def perfect_hash(hashes: np.ndarray) -> tuple[PerfectHash, list[int]]:
    """Return a perfect hash, and the few keys that it leaves out because they collide with others.

    Args:
        hashes: one for each key, below 2^32, uint64.
    """
    slots = 1 << int(np.ceil(np.log2(len(hashes) / _LOAD + 1)))
    buckets = len(hashes) // _KEYS_PER_BUCKET | 1
    bucket = np.mod(to_int32(hashes).astype(np.int64), buckets)
    base = np.mod(to_int32(hashes * np.uint64(FACTOR)).astype(np.int64), slots)
    order = np.argsort(bucket, kind="stable")
    sizes = np.bincount(bucket, minlength=buckets)
    ends = np.cumsum(sizes)
    displacements = np.zeros(buckets, np.int32)
    key_of_slot = np.full(slots, -1, np.int32)
    left: list[int] = []
    # The largest buckets first, while most slots are free.
    for number in np.argsort(-sizes, kind="stable"):
        keys = order[ends[number] - sizes[number] : ends[number]]
        _, first = np.unique(base[keys], return_index=True)
        left += np.delete(keys, first).tolist()
        keys = keys[first]
        found = _displacement(base[keys], key_of_slot)
        if found is None:
            left += keys.tolist()
            continue
        displacements[number] = found
        key_of_slot[(base[keys] + found) % slots] = keys
    return PerfectHash(slots, displacements, key_of_slot), left


def _displacement(base: np.ndarray, key_of_slot: np.ndarray) -> int | None:
    """Return the smallest displacement that moves all keys of a bucket to free slots, if any."""
    slots = len(key_of_slot)
    for displacement in range(slots):
        if np.all(key_of_slot[(base + displacement) % slots] < 0):
            return displacement
    return None
