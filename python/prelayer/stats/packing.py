"""Statistics as bytes: one format for all of them, which a text can hold as well."""

from __future__ import annotations

import base64
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


def pack_text(kind: str, **parts: Any) -> str:
    """Return what `pack` does, as a text of ASCII letters that JSON holds as it is."""
    return base64.b64encode(pack(kind, **parts)).decode("ascii")


def unpack_text(owner: str, kind: str, text: Any, what: str, writer: str) -> dict[str, np.ndarray]:
    """Return the arrays that `pack_text` wrote; see `unpack`."""
    try:
        data = base64.b64decode(text, validate=True)
    except (ValueError, TypeError):
        data = b""
    return unpack(owner, kind, data, what, writer)


def unpack(
    owner: str, kind: str, data: bytes, what: str = "the state", writer: str = "state()"
) -> dict[str, np.ndarray]:
    """Return the arrays that `pack` wrote.

    Args:
        owner: who asks, for error sentences.
        kind: what they must be.
        data: the bytes.
        what: what the bytes are called, for error sentences.
        writer: what writes them, for error sentences.

    Raises:
        ValueError: if the bytes are cut off, foreign, or of another kind.
    """
    try:
        with np.load(io.BytesIO(bytes(data)), allow_pickle=False) as stored:
            parts = {name: stored[name] for name in stored.files}
        written = str(parts.pop("kind"))
    except (*_UNREADABLE, TypeError):
        check.refuse(owner, f"{what} is cut off, or was not written by `{writer}`.")
    if written != kind:
        check.refuse(owner, f"{what} must be one of {kind}, but it is one of {written}.")
    return parts


def kind_of(data: bytes) -> str:
    """Return what kind of thing `pack` wrote."""
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        return str(stored["kind"])
