"""Tables of what happens to each code point, packed into one number for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import tensorflow as tf

from prelayer.export.portable.tokens import SEPARATOR
from prelayer.ops.text.code_points import CodePointMap, paged

LAST_POINT = 0x10FFFF
SINGLE, DROPPED, SEPARATED, FIRST_RUN = range(4)
# A packed number: two bits for the class, seven for the kind, the rest for the difference.
_CLASSES, _KINDS = 4, 128
_ZERO = LAST_POINT + 1
_UNCHANGED = _ZERO * _CLASSES * _KINDS
# The number of different expansions that a table can have.
MOST_EXPANSIONS = _KINDS - FIRST_RUN


@dataclass(frozen=True)
class CodePointTable:
    """What becomes of each code point: a difference to add, a kind and a class.

    Args:
        numbers: the packed number of each code point.
        more: the further code points of each kind, (kinds, longest); 0 past the end.
        lengths: the number of code points that each kind returns.
    """

    numbers: CodePointMap
    more: np.ndarray
    lengths: np.ndarray

    def find(self, run: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor, tf.Tensor]:
        """Return the difference, kind and class of each symbol; 0 if it is no code point."""
        # A point beyond the last one is unchanged, as are symbols that are no code points.
        points = tf.minimum(tf.where(run < 0, LAST_POINT + 1, run), LAST_POINT + 1)
        pages = np.append(self.numbers.pages.reshape(-1), _UNCHANGED).astype(np.int32)
        # The distance of each page from its place among all code points.
        moves = self.numbers.page_of * 128 - np.arange(len(self.numbers.page_of)) * 128
        moves = np.append(moves, len(pages) - 1 - (LAST_POINT + 1)).astype(np.int32)
        packed = tf.gather(pages, points + tf.gather(moves, points // 128))
        rest = packed // _CLASSES
        difference = rest // _KINDS
        return difference - _ZERO, rest - difference * _KINDS, packed - rest * _CLASSES


def code_point_table(
    replacements: Mapping[int, tuple[int, ...]], classes: Mapping[int, int] | None = None
) -> CodePointTable:
    """Return the table of replacements, each of which may be empty.

    Args:
        replacements: the new code points, or `SEPARATOR`, of each code point that changes, with at
            most `MOST_EXPANSIONS` expansions.
        classes: the class of code points, 1 to 3, if it is not 0.
    """
    kinds = {rest: FIRST_RUN + place for place, rest in enumerate(expansions(replacements))}
    assert len(kinds) <= MOST_EXPANSIONS
    dense = np.full(LAST_POINT + 1, _ZERO * _KINDS, np.int64)
    for point, new in replacements.items():
        if not new:
            dense[point] += DROPPED
        elif new == (SEPARATOR,):
            dense[point] += SEPARATED
        else:
            dense[point] += (new[0] - point) * _KINDS + kinds.get(new[1:], SINGLE)
    dense *= _CLASSES
    for point, number in (classes or {}).items():
        dense[point] += number
    longest = max(map(len, kinds), default=0)
    more = np.zeros((FIRST_RUN + len(kinds), longest), np.int32)
    for rest, kind in kinds.items():
        more[kind, : len(rest)] = rest
    lengths = np.array([1, 0, 1, *(1 + len(rest) for rest in kinds)], np.int32)
    return CodePointTable(paged(dense.astype(np.int32)), more, lengths)


def expansions(replacements: Mapping[int, tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return the different code points that replacements have after the first one."""
    return [*dict.fromkeys(new[1:] for new in replacements.values() if len(new) > 1)]


def compose(
    functions: Iterable[Callable[[str], str]], characters: Iterable[str]
) -> dict[int, tuple[int, ...]]:
    """Return the characters that functions change, applied one after the other, with the results.

    Args:
        functions: functions of a text that treat each character alone.
        characters: all characters that one of them may change.
    """
    found = {}
    for character in characters:
        text = character
        for function in functions:
            text = function(text)
        if text != character:
            found[ord(character)] = tuple(map(ord, text))
    return found
