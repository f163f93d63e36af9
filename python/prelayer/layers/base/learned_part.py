"""A part of the learned state of a layer, as it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

# The number of values that are read to be shown.
MOST_READ = 24


class LearnedPart(NamedTuple):
    """A part of the learned state, such as the means or the tokens.

    Args:
        name: its name.
        shape: its shape; () for a single value.
        values: the first values: numbers, or tokens as strings or integers.
    """

    name: str
    shape: tuple[int, ...]
    values: Sequence[Any]

    @property
    def size(self) -> int:
        """The number of all values."""
        size = 1
        for length in self.shape:
            size *= length
        return size
