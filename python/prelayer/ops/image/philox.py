"""The random bits of Philox for counters in any order."""

from __future__ import annotations

import tensorflow as tf

_ROUNDS = 10
_MASK = 0xFFFFFFFF
_MULTIPLIERS = (0xD2511F53, 0xCD9E8D57)
_INCREMENTS = (0x9E3779B9, 0xBB67AE85)


def philox(key: tf.Tensor, low: tf.Tensor, high: tf.Tensor) -> tf.Tensor:
    """Return the four 32-bit numbers of each counter, as TensorFlow's kernel returns them.

    TensorFlow's operation counts up from one counter; this function takes any counters.

    Source: Salmon et al. (2011), "Parallel random numbers: as easy as 1, 2, 3", Philox4x32-10.

    Args:
        key: the key, uint64 of shape (1,).
        low: the lower 64 bits of the counters, uint64 of shape (n,).
        high: their upper 64 bits, in the same shape.

    Returns:
        A uint32 tensor (n, 4).
    """
    keys = list(_halves(key[0]))
    numbers = [*_halves(low), *_halves(high)]
    for _ in range(_ROUNDS):
        above, below = zip(
            *(
                _product(number, multiplier)
                for number, multiplier in zip(numbers[::2], _MULTIPLIERS)
            )
        )
        numbers = [
            above[1] ^ numbers[1] ^ keys[0],
            below[1],
            above[0] ^ numbers[3] ^ keys[1],
            below[0],
        ]
        keys = [key + tf.constant(step, tf.uint32) for key, step in zip(keys, _INCREMENTS)]
    return tf.stack(numbers, axis=-1)


def _halves(number: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """Return the lower and the upper 32 bits."""
    upper = tf.bitwise.right_shift(number, tf.constant(32, tf.uint64))
    return tf.cast(number & tf.constant(_MASK, tf.uint64), tf.uint32), tf.cast(upper, tf.uint32)


def _product(number: tf.Tensor, multiplier: int) -> tuple[tf.Tensor, tf.Tensor]:
    """Return the upper and the lower 32 bits of a product."""
    lower, upper = _halves(tf.cast(number, tf.uint64) * tf.constant(multiplier, tf.uint64))
    return upper, lower
