"""The resize that layers and loaders share: one result in every kind of graph."""

from __future__ import annotations

import numpy as np
import pytest
import tensorflow as tf

from prelayer.ops.image.resize import INTERPOLATIONS, resize
from prelayer.ops.image.resize_weights import weights

IMAGES = np.random.default_rng(3).random((2, 13, 9, 3)).astype("float32")
SIZES = [(5, 7), (30, 11), (13, 9), (1, 1)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("antialias", [False, True])
@pytest.mark.parametrize("interpolation", INTERPOLATIONS)
def test_gives_the_same_compiled_or_not(interpolation, antialias, size):
    def run(images):
        return resize(images, *size, interpolation, antialias)

    compiled = tf.function(run, jit_compile=True)
    result = compiled(tf.constant(IMAGES))
    np.testing.assert_allclose(result, run(tf.constant(IMAGES)), atol=1e-3)


@pytest.mark.parametrize("interpolation", ["bilinear", "bicubic", "lanczos3", "lanczos5", "area"])
@pytest.mark.parametrize("antialias", [False, True])
def test_shares_sum_to_one(interpolation, antialias):
    for size, new_size in [(13, 5), (5, 13), (4, 4), (7, 1), (1, 3)]:
        shares = weights(size, new_size, interpolation, antialias)
        assert shares.shape == (new_size, size)
        np.testing.assert_allclose(shares.sum(axis=1), 1)


def test_area_shares_are_the_overlaps():
    expected = [[2 / 3, 1 / 3, 0], [0, 1 / 3, 2 / 3]]
    np.testing.assert_allclose(weights(3, 2, "area", False), expected)
