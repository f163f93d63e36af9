"""RandomPerspective: against hand-worked cases, Keras, its definition, and what it draws."""

from __future__ import annotations

import math

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
import references
import references_geometry
from prelayer import RandomPerspective
from prelayer.ops.image.keyed_random import Key, uniform
from prelayer.ops.image.perspective import perspective

CASES = cases.load("random_perspective")
IMAGES = np.random.default_rng(5).random((3, 9, 7, 3)).astype("float32")
STRETCHES = np.random.default_rng(3).uniform(0.7, 1.3, (3, 4)).astype("float32")
CORNERS = np.array([[0, 0], [6, 0], [0, 8], [6, 8]], "float64")


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def moved_corners(stretches):
    right, down, right_below, down_below = stretches
    return CORNERS * [[1, 1], [right, 1], [1, down], [right_below, down_below]]


@pytest.mark.parametrize("interpolation", ["nearest", "bilinear"])
def test_reads_where_the_definition_says(interpolation):
    layer = RandomPerspective(interpolation=interpolation, fill_value=0.4)
    draws = {"stretches": tf.constant(STRETCHES)}
    result = layer.transform_images(draws, tf.constant(IMAGES)).numpy()
    for stretches, image, actual in zip(STRETCHES, IMAGES, result, strict=True):
        matrix = references_geometry.matrix_through(moved_corners(stretches), CORNERS)
        expected = references.resample(image, matrix, interpolation, "constant", 0.4)
        np.testing.assert_allclose(actual, expected, atol=1e-4)


def test_corners_come_to_lie_where_they_were_drawn():
    corners = np.repeat(CORNERS[np.newaxis], 3, axis=0).astype("float32")
    draws = {"stretches": tf.constant(STRETCHES)}
    result = RandomPerspective().transform_points(draws, tf.constant(corners), (9, 7))
    expected = [moved_corners(stretches) for stretches in STRETCHES]
    np.testing.assert_allclose(result, expected, atol=1e-4)


def test_gives_what_keras_gives_for_the_same_draws():
    corners = np.repeat(CORNERS[np.newaxis], 3, axis=0).astype("float32")
    ends = np.float32([moved_corners(stretches) for stretches in STRETCHES])
    parameters = {"start_points": corners, "end_points": ends, "input_shape": IMAGES.shape}
    parameters["apply_perspective"] = np.array([True, False, True])
    layer = keras.layers.RandomPerspective(fill_value=0.3)
    expected = layer.transform_images(IMAGES, parameters, training=True)
    stretches = np.where([[True], [False], [True]], STRETCHES, np.float32(1))
    draws = {"stretches": tf.constant(stretches)}
    result = RandomPerspective(fill_value=0.3).transform_images(draws, tf.constant(IMAGES))
    np.testing.assert_allclose(result, expected, atol=1e-4)


def test_images_one_pixel_wide_stay_finite():
    stretches = tf.constant(STRETCHES)
    assert np.isfinite(perspective(stretches, 1, 1)).all()
    image = np.float32([[1, 2, 3]])
    assert np.isfinite(RandomPerspective((1, 1), seed=1)(image)).all()


def test_transforms_as_many_images_as_the_factor_says():
    drawn = uniform(Key([1, 2]), 20_000, 6)
    for factor, share in [(1.0, 0.5), ((1, 1), 1), ((0.2, 0.4), 0.3), (0.5, 0.25), (0, 0)]:
        stretches = (
            RandomPerspective(factor, 0.4).sample_parameters(drawn, 9, 7)["stretches"].numpy()
        )
        assert abs((stretches != 1).any(axis=1).mean() - share) < 0.02


def test_draws_corners_evenly_within_the_scale():
    drawn = uniform(Key([1, 2]), 20_000, 6)
    stretches = RandomPerspective((1, 1), 0.4).sample_parameters(drawn, 9, 7)["stretches"].numpy()
    for corner in stretches.T:
        counts, _ = np.histogram(corner, bins=10, range=(0.8, 1.2))
        assert counts.sum() == 20_000
        assert np.abs(counts - 2000).max() < 5 * math.sqrt(20_000 * 0.1 * 0.9)
    assert np.abs(np.corrcoef(stretches.T) - np.eye(4)).max() < 0.04
