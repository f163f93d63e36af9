"""Stores the learned state of a lookup: a vocabulary, and the table made from it."""

from __future__ import annotations

from typing import Any

import numpy as np

from prelayer._core import errors
from prelayer.layers.base.learned_part import MOST_READ, LearnedPart
from prelayer.layers.base.stateful_layer import StatefulLayer
from prelayer.layers.categorical.index_layout import IndexLayout
from prelayer.layers.categorical.lookup_table import LookupTable
from prelayer.layers.categorical.vocabulary import Vocabulary


class VocabularyStore:
    """The vocabulary of a layer.

    Args:
        layer: the layer, which tracks the table.
        layout: the indices before those of the tokens.
        max_tokens: maximum number of indices; None: no limit.
        pad: whether vectors have `max_tokens` entries for any size of the vocabulary.
        known_size: the number of indices, if it is known before the vocabulary.
    """

    def __init__(
        self,
        layer: StatefulLayer,
        layout: IndexLayout,
        max_tokens: int | None,
        pad: bool,
        known_size: int | None,
    ) -> None:
        self._layer, self._layout = layer, layout
        self._max_tokens, self._pad = max_tokens, pad
        self._depth_in_use: int | None = None
        self.known_size = known_size
        self.vocabulary = Vocabulary(layout.special, layout.kind.array([]))
        self.table: Any = None

    @property
    def is_set(self) -> bool:
        """Whether there is a vocabulary."""
        return self.table is not None

    def assign(self, state: Vocabulary) -> None:
        """Replace the vocabulary."""
        depth = self._max_tokens if self._max_tokens and self._pad else len(state)
        table = LookupTable(state, self._layout, depth)
        self.vocabulary, self.known_size = state, len(state)
        self._layer._table = table.table  # so that a SavedModel contains it
        # One assignment, so that a call in another thread uses the old state or the new one.
        self.table = table

    def checked(self, state: Vocabulary) -> Vocabulary:
        """Return a vocabulary, if its size fits the models that contain the layer."""
        size = len(state)
        if self._depth_in_use not in (None, size) and not self._pad:
            raise errors.problem(
                "a model was built on a vocabulary of {depth_in_use} tokens, so that it cannot "
                "become one of {size}. Set `max_tokens` and `{pad_to_max_tokens=True}`.",
                depth_in_use=self._depth_in_use,
                size=size,
            )
        return state

    def first_parts(self) -> list[LearnedPart]:
        """Return the tokens, without special ones, and their weights, with the first of each."""
        known, special = self.vocabulary, len(self.vocabulary.special)
        tokens = [self._layout.kind.token(key) for key in known.keys[:MOST_READ]]
        parts = [LearnedPart("tokens", (len(known.keys),), tokens)]
        if known.idf is not None:
            weights = known.idf[special:]
            parts.append(LearnedPart("idf_weights", weights.shape, weights[:MOST_READ].tolist()))
        return parts

    def to_arrays(self) -> dict[str, np.ndarray]:
        """Return tokens and weights as arrays of numbers."""
        return self.vocabulary.packed(self._layout.kind)

    def from_arrays(self, arrays: dict[str, np.ndarray]) -> Vocabulary:
        """Return the vocabulary of a saved state; raise if it is damaged or does not fit."""
        layout, layer = self._layout, self._layer
        try:
            known = Vocabulary.unpacked(layout.special, layout.kind, arrays, layout.weighs_rows)
        except Exception:  # damaged arrays can raise anything
            layer._refuse_damaged()
        if known is None or len(known) > (self._max_tokens or len(known)):
            layer._refuse_state()
        if any(key in known.keys.tolist() for key in layout.reserved):
            layer._refuse_state()
        return self.checked(known)

    def use_depth(self) -> int:
        """Return the length of vectors for the output of a model, which then cannot change."""
        depth = self._max_tokens if self._pad else self.known_size
        if depth is None:
            self._layer._refuse_unfitted()
        self._depth_in_use = depth
        return depth
