"""MurmurHash3 of strings, which scikit-learn hashes tokens by."""

from __future__ import annotations

import tensorflow as tf

_WORD = 0xFFFFFFFF  # computed in int64, within 32 bits


def murmur_hash(texts: tf.Tensor) -> tf.Tensor:
    """Return the hash of each string of a vector, MurmurHash3_x86_32 with seed 0, as signed int64.

    Source: Austin Appleby, MurmurHash3, in the public domain.
    """
    length = tf.strings.length(texts)
    words = _words(texts, tf.reduce_max(tf.concat([length, [1]], 0)))
    lengths = tf.cast(length, tf.int64)

    def mix(place: tf.Tensor, state: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        word = _times(_rotated(_times(words[:, place], 0xCC9E2D51), 15), 0x1B873593)
        tail = tf.bitwise.bitwise_xor(state, word)
        mixed = _low(_rotated(tail, 13) * 5 + 0xE6546B64)
        rest = lengths - 4 * tf.cast(place, tf.int64)
        # The last bytes, fewer than 4, are padded with zeros.
        return place + 1, tf.where(rest >= 4, mixed, tf.where(rest > 0, tail, state))

    count = tf.shape(words)[1]
    start = (tf.constant(0), tf.zeros_like(lengths))
    _, state = tf.while_loop(lambda place, _: place < count, mix, start)
    state = tf.bitwise.bitwise_xor(state, lengths)
    state = _times(_shifted_xor(state, 16), 0x85EBCA6B)
    state = _shifted_xor(_times(_shifted_xor(state, 13), 0xC2B2AE35), 16)
    return tf.where(state >= 2**31, state - 2**32, state)


def _words(texts: tf.Tensor, longest: tf.Tensor) -> tf.Tensor:
    """Return strings as little-endian words of 32 bits, padded with zeros: (strings, words)."""
    size = 4 * ((longest + 3) // 4)
    octets = tf.raw_ops.DecodePaddedRaw(input_bytes=texts, fixed_length=size, out_type=tf.uint8)
    octets = tf.cast(tf.reshape(octets, (-1, size // 4, 4)), tf.int64)
    return tf.reduce_sum(octets * tf.constant([1, 2**8, 2**16, 2**24], tf.int64), -1)


def _low(numbers: tf.Tensor) -> tf.Tensor:
    return tf.bitwise.bitwise_and(numbers, tf.constant(_WORD, tf.int64))


def _times(numbers: tf.Tensor, factor: int) -> tf.Tensor:
    """Multiply modulo 2^32, in two halves that int64 holds."""
    low, high = numbers % 2**16, numbers // 2**16
    return _low(low * factor + (high * factor) % 2**16 * 2**16)


def _rotated(numbers: tf.Tensor, bits: int) -> tf.Tensor:
    return _low(numbers * 2**bits) + numbers // 2 ** (32 - bits)


def _shifted_xor(numbers: tf.Tensor, bits: int) -> tf.Tensor:
    return tf.bitwise.bitwise_xor(numbers, numbers // 2**bits)
