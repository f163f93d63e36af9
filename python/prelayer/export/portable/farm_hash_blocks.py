"""The part of FarmHash64 that reads blocks of 64 bytes, for texts of more bytes than that."""

from __future__ import annotations

import tensorflow as tf

from prelayer.export.portable import uint64
from prelayer.export.portable.arithmetic import floor_mod
from prelayer.export.portable.byte_words import ByteWords
from prelayer.export.portable.uint64 import UInt64, constant, filled, of_int32, products

K0, K1, K2 = 0xC3A5C85C97CB3127, 0xB492B66FBE98F273, 0x9AE16A3B2F90404F
BLOCK = 64
_SEED = 81
_BITS = 2**64


def after_blocks(words: ByteWords, size: tf.Tensor) -> list[UInt64]:
    """Return the state after all blocks, of which the last one is the last 64 bytes.

    Args:
        words: the words of the texts.
        size: the length of each text; shorter ones have no blocks.

    Returns:
        The numbers x, y, z, v0, v1, w0, w1 of the algorithm, and the factor of the last block.
    """
    full = tf.maximum(size - 1, 0) // BLOCK
    rest = of_int32(size - 1 - full * BLOCK)
    y = (_SEED * K1 + 113) % _BITS
    z = (y * K2 + 113) % _BITS
    x = words.word(0) + constant(_SEED * K2)
    start = [filled(number, size) for number in (y, (z ^ z >> 47) * K2, 0, 0, 0, 0, K1)]

    def step(number: tf.Tensor, *state: UInt64) -> list[UInt64]:
        is_last = full == number
        place = tf.where(is_last, size - BLOCK, tf.minimum(full, number) * BLOCK)
        changed = _after_block(words, place, list(state), is_last, rest)
        has_block = (size > BLOCK) & (full >= number)
        return [uint64.where(has_block, *pair) for pair in zip(changed, state)]

    count = tf.reduce_max(tf.where(size > BLOCK, full + 1, 0))
    return uint64.while_loop(count, step, [x, *start])


def _after_block(
    words: ByteWords, place: tf.Tensor, state: list[UInt64], is_last: tf.Tensor, rest: UInt64
) -> list[UInt64]:
    """Return the state after a block of each text.

    Args:
        words: the words of the texts.
        place: the beginning of the block.
        state: the state before it.
        is_last: whether it is the last block of the text.
        rest: the number of bytes after the full blocks, less 1.
    """
    x, y, z, v0, v1, w0, w1, _ = state
    zero = constant(0)
    factor = constant(K1) + uint64.where(is_last, of_int32(floor_mod(z.low, 256) * 2), zero)
    # The last block adds other numbers, and 9 times the numbers that the others add.
    w0 += uint64.where(is_last, rest, zero)
    v0 += uint64.where(is_last, w0, zero)
    w0 += uint64.where(is_last, v0, zero)
    more_w1, more_v0 = (uint64.where(is_last, one.shift_left(3), zero) for one in (w1, v0))
    x, y, z_next, v1 = products(
        ((x + y + v0 + words.word(place + 8)).rotate_right(37), factor),
        ((y + v1 + words.word(place + 48)).rotate_right(42), factor),
        ((z + w0).rotate_right(33), factor),
        (v1, factor),
    )
    x ^= w1 + more_w1
    y += v0 + more_v0 + words.word(place + 40)
    a = uint64.joined(v1, z_next + w1)
    b = uint64.joined(x + w0, y + words.word(place + 16))
    a, b = _with_32_bytes(words, place, a, b)
    (v0, w0), (v1, w1) = uint64.split(a, 2), uint64.split(b, 2)
    return [z_next, y, x, v0, v1, w0, w1, factor]


def _with_32_bytes(
    words: ByteWords, place: tf.Tensor, a: UInt64, b: UInt64
) -> tuple[UInt64, UInt64]:
    """Return two numbers made of others and of both halves of a block."""
    w, x, y, z = (
        uint64.joined(words.word(place + 8 * number), words.word(place + 32 + 8 * number))
        for number in range(4)
    )
    a += w
    sums = a + x + y
    b = (b + a + z).rotate_right(21) + sums.rotate_right(44)
    return sums + z, a + b


def folded(number: UInt64) -> UInt64:
    """Return a number with its upper bits mixed into the lower ones (ShiftMix)."""
    return number ^ number.shift_right(47)
