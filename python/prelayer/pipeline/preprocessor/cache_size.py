"""Whether a dataset fits in memory."""

from __future__ import annotations

import os
from typing import Any

import numpy as np
import tensorflow as tf

_SHARE = 0.25


def fits_in_cache(dataset: tf.data.Dataset) -> bool:
    """Return whether the elements of a dataset fit in a quarter of the free memory.

    The size is that of the first element, times their number; a dataset of unknown length is taken
    not to fit.
    """
    count = int(dataset.cardinality())
    free = free_memory()
    if count < 0 or free is None:
        return False
    first = next(iter(dataset.take(1)), None)
    size = sum(_bytes(part) for part in tf.nest.flatten(first, expand_composites=True))
    return size * count <= _SHARE * free


def free_memory() -> int | None:
    """Return the number of bytes of free memory; None if the system does not tell."""
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError, AttributeError):
        return None


def _bytes(part: Any) -> int:
    if part is None:
        return 0
    if part.dtype != tf.string:
        return int(np.prod(part.shape)) * part.dtype.size
    return int(tf.reduce_sum(tf.strings.length(part))) + 24 * int(tf.size(part))
