"""Serialization of the rank sketches of several features to arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

from prelayer.stats.kll_format import read_kll
from prelayer.stats.rank_sketch import RankSketch


def sketch_arrays(sketches: list[RankSketch]) -> dict[str, np.ndarray]:
    """Return sketches as concatenated arrays, each beginning with the lowest level."""
    levels = [sketch.levels() for sketch in sketches]
    sizes = np.zeros((len(levels), max(map(len, levels))), np.int64)
    turns = np.zeros(sizes.shape, np.uint8)
    for place, (sketch, own) in enumerate(zip(sketches, levels)):
        sizes[place, : len(own)] = list(map(len, own))
        turns[place, : len(own)] = sketch.turns()
    return {
        "numbers": np.concatenate([numbers for own in levels for numbers in own]),
        "sizes": sizes,
        "turns": turns,
        "ends": np.array([(sketch.minimum, sketch.maximum) for sketch in sketches]),
    }


def read_sketches(parts: dict[str, np.ndarray], error: float, count: int) -> list[RankSketch]:
    """Return the sketches that `sketch_arrays` wrote, in this version or an earlier one.

    Args:
        parts: the arrays.
        error: maximum rank error of the sketches.
        count: number of sketches.

    Raises:
        Exception: of many types, if the arrays are damaged.
    """
    if "numbers" in parts:
        found = _unpacked(parts)
    else:
        # Earlier versions saved one sketch of Apache DataSketches per feature.
        kll = [read_kll(parts[f"sketch_{place}"].tobytes()) for place in range(count)]
        found = [(levels, [0] * len(levels), ends) for levels, ends in kll]
    return [RankSketch.of_levels(error, *one) for one in found]


def _unpacked(parts: dict[str, np.ndarray]) -> list[Any]:
    """Return the levels, turns and ends of each sketch."""
    numbers, sizes, turns = parts["numbers"], parts["sizes"], parts["turns"]
    if numbers.dtype != np.float64 or sizes.dtype != np.int64 or np.any(sizes < 0):
        raise ValueError("not the numbers of sketches")
    if turns.shape != sizes.shape or sizes.sum() != len(numbers):
        raise ValueError("not so many numbers")
    levels = np.split(numbers, np.cumsum(sizes)[:-1])
    depth = sizes.shape[1]
    return [
        (levels[place * depth : (place + 1) * depth], own.tolist(), tuple(ends.tolist()))
        for place, (own, ends) in enumerate(zip(turns, parts["ends"], strict=True))
    ]
