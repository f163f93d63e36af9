"""Statistics as bytes: one format for all of them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import numpy as np

from prelayer import check

_UNREADABLE = (ValueError, OSError, KeyError, EOFError, zipfile.BadZipFile)


def pack(kind: str, **parts: Any) -> bytes:
    """Return arrays as bytes that `unpack` reads.

    Args:
        kind: what they are, which `unpack` asks for.
        **parts: numbers, strings or arrays of them.
    """
    buffer = io.BytesIO()
    np.savez_compressed(buffer, kind=np.array(kind), **parts)
    return buffer.getvalue()


def unpack(owner: str, kind: str, data: bytes) -> dict[str, np.ndarray]:
    """Return the arrays that `pack` wrote.

    Args:
        owner: who asks, for error sentences.
        kind: what they must be.
        data: the bytes.

    Raises:
        ValueError: if the bytes are cut off, foreign, or of another kind.
    """
    try:
        with np.load(io.BytesIO(bytes(data)), allow_pickle=False) as stored:
            parts = {name: stored[name] for name in stored.files}
        written = str(parts.pop("kind"))
    except (*_UNREADABLE, TypeError):
        check.refuse(owner, "the state is cut off, or was not written by `state()`.")
    if written != kind:
        check.refuse(owner, f"the state must be one of {kind}, but it is one of {written}.")
    return parts


def kind_of(data: bytes) -> str:
    """Return what kind of thing `pack` wrote."""
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        return str(stored["kind"])
