"""Random numbers from a key: independent of graph, batch and order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import tensorflow as tf

# Philox generates four 32-bit numbers at a time: https://doi.org/10.1145/2063384.2063405
_BLOCK = 4
_PHILOX = 1


class Key(NamedTuple):
    """A key of random numbers: a seed, and the position of the first image of a batch."""

    seed: tf.Tensor  # (2,), int32
    position: tf.Tensor | int = 0


def uniform(key: Key, count: int | tf.Tensor, amount: int | tf.Tensor) -> tf.Tensor:
    """Sample uniform float32 numbers (count, amount) from 0 up to, but not including, 1.

    Row i depends only on the seed and `key.position + i`, not on the batch of the image.

    Args:
        key: the key of the random numbers.
        count: number of images.
        amount: number of random numbers per image.
    """
    blocks = (amount + _BLOCK - 1) // _BLOCK
    start = tf.raw_ops.StatelessRandomGetKeyCounter(seed=key.seed)
    counter = start.counter
    if not (isinstance(key.position, int) and key.position == 0):
        skipped = tf.cast(key.position, tf.uint64) * tf.cast(blocks, tf.uint64)
        counter += tf.stack([skipped, tf.zeros([], tf.uint64)])
    bits = tf.raw_ops.StatelessRandomUniformFullIntV2(
        shape=[count, blocks * _BLOCK], key=start.key, counter=counter, alg=_PHILOX, dtype=tf.uint32
    )
    # XLA converts random bits to floats differently from TensorFlow's kernels, but both generate
    # the same bits.
    numbers = tf.cast(tf.bitwise.right_shift(bits, tf.constant(8, tf.uint32)), tf.float32) * 2**-24
    return numbers[:, :amount]


def scale_to(uniform: tf.Tensor, bounds: Sequence[float]) -> tf.Tensor:
    """Scale numbers from 0 to 1 to two bounds."""
    lower, upper = bounds
    return lower + (upper - lower) * uniform
