"""Words of 8 bytes at any place of texts, for hashes of bytes."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

from prelayer.export.portable.arithmetic import shifted
from prelayer.export.portable.tokens import Tokens
from prelayer.export.portable.uint64 import UInt64

# The largest distance of a place from its text.
_MARGIN = 64


class ByteWords:
    """The little-endian words in tokens. Beyond the end of a token, they are undefined.

    A place may be up to 64 bytes before the beginning of the token or behind its end.

    Args:
        tokens: tokens whose symbols are bytes.
    """

    def __init__(self, tokens: Tokens) -> None:
        margin = tf.zeros([_MARGIN], tf.int32)
        symbols = tf.concat([margin, tokens.symbols, margin], 0)
        self._starts, self._bytes = tokens.starts + _MARGIN, symbols
        self._low = symbols
        for place in (1, 2, 3):
            self._low += shifted(symbols, place, 0) * 2 ** (8 * place)
        self._high = shifted(self._low, 4, 0)

    def byte(self, place: Any) -> tf.Tensor:
        """Return the byte at a place of each token, int32."""
        return tf.gather(self._bytes, self._starts + place)

    def word(self, place: Any) -> UInt64:
        """Return the bytes from a place of each token."""
        at = self._starts + place
        return UInt64(tf.gather(self._high, at), tf.gather(self._low, at))
