"""Interface of what stores the learned state of a layer."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

from prelayer.layers.base.learned_part import LearnedPart


class StateStore(Protocol):
    """Stores the learned state of a layer, and converts it to arrays and back."""

    @property
    def is_set(self) -> bool:
        """Whether there is a state."""

    def assign(self, state: Any) -> None:
        """Replace the state."""

    def checked(self, state: Any) -> Any:
        """Return a state that was derived from data; raise if it does not fit the layer."""

    def to_arrays(self) -> dict[str, np.ndarray]:
        """Return the state as named arrays of numbers, which any file format can store."""

    def from_arrays(self, arrays: dict[str, np.ndarray]) -> Any:
        """Return the state from such arrays; raise if they are damaged or do not fit."""

    def first_parts(self) -> list[LearnedPart]:
        """Return the parts of the state with their first values, which alone are read."""
