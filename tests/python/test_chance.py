"""The random numbers behind all random layers."""

from __future__ import annotations

import math

import numpy as np
import tensorflow as tf

from prelayer.ops.chance import uniform

SEED = tf.constant([7, 1_234_567])


def test_draws_the_same_numbers_compiled_or_not():
    traced = tf.function(uniform, jit_compile=False)
    compiled = tf.function(uniform, jit_compile=True)
    expected = uniform([3, 50], SEED)
    np.testing.assert_array_equal(traced([3, 50], SEED), expected)
    np.testing.assert_array_equal(compiled([3, 50], SEED), expected)


def test_draws_evenly_from_the_lower_bound_to_below_the_upper_one():
    drawn = uniform([100_000], SEED, -2.0, 3.0).numpy()
    counts, _ = np.histogram(drawn, bins=20, range=(-2, 3))
    assert counts.sum() == 100_000
    assert np.abs(counts - 5000).max() < 5 * math.sqrt(100_000 * 0.05 * 0.95)


def test_draws_other_numbers_from_another_seed():
    assert not np.isin(uniform([100], SEED), uniform([100], SEED + 1)).any()
