"""Files that zlib packed, unpacked as they are read."""

from __future__ import annotations

import io
import zlib
from typing import IO, Any

_AT_ONCE = 2**16


class ZlibFile(io.RawIOBase):
    """The content of a file that zlib packed.

    Args:
        file: the packed file.
    """

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self._stream = zlib.decompressobj()

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer, and return how many bytes there were; 0 at the end.

        Raises:
            EOFError: if the file ends before the packed stream does.
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
