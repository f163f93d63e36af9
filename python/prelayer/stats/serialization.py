"""Serialization of accumulators to bytes."""

from __future__ import annotations

import base64
import io
import math
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from prelayer._core import errors

_HEADERS = {
    (1, 0): np.lib.format.read_array_header_1_0,
    (2, 0): np.lib.format.read_array_header_2_0,
}


_LARGEST_COUNT = 2**53


@contextmanager
def reading(what: str, writer: str) -> Iterator[None]:
    """Convert any exception while invalid bytes are read to a single error.

    Args:
        what: name of the bytes in errors.
        writer: name of the function that writes them, in errors.
    """
    try:
        yield
    except Exception:  # zlib, zipfile, NumPy and Python raise many types, including MemoryError.
        raise errors.problem(
            "{what} is cut off, or was not written by `{writer}`.", what=what, writer=writer
        ) from None


def pack_arrays(**parts: Any) -> bytes:
    """Return arrays as uncompressed bytes that `unpack_arrays` reads."""
    buffer = io.BytesIO()
    np.savez(buffer, **parts)
    return buffer.getvalue()


def unpack_arrays(data: bytes) -> dict[str, np.ndarray]:
    """Return the arrays in the bytes of an `.npz` file.

    Raises:
        Exception: of many types, if the bytes have another format; see `reading`.
    """
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        # Reading a member to its end verifies its checksum.
        return {
            info.filename.removesuffix(".npy"): _array(archive.read(info))
            for info in archive.infolist()
        }


def _array(content: bytes) -> np.ndarray:
    """Return the array in the bytes of an `.npy` file, whose length must match the header."""
    stream = io.BytesIO(content)
    shape, is_fortran, dtype = _HEADERS[np.lib.format.read_magic(stream)](stream)
    if dtype.hasobject or dtype.itemsize * math.prod(shape) != len(content) - stream.tell():
        raise ValueError("not the array that the header says")
    flat = np.frombuffer(content, dtype, math.prod(shape), stream.tell())
    return flat.reshape(shape, order="F" if is_fortran else "C").copy()


def pack(kind: str, **parts: Any) -> bytes:
    """Return arrays as bytes that `unpack` reads.

    Args:
        kind: the kind of the data, which `unpack` checks.
        **parts: numbers, strings or arrays of them.
    """
    buffer = io.BytesIO()
    np.savez_compressed(buffer, kind=np.array(kind), **parts)
    return buffer.getvalue()


def pack_text(kind: str, **parts: Any) -> str:
    """Return the result of `pack` as ASCII text that JSON stores without escapes."""
    return base64.b64encode(pack(kind, **parts)).decode("ascii")


def unpack_text(kind: str, text: Any, what: str, writer: str) -> dict[str, np.ndarray]:
    """Return the arrays that `pack_text` wrote; see `unpack`."""
    try:
        data = base64.b64decode(text, validate=True)
    except (ValueError, TypeError):
        data = b""
    return unpack(kind, data, what, writer)


def unpack(
    kind: str, data: bytes, what: str = "the state", writer: str = "state()"
) -> dict[str, np.ndarray]:
    """Return the arrays that `pack` wrote.

    Args:
        kind: the required kind of the data.
        data: the bytes.
        what: name of the bytes in errors.
        writer: name of the function that writes them, in errors.

    Raises:
        ValueError: if the bytes are truncated, or have another format or kind.
    """
    with reading(what, writer):
        parts = unpack_arrays(data)
        written = str(parts.pop("kind"))
    if written != kind:
        raise errors.problem(
            "{what} must be one of {kind}, not one of {written}.",
            what=what,
            kind=kind,
            written=written,
        )
    return parts


def pack_tokens(tokens: Collection[bytes]) -> dict[str, np.ndarray]:
    """Convert byte strings to two arrays that `unpack_tokens` reads."""
    return {
        "tokens": np.frombuffer(b"".join(tokens), np.uint8),
        "lengths": np.array([len(token) for token in tokens], np.int64),
    }


def unpack_tokens(tokens: np.ndarray, lengths: np.ndarray) -> list[bytes]:
    """Return the byte strings that `pack_tokens` packed.

    Raises:
        ValueError: if the arrays are inconsistent, or a string is repeated.
    """
    joined, lengths = tokens.astype(np.uint8).tobytes(), np.asarray(lengths, np.int64)
    if lengths.ndim != 1 or np.any(lengths < 0) or lengths.sum() != len(joined):
        raise ValueError("the lengths are not those of the tokens")
    ends = np.cumsum(lengths).tolist()
    found = [joined[end - size : end] for end, size in zip(ends, lengths.tolist())]
    if len(set(found)) < len(found):
        raise ValueError("a token is repeated")
    return found


def are_counts(*arrays: Any, shape: tuple[int, ...] | None = None) -> bool:
    """Return whether arrays have one shape and contain whole numbers from 0 to 2^53.

    Counts of more rows are not genuine, and their sums would exceed int64.
    """
    parts = [np.asarray(array) for array in arrays]
    shape = parts[0].shape if shape is None else shape
    return all(
        part.shape == shape
        and part.dtype.kind in "iu"
        and np.all((part >= 0) & (part <= _LARGEST_COUNT))
        for part in parts
    )


def kind_of(data: bytes) -> str:
    """Return the kind of data that `pack` wrote; empty if it cannot be read."""
    try:
        return str(unpack_arrays(data)["kind"])
    except Exception:  # as in `reading`
        return ""
