"""The random numbers behind all random layers."""

from __future__ import annotations

import math

import numpy as np
import pytest
import tensorflow as tf

from prelayer.ops.image.keyed_random import Key, scale_to, uniform

SEED = tf.constant([7, 1_234_567])


@pytest.mark.parametrize("position", [0, 5])
@pytest.mark.parametrize("amount", [1, 4, 6])
def test_draws_the_same_numbers_compiled_or_not(amount, position):
    def draw(seed, position):
        return uniform(Key(seed, position), 50, amount)

    expected = draw(SEED, position)
    for jit_compile in (False, True):
        traced = tf.function(draw, jit_compile=jit_compile)
        np.testing.assert_array_equal(traced(SEED, tf.constant(position, tf.int64)), expected)


def test_draws_by_the_place_of_an_image_whatever_its_batch():
    whole = uniform(Key(SEED), 12, 3).numpy()
    parts = [uniform(Key(SEED, start), 4, 3) for start in (0, 4, 8)]
    np.testing.assert_array_equal(np.concatenate(parts), whole)
    assert len(np.unique(whole)) == 36


def test_draws_evenly_from_the_lower_bound_to_below_the_upper_one():
    drawn = scale_to(uniform(Key(SEED), 20_000, 5), (-2.0, 3.0)).numpy()
    counts, _ = np.histogram(drawn, bins=20, range=(-2, 3))
    assert counts.sum() == 100_000
    assert np.abs(counts - 5000).max() < 5 * math.sqrt(100_000 * 0.05 * 0.95)


def test_numbers_of_one_image_and_of_neighbors_are_not_related():
    drawn = uniform(Key(SEED), 20_000, 4).numpy()
    beside = np.concatenate([drawn[:-1], drawn[1:]], axis=1)
    related = np.corrcoef(beside, rowvar=False) - np.eye(8)
    assert np.abs(related).max() < 0.04


def test_draws_other_numbers_from_another_seed():
    first, second = uniform(Key(SEED), 100, 1), uniform(Key(SEED + 1), 100, 1)
    assert not np.isin(first, second).any()
