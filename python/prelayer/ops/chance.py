"""Random numbers from a seed alone: the same in every kind of graph and on every device."""

from __future__ import annotations

from typing import Any

import tensorflow as tf


def uniform(shape: Any, seed: tf.Tensor, lower: float = 0.0, upper: float = 1.0) -> tf.Tensor:
    """Return float32 numbers drawn evenly from `lower` to below `upper`.

    Args:
        shape: of the result.
        seed: (2,), int32.
        lower: the lower bound.
        upper: the upper bound.
    """
    # XLA turns random bits into floats by another rule than TensorFlow's own kernels do, but both
    # draw the same bits.
    bits = tf.random.stateless_uniform(shape, seed, None, None, tf.uint32, alg="philox")
    chances = tf.cast(tf.bitwise.right_shift(bits, tf.constant(8, tf.uint32)), tf.float32) * 2**-24
    return lower + (upper - lower) * chances
