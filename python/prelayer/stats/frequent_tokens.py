"""Accumulator of frequent tokens, in bounded memory."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import numpy as np

from prelayer.stats.serialization import (
    are_counts,
    pack,
    pack_tokens,
    reading,
    unpack,
    unpack_tokens,
)

# Measured: bytes per slot of the sketch, and per token in addition to its length. A sketch fills
# three of four slots.
_SLOT, _TOKEN, _FILLED = 50, 16, 0.75
_SMALLEST, _LARGEST = 3, 40


class FrequentTokens:
    """Counts tokens in limited memory, as a replacement of `TokenCounts` and `IntegerCounts`.

    Counts are exact while all tokens fit. Beyond that, rare tokens are dropped, and a count is too
    low by at most `error`, which is at most the fraction 3.5 / slots of the total count. Therefore
    each token that makes up more than this fraction of the data is kept.

    Source: Anderson et al. (2017), "A high-performance algorithm for identifying frequent items in
    data streams", as implemented in Apache DataSketches.

    Args:
        max_memory: maximum number of bytes for the counts.
        whole: whether tokens are whole numbers, not bytes.
        weighs_rows: whether to also count the documents that contain a token.

    Examples:
        >>> from prelayer.stats.frequent_tokens import FrequentTokens
        >>> counts = FrequentTokens(2**20)
        >>> counts.add([b"a", b"b"], [3, 1])
        >>> counts.ranked(), counts.error
        ([b'a', b'b'], 0)
    """

    missing = 0  # Missing values are mask tokens.
    is_pruned = False

    def __init__(self, max_memory: int, whole: bool = False, weighs_rows: bool = False) -> None:
        self.max_memory, self.whole, self.weighs_rows = max_memory, whole, weighs_rows
        self._letters = self._tokens = self.number_of_documents = 0
        self._slots = self._slots_for(_TOKEN)
        self._counts, self._documents = self._sketch(), self._sketch()

    def add(
        self, tokens: Any, counts: Any = None, document_counts: Any = 0, documents: int = 0
    ) -> None:
        """Add one batch; the arguments are those of `IntegerCounts.add`."""
        tokens = tokens.tolist() if isinstance(tokens, np.ndarray) else tokens
        texts = [self._text(token) for token in tokens]
        held = np.broadcast_to(document_counts, len(texts)).tolist()
        for text, count in zip(texts, np.broadcast_to(_or_one(counts), len(texts)).tolist()):
            self._counts.update(text, count)
        if self.weighs_rows:
            for text, count in zip(texts, held):
                self._documents.update(text, count)
        self.number_of_documents += int(documents)
        self._keep_within(sum(map(len, texts)), len(texts))

    def merge(self, other: Any) -> None:
        """Add the data of another accumulator of this class, or of exact counts."""
        if not isinstance(other, FrequentTokens):
            self.add(**other.summary())
            return
        self._counts.merge(other._counts)
        self._documents.merge(other._documents)
        self.number_of_documents += other.number_of_documents
        self._keep_within(other._letters, other._tokens)

    def summary(self) -> dict[str, Any]:
        """Return the counts that were not dropped, as arguments of `add`."""
        tokens = self.ranked()
        return {
            "tokens": tokens,
            "counts": self.counts(tokens),
            "document_counts": self.document_counts(tokens),
            "documents": self.number_of_documents,
        }

    def to_bytes(self) -> bytes:
        """Return the accumulator as bytes that `from_bytes` reads."""
        if not self.error:
            return self._exact_to_bytes()
        sketches = {"counts": self._counts, "document_counts": self._documents}
        return pack(
            "FrequentTokens",
            options=[self.max_memory, self.whole, self.weighs_rows],
            seen=[self._letters, self._tokens, self.number_of_documents, self._slots],
            **{
                name: np.frombuffer(sketch.serialize(), np.uint8)
                for name, sketch in sketches.items()
            },
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> FrequentTokens:
        """Read an accumulator that `to_bytes` wrote."""
        parts = unpack("FrequentTokens", data)
        with reading("the state", "to_bytes()"):
            max_memory, whole, weighs_rows = parts["options"].tolist()
            counts = cls(max_memory, bool(whole), bool(weighs_rows))
            if "tokens" in parts:
                counts._restore_exact(parts)
            else:
                counts._restore(parts)
        return counts

    def _exact_to_bytes(self) -> bytes:
        """Return exact counts by sorted tokens, independent of the order of the data."""
        ranked: list[Any] = self.ranked()
        tokens = sorted(ranked)
        texts = [self._text(token).encode("latin-1") for token in tokens]
        return pack(
            "FrequentTokens",
            options=[self.max_memory, self.whole, self.weighs_rows],
            **pack_tokens(texts),
            counts=np.array(self.counts(tokens), np.int64),
            document_counts=np.array(self.document_counts(tokens), np.int64),
            documents=self.number_of_documents,
        )

    def _restore_exact(self, parts: dict[str, np.ndarray]) -> None:
        texts = unpack_tokens(parts["tokens"], parts["lengths"])
        numbers, documents = parts["counts"], parts["document_counts"]
        if not are_counts(numbers, documents, shape=(len(texts),)) or parts["documents"] < 0:
            raise ValueError("not the counts of so many tokens")
        tokens = [self._token(text.decode("latin-1")) for text in texts]
        self.add(tokens, numbers, documents, int(parts["documents"]))

    def _restore(self, parts: dict[str, np.ndarray]) -> None:
        seen = parts["seen"]
        if not are_counts(seen, shape=(4,)) or not _SMALLEST <= seen[3] <= _LARGEST:
            raise ValueError("not what was counted")
        self._letters, self._tokens, self.number_of_documents, self._slots = seen.tolist()
        sketches = [parts[name].tobytes() for name in ("counts", "document_counts")]
        self._counts, self._documents = map(_sketch_class().deserialize, sketches)
        # A sketch loads any bytes, and parses its tokens only when they are accessed.
        for sketch in (self._counts, self._documents):
            for text, *_ in _items(sketch):
                self._token(text)

    @property
    def empty(self) -> bool:
        """Whether no token has been added."""
        return self._counts.is_empty()

    @property
    def error(self) -> int:
        """Maximum amount by which a count is too low; 0 if all counts are exact."""
        # The same for all tokens, including those that were not added.
        return self._counts.get_upper_bound("") - self._counts.get_lower_bound("")

    def counts(self, tokens: Sequence[Hashable]) -> list[int]:
        """Return a lower bound of the count of each token."""
        return [self._counts.get_lower_bound(self._text(token)) for token in tokens]

    def document_counts(self, tokens: Sequence[Hashable]) -> list[int]:
        """Return a lower bound of the number of documents that contain each token."""
        return [self._documents.get_lower_bound(self._text(token)) for token in tokens]

    def ranked(self, leave_out: Iterable[Hashable] = (), least: int = 1) -> list[Hashable]:
        """Return the tokens that were not dropped, in the order of `TokenCounts.ranked`."""
        unwanted = set(leave_out)
        found = ((low, self._token(text)) for text, _, low, _ in _items(self._counts))
        kept = sorted((item for item in found if item[0] >= max(least, 1)), reverse=True)
        return [token for _, token in kept if token not in unwanted]

    def inverse_document_frequency(self, tokens: Sequence[Hashable]) -> np.ndarray:
        """Return log(1 + documents / (1 + documents with the token)) for each token."""
        held = np.array(self.document_counts(tokens), np.float64)
        return np.log1p(self.number_of_documents / (1.0 + held))

    def _text(self, token: Any) -> str:
        # The sketch requires text; Latin-1 has one character for each byte.
        return str(token) if self.whole else token.decode("latin-1")

    def _token(self, text: str) -> Any:
        return int(text) if self.whole else text.encode("latin-1")

    def _slots_for(self, length: float) -> int:
        """Return the number of slots, a power of two, that fit for a mean length of tokens."""
        share = self.max_memory / 2 if self.weighs_rows else self.max_memory
        fitting = share / (_SLOT + _FILLED * (_TOKEN + length))
        return max(_SMALLEST, math.floor(math.log2(max(fitting, 1))))

    def _keep_within(self, letters: int, tokens: int) -> None:
        self._letters, self._tokens = self._letters + letters, self._tokens + tokens
        slots = self._slots_for(self._letters / max(self._tokens, 1))
        if slots < self._slots:
            self._slots = slots
            self._counts, self._documents = (
                self._sketch(self._counts),
                self._sketch(self._documents),
            )

    def _sketch(self, seen: Any = None) -> Any:
        sketch = _sketch_class()(self._slots)
        if seen is not None:
            sketch.merge(seen)
        return sketch


def _or_one(counts: Any) -> Any:
    return 1 if counts is None else counts


def _items(sketch: Any) -> list[Any]:
    from datasketches import frequent_items_error_type

    return sketch.get_frequent_items(frequent_items_error_type.NO_FALSE_NEGATIVES, 0)


def _sketch_class() -> Any:
    # Imported when the first sketch is created, to keep the import of this package fast.
    from datasketches import frequent_strings_sketch

    return frequent_strings_sketch
