"""A vocabulary: tokens and their indices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from prelayer._core import errors
from prelayer.layers.categorical.token_kinds import Given, Tokens

Count = Callable[[np.ndarray], list[int]]


@dataclass(frozen=True)
class Vocabulary:
    """Keys in index order: special keys first, then the learned or given ones.

    Args:
        special: the keys of the mask, if it has an index, and of the OOV tokens.
        keys: the keys of the tokens, as an array, so that Keras and TensorFlow do not track each
            one.
        idf: one weight per index, in the mode "tf_idf".
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
            kind: the kind of the tokens.
            has_mask: whether the first special key is the mask.
            counts: returns the counts of tokens; None if they were not counted.
            document_counts: returns the numbers of documents that contain them; None if not
                counted.
        """
        special = len(self.special)
        roles = ["oov"] * special + ["token"] * len(self.keys)
        if has_mask and special:
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

    def packed(self, kind: Tokens) -> dict[str, np.ndarray]:
        """Return the tokens and weights as arrays of numbers, which any file format can store."""
        packed = kind.pack(self.keys)
        return packed if self.idf is None else {**packed, "idf_weights": self.idf}

    @classmethod
    def unpacked(
        cls, special: tuple[Any, ...], kind: Tokens, arrays: dict[str, np.ndarray], weighs: bool
    ) -> Vocabulary | None:
        """Return the vocabulary from the result of `packed`; None if required weights are absent.

        Args:
            special: the current special keys, which come first.
            kind: the kind of the tokens.
            arrays: the result of `packed`.
            weighs: whether the layer needs weights.
        """
        keys = kind.array(kind.unpack(arrays))
        idf = arrays.get("idf_weights") if weighs else None
        if weighs and (idf is None or len(idf) != len(special) + len(keys)):
            return None
        if idf is not None and not (idf.ndim == 1 and np.isfinite(idf).all()):
            raise ValueError("weights must be finite")
        return cls(special, keys, idf)

    @classmethod
    def given(
        cls,
        kind: Tokens,
        given: Given,
        special: Sequence[Any],
        reserved: Sequence[Any],
        idf: np.ndarray | None,
    ) -> Vocabulary:
        """Return a user-supplied vocabulary, which may or may not begin with the special keys.

        Every line of a file is a token: files do not contain special keys.

        Args:
        """
        special, keys = tuple(special), given.keys
        has_special = tuple(keys[: len(special)]) == special != () and given.path is None
        own = keys[len(special) :] if has_special else keys
        _refuse_repeated(kind, own, given)
        for key in reserved:
            if key in own:
                _refuse_reserved(kind, key, own.index(key), given, special)
        if idf is not None and not has_special:
            idf = with_special_weights(idf, len(special))
        return cls(special, kind.array(own), idf)

    def as_given(self) -> tuple[list[Any], np.ndarray | None]:
        """Return keys and weights from which `given` recreates this vocabulary.

        Special keys are left out if possible, so that the layer can have other ones later.
        """
        special, keys = len(self.special), self.keys.tolist()
        idf = self.idf
        alone = None if idf is None else idf[special:]
        same_weights = idf is None or np.array_equal(
            with_special_weights(idf[special:], special), idf
        )
        if keys and same_weights and tuple(keys[:special]) != self.special:
            return keys, alone
        return [*self.special, *keys], idf


def with_special_weights(idf: np.ndarray, special: int) -> np.ndarray:
    """Return weights preceded by those of the special tokens, which are the mean of the others."""
    return np.concatenate([np.full(special, idf.mean() if len(idf) else 0.0), idf])


def _refuse_reserved(
    kind: Tokens, key: Any, position: int, given: Given, special: tuple[Any, ...]
) -> None:
    token = kind.token(key)
    if given.path is not None:
        raise errors.problem(
            "the vocabulary file {path!r} holds the special token {token!r} on line {line}. "
            "Leave special tokens out of files.",
            path=given.path,
            token=token,
            line=position + given.first_line,
        )
    raise errors.problem(
        "`vocabulary` holds the special token {token!r} at position {position!p}. Leave "
        "special tokens out, or put all of them first: {tokens!r}.",
        token=token,
        position=position,
        tokens=[kind.token(item) for item in special],
    )


def _refuse_repeated(kind: Tokens, keys: list[Any], given: Given) -> None:
    if len(set(keys)) == len(keys):
        return
    repeated = [key for key, times in Counter(keys).items() if times > 1]
    if given.path is not None:
        first, again = [place for place, key in enumerate(keys) if key == repeated[0]][:2]
        raise errors.problem(
            "the vocabulary file {path!r} must not repeat tokens, but {token!o} is on line "
            "{first} and again on line {again}. Remove the repeats.",
            path=given.path,
            token=[kind.token(repeated[0])],
            first=first + given.first_line,
            again=again + given.first_line,
        )
    raise errors.problem(
        "`vocabulary` must not repeat tokens, but {tokens!o} {are} in it more than once. Remove "
        "the repeats.",
        tokens=[kind.token(key) for key in repeated[:5]],
        are="is" if len(repeated) == 1 else "are",
    )
