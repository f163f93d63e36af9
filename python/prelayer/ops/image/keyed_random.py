"""Random numbers from a key: independent of graph, batch and order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import tensorflow as tf

# Philox makes four numbers of 32 bits at a time: https://doi.org/10.1145/2063384.2063405
_BLOCK = 4
_PHILOX = 1


class Key(NamedTuple):
    """Where draws come from: a seed, and the place of a batch's first image among all images."""

    seed: tf.Tensor  # (2,), int32
    position: tf.Tensor | int = 0


def uniform(key: Key, count: int | tf.Tensor, amount: int | tf.Tensor) -> tf.Tensor:
    """Return float32 numbers (count, amount), drawn evenly from 0 to below 1.

    Row i follows from the seed and `key.position + i`, whatever batch the image comes in.

    Args:
        key: where the draws come from.
        count: how many images draw.
        amount: how many numbers each of them draws.
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
    # XLA turns random bits into floats by another rule than TensorFlow's own kernels do, but both
    # draw the same bits.
    numbers = tf.cast(tf.bitwise.right_shift(bits, tf.constant(8, tf.uint32)), tf.float32) * 2**-24
    return numbers[:, :amount]


def scale_to(uniform: tf.Tensor, bounds: Sequence[float]) -> tf.Tensor:
    """Return chances from 0 to 1 as numbers between two bounds."""
    lower, upper = bounds
    return lower + (upper - lower) * uniform
