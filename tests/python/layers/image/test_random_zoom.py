"""RandomZoom: against hand-worked cases, Keras, and what its documentation promises."""

from __future__ import annotations

import math

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
from prelayer import RandomZoom
from prelayer.ops.image.keyed_random import Key, uniform

CASES = cases.load("random_zoom")
IMAGES = np.random.default_rng(5).random((3, 9, 7, 3)).astype("float32")


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


@pytest.mark.parametrize("fill_mode", ["reflect", "wrap", "constant", "nearest"])
@pytest.mark.parametrize("interpolation", ["nearest", "bilinear"])
@pytest.mark.parametrize(
    "factors", [[(0.23, 0.23)], [(-0.37, -0.37)], [(0.61, 0.61), (-0.23, -0.23)]]
)
def test_gives_what_keras_gives(factors, interpolation, fill_mode):
    options = {"fill_mode": fill_mode, "interpolation": interpolation, "fill_value": 0.5}
    for images in (IMAGES, IMAGES[0]):
        expected = keras.layers.RandomZoom(*factors, **options)(images, training=True)
        result = RandomZoom(*factors, **options)(images)
        np.testing.assert_allclose(result, expected, atol=1e-4)


def test_draws_for_each_image_by_itself():
    images = np.repeat(IMAGES[:1], 64, axis=0)
    results = RandomZoom(0.5, seed=3)(images).numpy()
    assert len({result.tobytes() for result in results}) == 64


def test_draws_evenly_between_its_bounds_and_each_direction_by_itself():
    layer = RandomZoom((-0.2, 0.1), 0.3)
    drawn = layer.sample_parameters(uniform(Key([1, 2]), 20_000, 2), 9, 7)
    for direction, bounds in [("vertical", (0.8, 1.1)), ("horizontal", (0.7, 1.3))]:
        counts, _ = np.histogram(drawn[direction], bins=10, range=bounds)
        assert counts.sum() == 20_000
        assert np.abs(counts - 2000).max() < 5 * math.sqrt(20_000 * 0.1 * 0.9)
    assert abs(np.corrcoef(drawn["vertical"], drawn["horizontal"])[0, 1]) < 0.04


def test_keeps_the_aspect_ratio_without_a_width_factor():
    drawn = RandomZoom(0.5).sample_parameters(uniform(Key([1, 2]), 100, 2), 9, 7)
    np.testing.assert_array_equal(drawn["vertical"], drawn["horizontal"])


def test_stays_finite_where_the_zoom_is_without_end():
    result = RandomZoom(1.0, seed=1)(np.repeat(IMAGES, 50, axis=0))
    assert np.isfinite(result).all()


def test_repeats_with_the_same_seed_and_goes_on_drawing():
    first, second = RandomZoom(0.3, seed=9), RandomZoom(0.3, seed=9)
    results = [first(IMAGES).numpy() for _ in range(2)]
    np.testing.assert_array_equal(results[0], second(IMAGES))
    np.testing.assert_array_equal(results[1], second(IMAGES))
    assert np.abs(results[0] - results[1]).max() > 0.01


@pytest.mark.parametrize("dtype", ["uint8", "int64", "float16", "float32", "float64"])
def test_gives_floats_for_every_dtype(dtype):
    images = (IMAGES * 255).astype(dtype)
    layer = RandomZoom((0.3, 0.3))
    result = layer(images)
    assert result.dtype == tf.float32
    np.testing.assert_allclose(result, layer(images.astype("float32")), atol=1e-3)
    assert layer(images, training=False).dtype == tf.float32
