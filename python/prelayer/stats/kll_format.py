"""Reads KLL sketches of Apache DataSketches, which earlier versions saved."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

_FAMILY = 15
_EMPTY, _SINGLE = 1, 4
_HEADER, _TABLE = 8, 20
_MOST_LEVELS = 61  # The weights of these levels fit in 64 bits.


def read_kll(data: bytes) -> tuple[list[np.ndarray], tuple[float, float]]:
    """Return the sorted numbers of each level (level i has weight 2^i), and minimum and maximum.

    The format is "KLL sketch, doubles, serial versions 1 and 2", little-endian: 8 bytes of header;
    then a single number, or the count, the start of each level, minimum, maximum and the numbers.

    Args:
        data: the bytes that `kll_doubles_sketch.serialize()` wrote.

    Raises:
        ValueError: if the bytes have another format, or are inconsistent.
    """
    if len(data) < _HEADER or data[2] != _FAMILY or data[1] not in (1, 2):
        raise ValueError("not a KLL sketch")
    flags = data[3]
    if flags & _EMPTY:
        return [np.zeros(0)], (np.inf, -np.inf)
    if flags & _SINGLE:
        (number,) = np.frombuffer(data, "<f8", offset=_HEADER)
        return [np.array([number])], (float(number), float(number))
    count, depth = int.from_bytes(data[8:16], "little"), data[18]
    if not 0 < depth <= _MOST_LEVELS:
        raise ValueError("a KLL sketch of so many levels cannot be")
    starts = np.frombuffer(data, "<u4", depth, _TABLE).astype(np.int64)
    low, high, *numbers = np.frombuffer(data, "<f8", offset=_TABLE + 4 * depth).tolist()
    cuts = np.append(starts - starts[0], len(numbers))
    if np.any(np.diff(cuts) < 0):
        raise ValueError("the levels of a KLL sketch must follow each other")
    levels = [np.sort(numbers[start:end]) for start, end in pairwise(cuts)]
    if sum(len(level) << place for place, level in enumerate(levels)) != count:
        raise ValueError("the numbers of a KLL sketch must add up to its count")
    return levels, (low, high)
