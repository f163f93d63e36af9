"""A vocabulary: which token has which index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from prelayer import check
from prelayer.layers.token_kinds import Tokens

Count = Callable[[np.ndarray], list[int]]


@dataclass(frozen=True)
class Vocabulary:
    """Keys in the order of their indices: special ones first, then what was learned or given.

    Args:
        special: the keys of the mask, where it has an index, and of unknown tokens.
        keys: the keys of the tokens, as an array, which neither Keras nor TensorFlow walks through.
        idf: one weight an index, where rows are weighed.
    """

    special: tuple[Any, ...]
    keys: np.ndarray
    idf: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.special) + len(self.keys)

    def table(
        self, kind: Tokens, has_mask: bool, counts: Count | None, document_counts: Count | None
    ) -> dict[str, list[Any]]:
        """Return the vocabulary as columns: index, token, role, count and document count.

        Args:
            kind: the kind of its tokens.
            has_mask: whether the first special key is that of the mask.
            counts: what counts tokens, or None where nobody did.
            document_counts: what counts the documents that hold them, or None.
        """
        special = len(self.special)
        roles = ["oov"] * special + ["token"] * len(self.keys)
        if has_mask:
            roles[0] = "mask"
        unknown = [None] * len(self.keys)
        return {
            "index": list(range(len(self))),
            "token": [kind.token(key) for key in (*self.special, *self.keys)],
            "role": roles,
            "count": [None] * special + (counts(self.keys) if counts else unknown),
            "document_count": [None] * special
            + (document_counts(self.keys) if document_counts else unknown),
        }

    @classmethod
    def given(
        cls,
        owner: str,
        kind: Tokens,
        keys: list[Any],
        special: Sequence[Any],
        reserved: Sequence[Any],
        idf: np.ndarray | None,
    ) -> Vocabulary:
        """Return the vocabulary that a user gave, with the special keys in front or without them.

        Args:
            owner: who asks, for error sentences.
            kind: the kind of its tokens.
            keys: the keys that were given.
            special: the keys that stand in front.
            reserved: keys that must not stand anywhere else.
            idf: one weight for each given key.
        """
        special = tuple(special)
        has_special = bool(special) and tuple(keys[: len(special)]) == special
        own = keys[len(special) :] if has_special else keys
        _refuse_repeated(owner, kind, own)
        for key in reserved:
            if key in own:
                check.refuse(
                    owner,
                    f"`vocabulary` holds the special token {kind.token(key)!r} at position "
                    f"{own.index(key)}. Leave special tokens out, or put all of them first: "
                    f"{[kind.token(item) for item in special]!r}.",
                )
        if idf is not None and not has_special:
            idf = with_special_weights(idf, len(special))
        return cls(special, kind.array(own), idf)


def with_special_weights(idf: np.ndarray, special: int) -> np.ndarray:
    """Return weights with that of the special tokens in front: the mean of the others."""
    return np.concatenate([np.full(special, idf.mean() if len(idf) else 0.0), idf])


def _refuse_repeated(owner: str, kind: Tokens, keys: list[Any]) -> None:
    if len(set(keys)) == len(keys):
        return
    repeated = [kind.token(key) for key, times in Counter(keys).items() if times > 1]
    check.refuse(
        owner,
        f"`vocabulary` must not repeat tokens, but {check.alternatives(repeated[:5])} "
        f"stand{'s' if len(repeated) == 1 else ''} in it more than once. Remove the repeats.",
    )
