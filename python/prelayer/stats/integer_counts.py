"""Accumulator of counts of integers, and of documents that contain them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from prelayer.stats.serialization import are_counts, pack, reading, unpack
from prelayer.stats.token_counts import refuse_inexact

_PENDING = 2**21
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / the golden ratio


class IntegerCounts:
    """Counts whole numbers, like `TokenCounts`, in sorted arrays instead of a dictionary.

    Examples:
        >>> from prelayer.stats.integer_counts import IntegerCounts
        >>> counts = IntegerCounts()
        >>> counts.add([7, 12], [3, 1])
        >>> counts.add([12, 36], [2, 3])
        >>> counts.ranked()
        array([36, 12,  7])
    """

    error = 0  # counts are exact
    missing = 0  # Missing values are mask tokens.

    def __init__(self) -> None:
        # Rows: the sorted numbers, their counts, their document counts.
        self._total = np.zeros((3, 0), np.int64)
        self._uncounted: list[np.ndarray] = []
        self._counted: list[np.ndarray] = []
        self._size = 0
        self.number_of_documents = 0
        # Whether numbers were dropped, so that further counts cannot be added.
        self.is_pruned = False

    def add(
        self,
        tokens: Any,
        counts: Any = None,
        document_counts: Any = 0,
        documents: int = 0,
    ) -> None:
        """Add one batch.

        Args:
            tokens: the numbers of the batch, in any order.
            counts: the count of each number; None if each entry counts once.
            document_counts: number of documents that contain each number; 0 if not needed.
            documents: number of documents in the batch.
        """
        tokens = np.asarray(tokens, np.int64)
        if counts is None:
            self._uncounted.append(tokens)
        else:
            columns = (np.broadcast_to(part, tokens.shape) for part in (counts, document_counts))
            self._counted.append(np.stack([tokens, *columns]).astype(np.int64))
        self._size += len(tokens)
        self.number_of_documents += int(documents)
        if self._size > _PENDING:
            self._summed()

    def merge(self, other: IntegerCounts) -> None:
        """Add the data of another accumulator."""
        refuse_inexact(other)
        self.add(**other.summary())
        self.is_pruned |= other.is_pruned

    def split(self, keys: int) -> dict[int, IntegerCounts]:
        """Return the counts by the hash of their number; see `TokenCounts.split`."""
        tokens, own, held = self._summed()
        # Multiplication spreads numbers such as even ones over all keys.
        of_token = (tokens.view(np.uint64) * _SPREAD >> np.uint64(32)) % np.uint64(keys)
        found = {}
        for key in range(keys):
            chosen = of_token == key
            if chosen.any() or key == 0:
                found[key] = IntegerCounts()
                documents = 0 if key else self.number_of_documents
                found[key].add(tokens[chosen], own[chosen], held[chosen], documents)
        return found

    def pruned(self, leave_out: Iterable[int], least: int, most: int | None) -> IntegerCounts:
        """Return the counts of the most frequent numbers; see `TokenCounts.pruned`."""
        tokens = self.ranked(leave_out, least)[:most]
        kept = IntegerCounts()
        _, own, held = self._of(tokens)
        kept.add(tokens, own, held, self.number_of_documents)
        kept.is_pruned = self.is_pruned or len(tokens) < self._summed().shape[1]
        return kept

    def summary(self) -> dict[str, Any]:
        """Return all counts, as arguments of `add`."""
        tokens, counts, document_counts = self._summed()
        return {
            "tokens": tokens,
            "counts": counts,
            "document_counts": document_counts,
            "documents": self.number_of_documents,
        }

    def to_bytes(self) -> bytes:
        """Return the accumulator as bytes that `from_bytes` reads."""
        flags = {"pruned": True} if self.is_pruned else {}
        return pack("IntegerCounts", **self.summary(), **flags)

    @classmethod
    def from_bytes(cls, data: bytes) -> IntegerCounts:
        """Read an accumulator that `to_bytes` wrote."""
        parts = unpack("IntegerCounts", data)
        with reading("the state", "to_bytes()"):
            tokens, documents = parts["tokens"], int(parts["documents"])
            own, held = parts["counts"], parts["document_counts"]
            fits = tokens.ndim == 1 and tokens.dtype == np.int64 and np.all(np.diff(tokens) > 0)
            if not fits or documents < 0 or not are_counts(own, held, shape=tokens.shape):
                raise ValueError("not the counts of whole numbers")
            counts = cls()
            counts.add(tokens, own, held, documents)
            counts.is_pruned = "pruned" in parts
        return counts

    @property
    def empty(self) -> bool:
        """Whether no number has been added."""
        return self._size == 0 and self._total.shape[1] == 0

    def counts(self, tokens: Sequence[int] | np.ndarray) -> list[int]:
        """Return the counts of numbers that have been added."""
        return self._of(tokens)[1].tolist()

    def document_counts(self, tokens: Sequence[int] | np.ndarray) -> list[int]:
        """Return the number of documents that contain each of the numbers."""
        return self._of(tokens)[2].tolist()

    def _of(self, tokens: Sequence[int] | np.ndarray) -> np.ndarray:
        total = self._summed()
        return total[:, np.searchsorted(total[0], np.asarray(tokens, np.int64))]

    def ranked(self, leave_out: Iterable[int] = (), least: int = 1) -> np.ndarray:
        """Return the numbers in descending order of count; ties in descending order of number.

        Args:
            leave_out: numbers to exclude, such as a mask token.
            least: minimum count of a number.
        """
        total = self._summed()
        tokens, counts, _ = total[:, total[1] >= least]
        order = np.lexsort((tokens, counts))[::-1]
        ranked = tokens[order]
        return ranked[~np.isin(ranked, list(leave_out))]

    def inverse_document_frequency(self, tokens: Sequence[int] | np.ndarray) -> np.ndarray:
        """Return log(1 + documents / (1 + documents with the number)) for each number."""
        held = self._of(tokens)[2]
        return np.log1p(self.number_of_documents / (1.0 + held))

    def _summed(self) -> np.ndarray:
        """Return sorted tokens, their counts and document counts, as rows."""
        parts = [self._total, *self._counted]
        if self._uncounted:
            tokens, counts = np.unique(np.concatenate(self._uncounted), return_counts=True)
            parts.append(np.stack([tokens, counts, np.zeros_like(counts)]))
        parts = [part for part in parts if part.shape[1]]
        if len(parts) > 1 or self._counted:
            self._total = _sum_by_token(np.concatenate([self._total[:, :0], *parts], axis=1))
        elif parts:
            self._total = parts[0]
        self._uncounted, self._counted, self._size = [], [], 0
        return self._total


def _sum_by_token(rows: np.ndarray) -> np.ndarray:
    rows = rows[:, np.argsort(rows[0], kind="stable")]
    tokens = rows[0]
    first = np.flatnonzero(np.concatenate([[True], tokens[1:] != tokens[:-1]]))
    if not len(tokens):
        return rows
    return np.stack([tokens[first], *np.add.reduceat(rows[1:], first, axis=1)])
