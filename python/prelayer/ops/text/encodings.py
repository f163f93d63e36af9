"""Text encodings: names of codecs, and the operations that an encoding supports."""

from __future__ import annotations

import codecs
from functools import lru_cache

_ASCII = "".join(map(chr, range(0x80)))
_BEYOND_ASCII = "".join(map(chr, range(0x80, 0xD800)))
# Encodings that TensorFlow's `unicode_split` supports.
_UNICODE = {"utf-8": "UTF-8", "utf-16-be": "UTF-16-BE", "utf-32-be": "UTF-32-BE"}


def is_utf_8(encoding: str) -> bool:
    """Return whether a name, such as "U8", is an alias of UTF-8."""
    return codecs.lookup(encoding).name == "utf-8"


def unicode_name(encoding: str) -> str | None:
    """Return TensorFlow's name of an encoding that `unicode_split` supports, else None."""
    return _UNICODE.get(codecs.lookup(encoding).name)


@lru_cache
def has_characters(encoding: str) -> bool:
    """Return whether texts of an encoding can be split into characters.

    This is supported for some encodings of Unicode, and for single-byte encodings.
    """
    if unicode_name(encoding):
        return True
    every_byte = bytes(range(256)).decode(encoding, "replace")
    return len(every_byte) == 256 and not "漢かな한".encode(encoding, "ignore")


@lru_cache
def keeps_ascii(encoding: str) -> bool:
    """Return whether bytes below 128 are always ASCII characters in an encoding.

    They are not in UTF-16 or Shift JIS, where "ア" ends in the byte of "A".
    """
    if _ASCII.encode(encoding, "ignore") != _ASCII.encode():
        return False
    return min(_BEYOND_ASCII.encode(encoding, "ignore"), default=0x80) >= 0x80
