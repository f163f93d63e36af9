"""What lookups should compute, from the written rule, in plain Python: dicts and lists.

In the mode "int" index 0 is the mask, where there is one, then come the unknown tokens, then the
tokens. In the other modes a masked token leaves no trace, and unknown tokens come first.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Lookup:
    """One lookup: its options, its tokens in their order, and their weights."""

    mask: Any
    unknown: Any
    unknown_indices: int
    bin_of: Callable[[Any, int], int]
    output_mode: str
    tokens: tuple[Any, ...]
    weights: tuple[float, ...]
    length: int | None

    @property
    def special(self) -> list[Any]:
        """Mask and unknown tokens, as they stand before the tokens."""
        return special(self.mask, self.unknown, self.unknown_indices, self.output_mode)

    @property
    def vocabulary(self) -> list[Any]:
        """What each index means."""
        return [*self.special, *self.tokens]

    @property
    def roles(self) -> list[str]:
        """What kind of token each index means."""
        roles = ["mask"] * (len(self.special) - self.unknown_indices)
        return roles + ["oov"] * self.unknown_indices + ["token"] * len(self.tokens)

    @property
    def depth(self) -> int:
        """How long a vector is."""
        return self.length or len(self.vocabulary)

    def index(self, token: Any) -> int | None:
        """Return a token's index; None where it leaves no trace.

        Raises:
            KeyError: for an unknown token, where those have no index.
        """
        if self.mask is not None and token == self.mask:
            return 0 if self.output_mode == "int" else None
        if token in self.tokens:
            return len(self.special) + self.tokens.index(token)
        if self.unknown_indices == 0:
            raise KeyError(token)
        first = len(self.special) - self.unknown_indices
        return first + self.bin_of(token, self.unknown_indices)

    def meaning(self, index: int) -> Any:
        """Return the token of an index, as an inverted lookup does."""
        return self.vocabulary[index]

    def __call__(self, rows: Sequence[Sequence[Any]]) -> np.ndarray:
        """Return rows of tokens as indices, or as a vector a token or a row."""
        if self.output_mode == "int":
            return np.array([[self.index(token) for token in row] for row in rows])
        if self.output_mode == "one_hot":
            return np.array([[self._vector([token]) for token in row] for row in rows])
        return np.array([self._vector(row) for row in rows])

    def _vector(self, row: Sequence[Any]) -> list[float]:
        vector = [0.0] * self.depth
        for token in row:
            index = self.index(token)
            if index is None:
                continue
            if self.output_mode in ("one_hot", "multi_hot"):
                vector[index] = 1.0
            else:
                vector[index] += self._weight(index)
        return vector

    def _weight(self, index: int) -> float:
        if self.output_mode == "count":
            return 1.0
        place = index - len(self.special)
        return self.weights[place] if place >= 0 else sum(self.weights) / len(self.weights)


def special(mask: Any, unknown: Any, unknown_indices: int, output_mode: str) -> list[Any]:
    """Return mask and unknown tokens, as they stand before the tokens in a mode."""
    first = [mask] if mask is not None and output_mode == "int" else []
    return [*first, *[unknown] * unknown_indices]


def ranked(rows: Sequence[Sequence[Any]], without: Sequence[Any], most: int | None) -> list[Any]:
    """Return the tokens that are learned: frequent ones first, then later ones in their order."""
    counts = Counter(token for row in rows for token in row if token not in without)
    backwards = sorted(counts, reverse=True)
    return sorted(backwards, key=lambda token: -counts[token])[:most]


def inverse_document_frequency(rows: Sequence[Sequence[Any]], tokens: Sequence[Any]) -> list[float]:
    """Return log(1 + rows / (1 + rows with the token)) of each token."""
    return [math.log(1 + len(rows) / (1 + sum(token in row for row in rows))) for token in tokens]
