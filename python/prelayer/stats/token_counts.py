"""How often each token was seen, and in how many documents: exact and mergeable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable

import numpy as np


class TokenCounts:
    """Counts of tokens, and of the documents that hold them.

    Example:
        >>> counts = TokenCounts()
        >>> counts.add([b"a", b"b"], [3, 1])
        >>> counts.add([b"b", b"c"], [2, 3])
        >>> counts.ranked()
        [b'c', b'b', b'a']
    """

    def __init__(self) -> None:
        self.tokens: Counter[Hashable] = Counter()
        self.documents: Counter[Hashable] = Counter()
        self.number_of_documents = 0

    def add(
        self,
        tokens: Iterable[Hashable],
        counts: Iterable[int],
        document_counts: Iterable[int] = (),
        documents: int = 0,
    ) -> None:
        """Take in one batch.

        Args:
            tokens: the distinct tokens of the batch.
            counts: how often each of them occurs.
            document_counts: how many documents hold each of them; none where nobody asks.
            documents: how many documents the batch holds.
        """
        tokens = list(tokens)
        _add(self.tokens, tokens, counts)
        _add(self.documents, tokens, document_counts)
        self.number_of_documents += int(documents)

    def merge(self, other: TokenCounts) -> None:
        """Take in what another one has seen."""
        self.tokens.update(other.tokens)
        self.documents.update(other.documents)
        self.number_of_documents += other.number_of_documents

    @property
    def empty(self) -> bool:
        """Whether no token has been seen."""
        return not self.tokens

    def ranked(self, leave_out: Iterable[Hashable] = ()) -> list[Hashable]:
        """Return the tokens from the most frequent on; ties in reverse order of their code points.

        Args:
            leave_out: tokens that are not to be listed, such as a mask.
        """
        unwanted = set(leave_out)
        kept = [(count, token) for token, count in self.tokens.items() if token not in unwanted]
        return [token for _, token in sorted(kept, reverse=True)]

    def inverse_document_frequency(self, tokens: Iterable[Hashable]) -> np.ndarray:
        """Return log(1 + documents / (1 + documents with the token)) for each token, float64."""
        held = np.array([self.documents[token] for token in tokens], dtype=np.float64)
        return np.log1p(self.number_of_documents / (1.0 + held))


def _add(total: Counter[Hashable], tokens: list[Hashable], counts: Iterable[int]) -> None:
    for token, count in zip(tokens, counts):
        total[token] += int(count)
