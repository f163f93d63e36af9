"""Text encodings: names of codecs, and which operations an encoding allows."""

from __future__ import annotations

import codecs
from functools import lru_cache

_ASCII = "".join(map(chr, range(0x80)))
_BEYOND_ASCII = "".join(map(chr, range(0x80, 0xD800)))
# What TensorFlow's `unicode_split` can write.
_UNICODE = {"utf-8": "UTF-8", "utf-16-be": "UTF-16-BE", "utf-32-be": "UTF-32-BE"}


def is_utf_8(encoding: str) -> bool:
    """Return whether a name, such as "U8", is one of UTF-8's."""
    return codecs.lookup(encoding).name == "utf-8"


def unicode_name(encoding: str) -> str | None:
    """Return TensorFlow's name of an encoding that `unicode_split` can write, else None."""
    return _UNICODE.get(codecs.lookup(encoding).name)


@lru_cache
def has_characters(encoding: str) -> bool:
    """Return whether texts of an encoding can be split into characters.

    They can in some encodings of Unicode, and where each character is one byte.
    """
    if unicode_name(encoding):
        return True
    every_byte = bytes(range(256)).decode(encoding, "replace")
    return len(every_byte) == 256 and not "漢かな한".encode(encoding, "ignore")


@lru_cache
def keeps_ascii(encoding: str) -> bool:
    """Return whether bytes below 128 are characters of ASCII, wherever they stand in a text.

    They are not in UTF-16, nor in Shift JIS, where "ア" ends in the byte of "A".
    """
    if _ASCII.encode(encoding, "ignore") != _ASCII.encode():
        return False
    return min(_BEYOND_ASCII.encode(encoding, "ignore"), default=0x80) >= 0x80
