"""Counter-based seeds of random layers."""

from __future__ import annotations

import random

import keras
import numpy as np
import tensorflow as tf

from prelayer.layers.base.keras_backend import tensorflow_variable

_PHILOX = tf.random.Algorithm.PHILOX.value
_INT64 = 2**63
_LARGEST_DEFAULT = 10**9


class CounterSeedGenerator(keras.random.SeedGenerator):
    """A seed generator that never returns a seed twice, even if many threads call `next()`.

    The generator of Keras reads its state and then assigns to it, so that another thread can read
    in between; here a single op does both. The state is a TensorFlow variable on every Keras
    backend: a variable of another backend would be a constant in the traced graph, and all batches
    would have the same random parameters.
    """

    def __init__(self, seed: int | None = None) -> None:
        self.name = "counter_seed_generator"
        self._initial_seed = seed
        if seed is None:
            # As in Keras: `keras.utils.set_random_seed()` seeds the module `random`.
            seed = random.randint(1, _LARGEST_DEFAULT)
        # The state of Philox: the two halves of a counter, and a key.
        state = np.array([0, 0, seed % _INT64], np.int64)
        self.state = tensorflow_variable(state, "counter_seed_generator_state")

    def next(self, ordered: bool = True) -> tf.Tensor:
        """Return a seed, (2,) of int64, and advance the counter."""
        del ordered
        before = tf.raw_ops.RngReadAndSkip(
            resource=self.state.value.handle,
            alg=tf.constant(_PHILOX),
            delta=tf.constant(1, tf.uint64),
        )
        return _of_replica(tf.gather(before, [2, 0]))


def _of_replica(seed: tf.Tensor) -> tf.Tensor:
    # Under a strategy, each replica has a copy of the counter with the same value.
    replica = tf.distribute.get_replica_context()
    if replica is None or replica.num_replicas_in_sync == 1:
        return seed
    number = tf.cast(replica.replica_id_in_sync_group, seed.dtype)
    return tf.random.fold_in(seed, number)
