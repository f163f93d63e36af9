"""FarmHash64 of bytes, as `tf.strings.to_hash_bucket_fast` computes it (Fingerprint64).

All cases of the length are computed for all texts. Their multiplications, which consist of many
operations each, are grouped.

Source: https://github.com/google/farmhash, `farmhashna::Hash64`.
"""

from __future__ import annotations

import tensorflow as tf

from prelayer.export.portable import farm_hash_blocks, uint64
from prelayer.export.portable.byte_words import ByteWords
from prelayer.export.portable.farm_hash_blocks import BLOCK, K0, K1, K2, folded
from prelayer.export.portable.tokens import Tokens
from prelayer.export.portable.uint64 import UInt64, constant, filled, of_int32, products

_SECOND_LONGEST = 32


def farm_hash(tokens: Tokens, longest: int | None = None) -> UInt64:
    """Return the hash of each token, whose symbols are bytes.

    Args:
        tokens: the tokens.
        longest: the largest length, if it is known.
    """
    words, size = ByteWords(tokens), tokens.lengths
    k0, k1, k2 = (filled(number, size) for number in (K0, K1, K2))
    factor = of_int32(size * 2) + k2
    start, end = words.word(0), words.word(size - 8)
    first, middle, last = (words.byte(place) for place in (0, size // 2, size - 1))
    a_factor = uint64.where(size > _SECOND_LONGEST, k2, k1)
    c_next, a, c, d, left, right = products(
        (end.rotate_right(37), factor),
        (start, a_factor),
        (end, factor),
        (words.word(size - 16), k2),
        (of_int32(first + middle * 256), k2),
        (of_int32(size + last * 4), k0),
    )
    # More than 16 bytes.
    b = words.word(8)
    y = (a + b).rotate_right(43) + c.rotate_right(30) + d
    z = a + (b + k2).rotate_right(18) + c
    # 8 to 16 bytes.
    a_next = start + k2
    c_next += a_next
    d_next, short = products(((a_next.rotate_right(25) + end), factor), (folded(left ^ right), k2))
    # 4 to 7 bytes.
    p = of_int32(start.low).shift_left(3) + of_int32(size)
    q = of_int32(words.word(size - 4).low)
    for least, pair in ((8, (c_next, d_next)), (17, (y, z))):
        p, q = (uint64.where(size >= least, *parts) for parts in zip(pair, (p, q)))
    if longest is None or longest > _SECOND_LONGEST:
        p, q, factor = _longer(words, size, factor, (a, y, z), (p, q))
    found = uint64.where(size >= 4, mixed(p, q, factor), short)
    return uint64.where(size == 0, constant(K2), found)


def _longer(
    words: ByteWords,
    size: tf.Tensor,
    factor: UInt64,
    parts: tuple[UInt64, UInt64, UInt64],
    shorter: tuple[UInt64, UInt64],
) -> tuple[UInt64, UInt64, UInt64]:
    """Return two numbers and a factor, whose mixture is the hash of more than 3 bytes.

    Args:
        words: the words of the texts.
        size: the length of each text.
        factor: the factor of up to 64 bytes.
        parts: numbers made of the first 16 and the last 16 bytes.
        shorter: the two numbers for up to 32 bytes.
    """
    a, y, z = parts
    state = farm_hash_blocks.after_blocks(words, size)
    x_long, y_long, z_long, v0, v1, w0, w1, long_factor = state
    triples = (y, z, factor), (v0, w0, long_factor), (v1, w1, long_factor)
    mixture = mixed(*(uint64.joined(*numbers) for numbers in zip(*triples)))
    yz, vw0, vw1 = uint64.split(mixture, 3)
    e, g, h, y_long = products(
        (words.word(16), factor),
        (y + words.word(size - 32), factor),
        (yz + words.word(size - 24), factor),
        (folded(y_long), filled(K0, size)),
    )
    f = words.word(24)
    p = (e + f).rotate_right(43) + g.rotate_right(30) + h
    q = e + (f + a).rotate_right(18) + g
    found = [uint64.where(size > _SECOND_LONGEST, *pair) for pair in zip((p, q), shorter)]
    blocks = vw0 + y_long + z_long, vw1 + x_long, long_factor
    p, q, factor = (uint64.where(size > BLOCK, *pair) for pair in zip(blocks, (*found, factor)))
    return p, q, factor


def mixed(first: UInt64, second: UInt64, factor: UInt64) -> UInt64:
    """Return the mixture of two numbers (HashLen16)."""
    a = folded((first ^ second) * factor)
    return folded((second ^ a) * factor) * factor
