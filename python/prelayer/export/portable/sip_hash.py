"""SipHash64 of bytes with a key, as `tf.strings.to_hash_bucket_strong` computes it (SipHash-2-4).

Source: https://doi.org/10.1007/978-3-642-34931-7_28 (Aumasson, Bernstein, 2012).
"""

from __future__ import annotations

from collections.abc import Sequence

import tensorflow as tf

from prelayer.export.portable import uint64
from prelayer.export.portable.byte_words import ByteWords
from prelayer.export.portable.tokens import Tokens
from prelayer.export.portable.uint64 import UInt64, constant, filled

_START = (0x736F6D6570736575, 0x646F72616E646F6D, 0x6C7967656E657261, 0x7465646279746573)
_WORD = 8
# The rounds at the end, as steps of two rounds without a word.
_LAST_STEPS = 2


def sip_hash(tokens: Tokens, key: Sequence[int]) -> UInt64:
    """Return the hash of each token, whose symbols are bytes.

    Args:
        tokens: the tokens.
        key: two numbers, modulo 2^64.
    """
    words, size = ByteWords(tokens), tokens.lengths
    full = size // _WORD
    last_word, zero = _last_word(words, size, full), constant(0)
    start = [filled(number ^ key[place % 2], size) for place, number in enumerate(_START)]

    def step(number: tf.Tensor, *state: UInt64) -> list[UInt64]:
        a, b, c, d = state
        word = words.word(tf.minimum(full, number) * _WORD)
        word = uint64.where(full == number, last_word, word)
        word = uint64.where(full < number, zero, word)
        c ^= uint64.where(full == number - 1, constant(0xFF), zero)
        a, b, c, d = _round(*_round(a, b, c, d ^ word))
        is_open = full >= number - _LAST_STEPS
        return [uint64.where(is_open, *pair) for pair in zip((a ^ word, b, c, d), state)]

    count = tf.reduce_max(full) + 1 + _LAST_STEPS
    a, b, c, d = uint64.while_loop(count, step, start)
    return a ^ b ^ c ^ d


def _last_word(words: ByteWords, size: tf.Tensor, full: tf.Tensor) -> UInt64:
    """Return the bytes after the full words, followed by zeros and the size."""
    places = [full * _WORD + number for number in range(_WORD - 1)]
    bytes_ = [tf.where(place < size, words.byte(place), 0) for place in places]
    bytes_.append(size - size // 256 * 256)
    low, high = (
        sum(byte * 2 ** (8 * number) for number, byte in enumerate(part))
        for part in (bytes_[:4], bytes_[4:])
    )
    return UInt64(high, low)


def _round(a: UInt64, b: UInt64, c: UInt64, d: UInt64) -> tuple[UInt64, UInt64, UInt64, UInt64]:
    a += b
    b = b.rotate_right(64 - 13) ^ a
    a = a.rotate_right(32)
    c += d
    d = d.rotate_right(64 - 16) ^ c
    a += d
    d = d.rotate_right(64 - 21) ^ a
    c += b
    b = b.rotate_right(64 - 17) ^ c
    c = c.rotate_right(32)
    return a, b, c, d
