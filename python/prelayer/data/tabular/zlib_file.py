"""Reads zlib-compressed files."""

from __future__ import annotations

import io
import zlib
from typing import IO, Any

_AT_ONCE = 2**16


class ZlibFile(io.RawIOBase):
    """A readable stream of the decompressed content of a zlib file.

    Args:
        file: the compressed file.
    """

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self._stream = zlib.decompressobj()

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read into a buffer, and return the number of bytes; 0 at the end.

        Raises:
            EOFError: if the compressed stream is truncated.
        """
        while not self._stream.eof:
            packed = self._stream.unconsumed_tail or self._file.read(_AT_ONCE)
            content = self._stream.decompress(packed, len(buffer))
            if content:
                buffer[: len(content)] = content
                return len(content)
            if not packed:
                raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        return 0
