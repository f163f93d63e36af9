"""Changes of which each image undergoes its own: against NumPy, from their definitions."""

from __future__ import annotations

import numpy as np
import pytest
import tensorflow as tf

import references_policy
from prelayer.ops.image import augmentation_policy
from prelayer.ops.image.keyed_random import Key, uniform

IMAGES = np.random.default_rng(4).integers(10, 240, (44, 8, 7, 3)).astype("float32")
PLACES = np.arange(44) % 11
STRENGTH = np.random.default_rng(5).uniform(-1, 1, (44, 2)).astype("float32")


@pytest.mark.parametrize("jit_compile", [False, True])
@pytest.mark.parametrize(("lower", "upper"), [(0, 255), (-1, 1)])
def test_each_image_undergoes_its_own_change(lower, upper, jit_compile):
    def change(images, changes, strength):
        toned = augmentation_policy.apply_color_ops(images, changes, strength, (lower, upper))
        even = augmentation_policy.equalize(toned, changes, (lower, upper))
        return augmentation_policy.sharpen(even, changes, strength, (lower, upper))

    scaled = IMAGES / 255 * (upper - lower) + lower
    result = tf.function(change, jit_compile=jit_compile)(scaled, PLACES, STRENGTH)
    bytes_ = (result.numpy() - lower) / (upper - lower) * 255
    for i, place in enumerate(PLACES):
        name = augmentation_policy.CHANGES[place]
        expected = references_policy.toned(IMAGES[i], name, *STRENGTH[i].tolist())
        np.testing.assert_allclose(bytes_[i], expected, atol=0.01, err_msg=name)
        if name in references_policy.GEOMETRY:
            np.testing.assert_allclose(bytes_[i], IMAGES[i], atol=1e-3)
        else:
            assert np.abs(bytes_[i] - IMAGES[i]).max() > 0.5, name


def test_a_strength_of_0_changes_nothing_that_has_one():
    images = np.concatenate([IMAGES, np.full((11, 8, 7, 3), 255, "float32")])
    changes, strength = np.concatenate([PLACES, np.arange(11)]), np.zeros((55, 2), "float32")
    result = augmentation_policy.apply_color_ops(tf.constant(images), changes, strength, (0, 255))
    result = augmentation_policy.sharpen(result, changes, strength, (0, 255)).numpy()
    strong = [augmentation_policy.CHANGES.index(name) for name in ("auto_contrast", "equalization")]
    weak = ~np.isin(changes, strong)
    np.testing.assert_allclose(result[weak], images[weak], atol=1e-3)


def test_the_matrix_is_that_of_all_geometric_changes_in_their_order():
    changes = np.random.default_rng(6).integers(0, 5, (200, 3))
    strength = np.random.default_rng(7).uniform(-1, 1, (200, 3, 2)).astype("float32")
    matrices = augmentation_policy.matrices(
        tf.constant(changes), tf.constant(strength), 8, 6
    ).numpy()
    for i in range(200):
        expected = np.eye(3)
        for place, (first, second) in zip(changes[i], strength[i].tolist()):
            step = references_policy.matrix(augmentation_policy.CHANGES[place], first, second, 8, 6)
            expected = expected @ step
        np.testing.assert_allclose(matrices[i], expected, atol=1e-4)


def test_draws_changes_evenly_and_strengths_both_ways():
    drawn = augmentation_policy.sample_operations(
        uniform(Key([1, 2]), 20_000, 6), 2, 11, (0.1, 0.4)
    )
    changes, strength = drawn["change"].numpy(), drawn["strength"].numpy()
    expected = 40_000 / 11
    counts = np.bincount(changes.reshape(-1), minlength=11)
    assert len(counts) == 11
    assert np.abs(counts - expected).max() < 5 * np.sqrt(expected)
    size = np.abs(strength)
    assert size.min() >= 0.1 - 1e-6
    assert size.max() <= 0.4 + 1e-6
    counts, _ = np.histogram(size, bins=10, range=(0.1, 0.4))
    assert np.abs(counts - 8000).max() < 5 * np.sqrt(8000)
    assert abs((strength > 0).mean() - 0.5) < 0.01
    columns = np.concatenate([changes, strength.reshape(-1, 4)], axis=1)
    between = np.corrcoef(columns, rowvar=False) - np.eye(6)
    assert np.abs(between).max() < 0.04


def test_leaves_out_changes_that_are_not_among_those():
    few = augmentation_policy.CHANGES[:7]
    places = PLACES % 7
    result = augmentation_policy.apply_color_ops(
        tf.constant(IMAGES), places, STRENGTH, (0, 255), few
    )
    expected = augmentation_policy.apply_color_ops(tf.constant(IMAGES), places, STRENGTH, (0, 255))
    np.testing.assert_allclose(result, expected, atol=1e-3)
