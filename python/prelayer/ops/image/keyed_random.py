"""Random numbers from a key: independent of graph, batch and order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import tensorflow as tf

from prelayer.ops.image.philox import philox

# Philox generates four 32-bit numbers at a time: https://doi.org/10.1145/2063384.2063405
_BLOCK = 4
_PHILOX = 1


class Key(NamedTuple):
    """A key of random numbers: a seed, and the position of a batch or of each image."""

    seed: tf.Tensor  # (2,), int32
    position: tf.Tensor | int = 0  # a scalar, or (images,) int64


def uniform(key: Key, count: int | tf.Tensor, amount: int | tf.Tensor) -> tf.Tensor:
    """Sample uniform float32 numbers (count, amount) from 0 up to, but not including, 1.

    Row i depends only on the seed and `key.position + i`, not on the batch of the image; or on
    `key.position[i]`, any whole number, if there is one for each image.

    Args:
        key: the key of the random numbers.
        count: number of images.
        amount: number of random numbers per image.
    """
    blocks = (amount + _BLOCK - 1) // _BLOCK
    start = tf.raw_ops.StatelessRandomGetKeyCounter(seed=key.seed)
    if isinstance(key.position, tf.Tensor) and key.position.shape.rank == 1:
        bits = _bits_by_image(start, key.position, blocks)
    else:
        bits = _bits_in_order(start, key.position, count, blocks)
    return _to_floats(bits)[:, :amount]


def _bits_in_order(
    start: Any, position: tf.Tensor | int, count: int | tf.Tensor, blocks: int | tf.Tensor
) -> tf.Tensor:
    counter = start.counter
    if not (isinstance(position, int) and position == 0):
        skipped = tf.cast(position, tf.uint64) * tf.cast(blocks, tf.uint64)
        counter += tf.stack([skipped, tf.zeros([], tf.uint64)])
    return tf.raw_ops.StatelessRandomUniformFullIntV2(
        shape=[count, blocks * _BLOCK], key=start.key, counter=counter, alg=_PHILOX, dtype=tf.uint32
    )


def _bits_by_image(start: Any, positions: tf.Tensor, blocks: int | tf.Tensor) -> tf.Tensor:
    # The position is one half of the counter and the block the other, so that no two positions
    # share numbers, however large they are.
    low = start.counter[0] + tf.cast(positions, tf.uint64)
    high = start.counter[1] + tf.cast(tf.range(blocks), tf.uint64)
    shape = [tf.size(positions), tf.size(high)]
    low = tf.broadcast_to(low[:, tf.newaxis], shape)
    numbers = philox(
        start.key, tf.reshape(low, [-1]), tf.reshape(tf.broadcast_to(high, shape), [-1])
    )
    return tf.reshape(numbers, [shape[0], shape[1] * _BLOCK])


def _to_floats(bits: tf.Tensor) -> tf.Tensor:
    # XLA converts random bits to floats differently from TensorFlow's kernels, but both generate
    # the same bits.
    return tf.cast(tf.bitwise.right_shift(bits, tf.constant(8, tf.uint32)), tf.float32) * 2**-24


def scale_to(uniform: tf.Tensor, bounds: Sequence[float]) -> tf.Tensor:
    """Scale numbers from 0 to 1 to two bounds."""
    lower, upper = bounds
    return lower + (upper - lower) * uniform
