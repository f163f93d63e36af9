"""CLAHE: against hand-worked cases, its definition and Keras."""

from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
import references_filters
from image_layers import picture
from prelayer import CLAHE

CASES = cases.load("clahe")
SETTINGS = [
    ((2, 32, 24), {}),
    ((2, 33, 25), {"clip_limit": 2.0, "tile_grid_size": (4, 8)}),
    ((1, 12, 10), {"clip_limit": 0.5}),
    ((1, 20, 21), {"clip_limit": 0.0, "tile_grid_size": (1, 1)}),
]


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


@pytest.mark.parametrize(("shape", "options"), SETTINGS)
def test_gives_what_keras_gives(shape, options):
    name = "ContrastLimitedAdaptiveHistogramEqualization"
    if not hasattr(keras.layers, name):
        pytest.skip("this version of Keras has no such layer")
    images = picture(*shape) / 2 + 30
    expected = getattr(keras.layers, name)(**options)(images)
    np.testing.assert_allclose(CLAHE(**options)(images), expected, atol=1e-3)


@pytest.mark.parametrize("value_range", [(0, 255), (-1, 1)])
@pytest.mark.parametrize(("shape", "options"), SETTINGS)
def test_equalizes_by_its_definition_and_skips_nan(shape, options, value_range):
    lower, upper = value_range
    images = picture(*shape) / np.float32(255) * (upper - lower) + lower
    images[0, :5, :6, 0] = np.nan
    result = CLAHE(value_range, **options)(images).numpy()
    limit, grid = options.get("clip_limit", 4.0), options.get("tile_grid_size", (8, 8))
    for image, adjusted in zip(images, result):
        expected = references_filters.clahe(image, limit, grid, lower, upper)
        # Where a tile is all NaN, its neighbors are mixed with what is no curve.
        tile = [-(-side // parts) for side, parts in zip(shape[1:], grid)]
        image[: 5 + 2 * tile[0], : 6 + 2 * tile[1], 0] = np.nan
        there = ~np.isnan(image)
        np.testing.assert_allclose(adjusted[there], expected[there], atol=1e-5 * (upper - lower))


def test_a_tile_without_pixels_changes_nothing():
    image = picture(1, 16, 16)[0]
    image[:8, :8] = np.nan
    image[8:, :], image[:8, 8:] = 100, 100
    alone = CLAHE(clip_limit=1e-9, tile_grid_size=(2, 2))(image).numpy()
    np.testing.assert_array_equal(np.isnan(alone), np.isnan(image))
    np.testing.assert_allclose(alone[~np.isnan(image)], 100, atol=0.5)


@pytest.mark.parametrize("shape", [(3, 2), (1, 1), (9, 3)])
def test_takes_images_with_fewer_pixels_than_tiles(shape):
    image = np.round(np.random.default_rng(1).uniform(2, 250, (*shape, 1))).astype("float32")
    expected = references_filters.clahe(image, 4, (8, 8), 0, 255)
    np.testing.assert_allclose(CLAHE()(image), expected, atol=1e-3)
    unknown = tf.function(CLAHE(), input_signature=[tf.TensorSpec((None, None, None, 1))])
    np.testing.assert_allclose(unknown(image[np.newaxis])[0], expected, atol=1e-3)


def test_acts_at_inference_too():
    images = picture(2, 16, 16)
    inputs = keras.Input(images.shape[1:])
    model = keras.Model(inputs, CLAHE()(inputs))
    np.testing.assert_allclose(model.predict(images, verbose=0), CLAHE()(images), atol=1e-3)
