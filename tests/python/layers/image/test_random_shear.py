"""RandomShear: against hand-worked cases, Keras, its definition, and what it draws."""

from __future__ import annotations

import math

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
import references
import references_geometry
from prelayer import RandomShear
from prelayer.ops.image.keyed_random import Key, uniform

CASES = cases.load("random_shear")
IMAGES = np.random.default_rng(5).random((3, 9, 7, 3)).astype("float32")
SHEARS = [(0.31, 0.17), (-0.73, 0.03), (0.11, -0.87)]


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def test_slants_a_column_of_a_matrix_into_a_diagonal():
    slant = RandomShear((1, 1), fill_mode="constant", seed=1)
    image = np.zeros((4, 4))
    image[:, 0] = 1
    np.testing.assert_allclose(slant(image), np.eye(4), atol=1e-5)


def sheared(layer, shears=SHEARS, images=IMAGES):
    x, y = np.transpose(shears).astype("float32")
    draws = {"x": tf.constant(x), "y": tf.constant(y)}
    return layer.transform_images(draws, tf.constant(images)).numpy()


@pytest.mark.parametrize("fill_mode", ["reflect", "wrap", "constant", "nearest"])
@pytest.mark.parametrize("interpolation", ["nearest", "bilinear"])
def test_reads_where_the_definition_says(interpolation, fill_mode):
    layer = RandomShear(interpolation=interpolation, fill_mode=fill_mode, fill_value=0.4)
    result = sheared(layer)
    for shear, image, actual in zip(SHEARS, IMAGES, result, strict=True):
        matrix = references_geometry.shear_matrix(*np.float32(shear).astype("float64"))
        expected = references.resample(image, matrix, interpolation, fill_mode, 0.4)
        np.testing.assert_allclose(actual, expected, atol=1e-4)


def test_gives_what_keras_gives_for_the_same_draws():
    parameters = {"shear_factor": np.float32(SHEARS), "input_shape": IMAGES.shape}
    expected = keras.layers.RandomShear().transform_images(IMAGES, parameters, training=True)
    np.testing.assert_allclose(sheared(RandomShear()), expected, atol=1e-4)


def test_draws_between_its_bounds_in_both_directions():
    drawn = RandomShear((0.2, 0.5), (0, 0.3)).sample_parameters(
        uniform(Key([1, 2]), 20_000, 3), 9, 9
    )
    x, y = drawn["x"].numpy(), drawn["y"].numpy()
    assert np.abs(x).min() >= 0.2
    assert np.abs(x).max() <= 0.5
    np.testing.assert_array_equal(np.sign(x), np.where(y == 0, np.sign(x), np.sign(y)))
    for values, bounds in [(np.abs(x), (0.2, 0.5)), (y, (-0.3, 0.3))]:
        counts, _ = np.histogram(values, bins=10, range=bounds)
        assert np.abs(counts - 2000).max() < 5 * math.sqrt(20_000 * 0.1 * 0.9)
    assert abs((x > 0).mean() - 0.5) < 0.02


def test_one_number_draws_both_directions_by_themselves():
    drawn = RandomShear(0.5, 0.3).sample_parameters(uniform(Key([1, 2]), 20_000, 3), 9, 9)
    for name, largest in [("x", 0.5), ("y", 0.3)]:
        counts, _ = np.histogram(drawn[name], bins=10, range=(-largest, largest))
        assert counts.sum() == 20_000
        assert np.abs(counts - 2000).max() < 5 * math.sqrt(20_000 * 0.1 * 0.9)
    assert abs(np.corrcoef(drawn["x"], drawn["y"])[0, 1]) < 0.04
