"""Numbers of Beta distributions: against NumPy's own, by their moments and quantiles."""

from __future__ import annotations

import numpy as np
import pytest

from prelayer.ops.image import beta
from prelayer.ops.image.keyed_random import Key, uniform

COUNT = 1_000_000
EVEN = uniform(Key([1, 2]), COUNT, 1)[:, 0]


@pytest.mark.parametrize(("a", "b"), [(0.01, 0.01), (0.2, 0.2), (1, 1), (1, 2), (5, 0.5), (40, 40)])
def test_draws_what_numpy_draws(a, b):
    numbers = beta.drawn(EVEN, beta.quantiles([(a, b)])).numpy().astype("float64")
    mean, variance = a / (a + b), a * b / ((a + b) ** 2 * (a + b + 1))
    assert numbers.min() >= 0
    assert numbers.max() <= 1
    assert abs(numbers.mean() - mean) < 5 * np.sqrt(variance / COUNT) + 1e-4
    assert abs(numbers.var() - variance) < 2e-3 * variance + 1e-4
    expected = np.random.default_rng(3).beta(a, b, COUNT)
    for edge in np.linspace(0.01, 0.99, 25):
        share = (numbers < edge).mean()
        assert abs(share - (expected < edge).mean()) < 3e-3, edge


def test_mixes_distributions_evenly():
    table = beta.quantiles([(1, 1), (40, 40)])
    numbers = beta.drawn(EVEN, table).numpy()
    center = (np.abs(numbers - 0.5) < 0.25).mean()
    np.testing.assert_allclose(center, (0.5 + 1) / 2, atol=2e-3)


def test_the_extremes_are_in_its_range():
    numbers = beta.drawn(np.float32([0, 1 - 2**-24]), beta.quantiles([(2, 2)])).numpy()
    np.testing.assert_allclose(numbers, [0, 1], atol=1e-5)


@pytest.mark.parametrize("shape", [1e-6, 1e-3, 1e4, 1e7])
def test_stays_a_distribution_for_any_shape(shape):
    table = beta.quantiles([(shape, shape)])
    assert np.isfinite(table).all()
    assert (np.diff(table) >= 0).all()
    np.testing.assert_allclose(table.mean(), 0.5, atol=1e-3)
