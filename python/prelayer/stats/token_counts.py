"""Accumulator of counts of tokens, and of documents that contain them."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import count as counter
from typing import Any

import numpy as np

from prelayer._core import errors
from prelayer.stats.serialization import (
    are_counts,
    pack,
    pack_tokens,
    reading,
    unpack,
    unpack_tokens,
)
from prelayer.stats.token_order import ranks


class TokenCounts:
    """Counts tokens, and the documents that contain them.

    Examples:
        >>> from prelayer.stats.token_counts import TokenCounts
        >>> counts = TokenCounts()
        >>> counts.add([b"a", b"b"], [3, 1])
        >>> counts.add([b"b", b"c"], [2, 3])
        >>> counts.ranked()
        [b'c', b'b', b'a']
    """

    error = 0  # counts are exact
    missing = 0  # Missing values are mask tokens.

    def __init__(self) -> None:
        # Each token has an index into two arrays of counts, which are added vectorized.
        self._row: defaultdict[Hashable, int] = defaultdict(counter().__next__)
        self._counts = np.zeros(0, np.int64)
        self._documents = np.zeros(0, np.int64)
        self.number_of_documents = 0
        # Whether tokens were dropped, so that further counts cannot be added.
        self.is_pruned = False

    def add(
        self,
        tokens: Sequence[Hashable] | np.ndarray,
        counts: Any,
        document_counts: Any = 0,
        documents: int = 0,
    ) -> None:
        """Add one batch.

        Args:
            tokens: the distinct tokens of the batch.
            counts: the count of each token.
            document_counts: number of documents that contain each token; 0 if not needed.
            documents: number of documents in the batch.
        """
        tokens = tokens.tolist() if isinstance(tokens, np.ndarray) else tokens
        rows = self._rows(tokens)
        self._counts = _grown(self._counts, len(self._row))
        self._documents = _grown(self._documents, len(self._row))
        self._counts[rows] += np.asarray(counts, np.int64)
        self._documents[rows] += np.asarray(document_counts, np.int64)
        self.number_of_documents += int(documents)

    def merge(self, other: TokenCounts) -> None:
        """Add the data of another accumulator."""
        refuse_inexact(other)
        self.add(**other.summary())
        self.is_pruned |= other.is_pruned

    def split(self, keys: int) -> dict[int, TokenCounts]:
        """Return the counts by the hash of their token; only the key 0 counts documents.

        Args:
            keys: number of keys.
        """
        summary = self.summary()
        tokens = np.array([*summary["tokens"], None], object)[:-1]
        of_token = np.fromiter(
            (zlib.crc32(token) % keys for token in tokens), np.int64, len(tokens)
        )
        found = {}
        for key in range(keys):
            (rows,) = np.nonzero(of_token == key)
            if len(rows) or key == 0:
                found[key] = TokenCounts()
                own, held = summary["counts"][rows], summary["document_counts"][rows]
                found[key].add(tokens[rows], own, held, 0 if key else summary["documents"])
        return found

    def pruned(self, leave_out: Iterable[Hashable], least: int, most: int | None) -> TokenCounts:
        """Return the counts of the most frequent tokens.

        Args:
            leave_out: tokens that are not counted, as for `ranked`.
            least: minimum count of a token.
            most: number of tokens; None: all.
        """
        tokens = self.ranked(leave_out, least)[:most]
        kept = TokenCounts()
        own, held = self.counts(tokens), self.document_counts(tokens)
        kept.add(tokens, own, held, self.number_of_documents)
        kept.is_pruned = self.is_pruned or len(tokens) < len(self._row)
        return kept

    def summary(self) -> dict[str, Any]:
        """Return all counts, as arguments of `add`."""
        size = len(self._row)
        return {
            "tokens": list(self._row),
            "counts": self._counts[:size],
            "document_counts": self._documents[:size],
            "documents": self.number_of_documents,
        }

    def to_bytes(self) -> bytes:
        """Return the accumulator as bytes that `from_bytes` reads; tokens must be bytes."""
        parts = self.summary()
        tokens = parts.pop("tokens")
        # Sorted, so that the result does not depend on the order of the data.
        order = np.array(sorted(range(len(tokens)), key=tokens.__getitem__), np.int64)
        return pack(
            "TokenCounts",
            **pack_tokens([tokens[place] for place in order]),
            counts=parts["counts"][order],
            document_counts=parts["document_counts"][order],
            documents=parts["documents"],
            **({"pruned": True} if self.is_pruned else {}),
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> TokenCounts:
        """Read an accumulator that `to_bytes` wrote."""
        parts = unpack("TokenCounts", data)
        with reading("the state", "to_bytes()"):
            tokens = unpack_tokens(parts["tokens"], parts["lengths"])
            own, documents = (parts[name] for name in ("counts", "document_counts"))
            if not are_counts(own, documents, shape=(len(tokens),)) or parts["documents"] < 0:
                raise ValueError("not the counts of so many tokens")
            counts = cls()
            counts.add(tokens, own, documents, int(parts["documents"]))
            counts.is_pruned = "pruned" in parts
        return counts

    @property
    def empty(self) -> bool:
        """Whether no token has been added."""
        return not self._row

    def counts(self, tokens: Sequence[Hashable]) -> list[int]:
        """Return the counts of tokens that have been added."""
        return self._counts[self._rows(tokens)].tolist()

    def document_counts(self, tokens: Sequence[Hashable]) -> list[int]:
        """Return the number of documents that contain each of the tokens."""
        return self._documents[self._rows(tokens)].tolist()

    def _rows(self, tokens: Sequence[Hashable]) -> np.ndarray:
        return np.fromiter(map(self._row.__getitem__, tokens), np.int64, len(tokens))

    def ranked(self, leave_out: Iterable[Hashable] = (), least: int = 1) -> list[Hashable]:
        """Return the tokens in descending order of count; ties in reverse order of code points.

        Args:
            leave_out: tokens to exclude, such as a mask token.
            least: minimum count of a token.
        """
        tokens, counts = np.array(list(self._row), dtype=object), self._counts[: len(self._row)]
        order = ranks(tokens, counts)
        order = order[: np.count_nonzero(counts >= least)]
        unwanted = set(leave_out)
        return [token for token in tokens[order].tolist() if token not in unwanted]

    def inverse_document_frequency(self, tokens: Sequence[Hashable]) -> np.ndarray:
        """Return log(1 + documents / (1 + documents with the token)) for each token."""
        held = self._documents[self._rows(tokens)]
        return np.log1p(self.number_of_documents / (1.0 + held))


def _grown(array: np.ndarray, size: int) -> np.ndarray:
    """Return an array of at least the given size; doubles the size to amortize copies."""
    if len(array) >= size:
        return array
    return np.concatenate([array, np.zeros(max(size, 2 * len(array)) - len(array), array.dtype)])


def refuse_inexact(other: Any) -> None:
    """Raise if counts to merge into exact counts are not exact."""
    if other.error:
        raise errors.problem(
            "exact counts cannot take in counts that may be {error} too low. Count within "
            "`max_memory` here, too.",
            error=other.error,
        )
