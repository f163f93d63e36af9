"""Crosses of 64-bit fingerprints, as `tf.sparse.cross_hashed` computes them."""

from __future__ import annotations

from collections.abc import Sequence

import tensorflow as tf

from prelayer.export.portable.farm_hash_blocks import folded
from prelayer.export.portable.uint64 import UInt64, constant

_KEY = 0xDECAFCAFFE  # The initial key of `tf.sparse.cross_hashed`.
_FACTOR = 0xC6A4A7935BD1E995  # The factor of MurmurHash64A in FingerprintCat64.


def cross(features: Sequence[UInt64], num_bins: int) -> tf.Tensor:
    """Return the bin of each combination of fingerprints, int64, (n,).

    Args:
        features: the fingerprints of each feature, (n,).
        num_bins: the number of bins.
    """
    crossed, factor = constant(_KEY), constant(_FACTOR)
    for number in features:
        mixed = crossed ^ factor ^ (folded(number * factor) * factor)
        crossed = folded(folded(mixed * factor) * factor)
    return crossed.remainder(num_bins)
