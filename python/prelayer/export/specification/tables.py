"""Tables of characters, which a specification contains, so that readers need no Unicode data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer.export.lowering.character_sets import matches, white_space
from prelayer.ops.text import case_mapping, text_steps, tokenize
from prelayer.ops.text.code_points import characters

# Steps between code points in runs: letters, and pairs of capital and small letters.
_STEPS = (1, 2)


class Tables:
    """The tables of a specification by name, each added when it is first asked for."""

    def __init__(self) -> None:
        self.content: dict[str, Any] = {}

    def named(self, name: str) -> str:
        """Add one of the tables of this package, and return its name."""
        self.content.setdefault(name, _table(name))
        return name

    def of_points(self, points: Iterable[int]) -> str:
        """Add a set of code points, and return its name, which equal sets share."""
        ranges = to_ranges(points)
        same = (name for name, table in self.content.items() if table == ranges)
        name = next(same, f"characters_{len(self.content) + 1}")
        self.content[name] = ranges
        return name


def to_ranges(points: Iterable[int]) -> list[list[int]]:
    """Return code points as ranges: the first and the last of each."""
    ranges: list[list[int]] = []
    for point in sorted(points):
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return ranges


def to_map(function: Callable[[str], str]) -> dict[str, Any]:
    """Return the characters that a function changes.

    Returns:
        "ranges", of first and last code point, the step between code points, and the number to add
        to each; and "sequences", of a code point and the code points that replace it.
    """
    changed = {ord(c): new for c in characters() if (new := function(c)) != c}
    offsets = {point: ord(new) - point for point, new in changed.items() if len(new) == 1}
    ranges: list[list[int]] = []
    for point, offset in offsets.items():
        if ranges and _continues(ranges[-1], point, offset):
            ranges[-1][1:3] = [point, point - ranges[-1][1]]
        else:
            ranges.append([point, point, 1, offset])
    sequences = [[point, [ord(c) for c in new]] for point, new in changed.items() if len(new) != 1]
    return {"ranges": ranges, "sequences": sequences}


def _continues(run: list[int], point: int, offset: int) -> bool:
    first, last, step, of_run = run
    steps = _STEPS if first == last else (step,)
    return offset == of_run and point - last in steps


@lru_cache
def _table(name: str) -> Any:
    if name in _MAPS:
        return to_map(_MAPS[name])
    if name in ("cased", "case_ignorable"):
        return to_ranges(case_mapping.sigma_context()[name == "case_ignorable"])
    return to_ranges(_SETS[name]())


def _spaces_at_ends() -> Iterable[int]:
    texts = [chr(point).encode("utf-8", "surrogatepass") for point in range(0x110000)]
    stripped = text_steps.standardizer(["strip"], "utf-8")(tf.constant(texts))
    return np.flatnonzero(stripped.numpy() == b"").tolist()


_MAPS: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "casefold": str.casefold,
    "strip_accents": text_steps.without_accents,
}
_SETS: dict[str, Callable[[], Iterable[int]]] = {
    "punctuation": lambda: matches(tokenize.PUNCTUATION),
    "white_space": white_space,
    "white_space_at_ends": _spaces_at_ends,
}
