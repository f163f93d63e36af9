"""What a vocabulary may be: given tokens checked, files read, tokens packed for saving."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from prelayer import check
from prelayer.tensors import as_tensor


def to_bytes(token: str | bytes) -> bytes:
    """Return a token as UTF-8 bytes; bytes that are no UTF-8 survive the round trip as str."""
    return token if isinstance(token, bytes) else token.encode("utf-8", "surrogateescape")


def to_text(token: bytes) -> str:
    """Return a token as str."""
    return token.decode("utf-8", "surrogateescape")


def read(owner: str, vocabulary: Any) -> list[bytes]:
    """Return the tokens of a list, an array, a column, or of a file with one token a line."""
    if isinstance(vocabulary, (str, Path)):
        path = Path(vocabulary)
        if not path.is_file():
            check.fail(
                owner, "vocabulary", "tokens, or the path of a file that exists", str(vocabulary)
            )
        lines = path.read_bytes().removesuffix(b"\n").split(b"\n")
        return [line.removesuffix(b"\r") for line in lines]
    tokens = as_tensor(vocabulary, "string", owner).numpy()
    if tokens.ndim != 1 or tokens.size == 0:
        check.fail(owner, "vocabulary", "a list of at least one token", vocabulary)
    return tokens.tolist()


def without_special(
    owner: str, tokens: list[bytes], special: Sequence[bytes], reserved: Sequence[bytes]
) -> list[bytes]:
    """Return the tokens that follow the special ones, and refuse repeated or reserved ones.

    Args:
        owner: who asks, for error sentences.
        tokens: the given vocabulary, with the special tokens in front or without them.
        special: mask and out-of-vocabulary tokens in the order in which they may stand in front.
        reserved: tokens that must not stand anywhere else.
    """
    if special and tokens[: len(special)] == list(special):
        tokens = tokens[len(special) :]
    repeated = [to_text(token) for token, times in Counter(tokens).items() if times > 1]
    if repeated:
        check.refuse(
            owner,
            f"`vocabulary` must not repeat tokens, but {check.alternatives(repeated[:5])} "
            f"stand{'s' if len(repeated) == 1 else ''} in it more than once. Remove the repeats.",
        )
    for token in reserved:
        if token in tokens:
            check.refuse(
                owner,
                f"`vocabulary` holds the special token {to_text(token)!r} at position "
                f"{tokens.index(token)}. Leave special tokens out, or put all of them first: "
                f"{[to_text(item) for item in special]!r}.",
            )
    return tokens


def pack(tokens: Sequence[bytes]) -> dict[str, np.ndarray]:
    """Return tokens as two arrays of numbers, which any file format can hold."""
    return {
        "tokens": np.frombuffer(b"".join(tokens), dtype=np.uint8),
        "lengths": np.array([len(token) for token in tokens], dtype=np.int64),
    }


def unpack(arrays: dict[str, np.ndarray]) -> list[bytes]:
    """Return the tokens that `pack` packed."""
    joined = arrays["tokens"].astype(np.uint8).tobytes()
    ends = np.cumsum(arrays["lengths"])
    return [joined[end - size : end] for end, size in zip(ends, arrays["lengths"])]
