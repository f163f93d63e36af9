"""Learns the vocabulary of a lookup by counting tokens."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

from prelayer._core.tensors import as_tensor
from prelayer.adapt.learner import Learner
from prelayer.layers.categorical.index_layout import IndexLayout
from prelayer.layers.categorical.vocabulary import Vocabulary, with_special_weights
from prelayer.ops.numeric import counting
from prelayer.stats.frequent_tokens import FrequentTokens
from prelayer.stats.serialization import kind_of, reading
from prelayer.stats.token_counts import TokenCounts


class TokenLearner(Learner):
    """Counts tokens, and ranks them by their counts.

    Args:
        layer: the layer.
        layout: the indices before those of the tokens.
        max_tokens: maximum number of indices; None: no limit.
        min_count: how often a token must occur to be learned.
    """

    learns = "vocabulary"
    can_limit_memory = True

    def __init__(
        self, layer: Any, layout: IndexLayout, max_tokens: int | None, min_count: int
    ) -> None:
        super().__init__(layer)
        self.layout, self.max_tokens, self.min_count = layout, max_tokens, min_count

    def convert(self, data: Any) -> Any:
        kind = self.layout.kind
        return as_tensor(data, kind.dtype, kind.encoding, self.missing)

    def new_accumulator(self, max_memory: int | None = None) -> Any:
        return TokenCounts() if max_memory is None else FrequentTokens(max_memory, *self._counted)

    @property
    def _counted(self) -> tuple[bool, bool]:
        """Whether tokens are whole numbers, and whether documents are counted."""
        return self.layout.kind.dtype == "int64", self.layout.weighs_rows

    def merged(self, data: bytes, earlier: Any) -> Any:
        if kind_of(data) != "FrequentTokens":
            if not isinstance(earlier, FrequentTokens):
                return super().merged(data, earlier)
            # Exact counts are merged into bounded ones, in either order.
            data, earlier = earlier.to_bytes(), super().merged(data, None)
        with reading("the state", "state()"):
            merged = FrequentTokens.from_bytes(data)
            if (merged.whole, merged.weighs_rows) != self._counted:
                raise ValueError("other tokens")
        if earlier is not None:
            merged.merge(earlier)
        return merged

    def pruned(self, accumulator: Any) -> Any:
        if isinstance(accumulator, FrequentTokens):
            return accumulator
        return accumulator.pruned(self.layout.not_counted, self.min_count, self._most)

    @property
    def _most(self) -> int | None:
        """The number of tokens to learn at most."""
        special = len(self.layout.special)
        return None if self.max_tokens is None else max(0, self.max_tokens - special)

    def tokens(self, batch: Any) -> Any:
        """Return the tokens of a batch of examples."""
        return batch

    def summarize(self, batch: Any) -> dict[str, tf.Tensor]:
        count = counting.document_counts if self.layout.weighs_rows else counting.token_counts
        return count(self.tokens(batch))

    def derive(self, accumulator: Any) -> Vocabulary:
        special = self.layout.special
        keys = accumulator.ranked(self.layout.not_counted, self.min_count)[: self._most]
        idf = None
        if self.layout.weighs_rows:
            learned = accumulator.inverse_document_frequency(keys)
            idf = with_special_weights(learned, len(special))
        return self.layer._store.checked(Vocabulary(special, self.layout.kind.array(keys), idf))
