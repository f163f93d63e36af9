"""RandomElasticTransform: against cases, the strength and smoothness of Keras's fields, its own."""

from __future__ import annotations

import math

import numpy as np
import pytest
import tensorflow as tf

import cases
from prelayer import RandomElasticTransform
from prelayer.ops.image import elastic
from prelayer.ops.image.keyed_random import Key, uniform
from prelayer.ops.image.resample import mirrored

CASES = cases.load("random_elastic_transform")
IMAGES = np.random.default_rng(5).uniform(0, 255, (3, 20, 24, 3)).astype("float32")
EACH = {"factor": (1, 1), "scale": (1, 1)}


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def draws_of(layer, count, height, width):
    return layer.sample_parameters(uniform(Key([1, 2]), count, layer.random_numbers), height, width)


def field_of(draws, height, width):
    """Return displacements (N, 2, height, width) in pixels, x and y."""
    places = elastic.places(draws["grids"], draws["sigma"], height, width).numpy()
    y, x = np.mgrid[:height, :width]
    return places - np.stack([x, y])


def spline(apart):
    apart = abs(apart)
    if apart < 1:
        return 2 / 3 - apart**2 + apart**3 / 2
    return (2 - apart) ** 3 / 6 if apart < 2 else 0.0


def test_a_field_is_the_spline_of_the_definition():
    draws = draws_of(RandomElasticTransform(**EACH), 1, 40, 60)
    grid, sigma = draws["grids"].numpy()[0].astype("float64"), float(draws["sigma"][0])
    field = field_of(draws, 40, 60)[0]
    spacing = sigma * math.sqrt(3)
    for y, x in [(0, 0), (7, 59), (39, 30), (20, 1)]:
        first_row, first_column = math.floor(y / spacing) - 1, math.floor(x / spacing) - 1
        expected = sum(
            spline(y / spacing - i) * spline(x / spacing - j) * grid[:, i % 32, j % 32]
            for i in range(first_row, first_row + 4)
            for j in range(first_column, first_column + 4)
        )
        np.testing.assert_allclose(field[:, y, x], expected, atol=1e-4)


@pytest.mark.parametrize(("height", "width", "scale"), [(64, 96, 1.0), (128, 100, 0.5)])
def test_fields_are_as_strong_and_as_smooth_as_those_of_keras(height, width, scale):
    layer = RandomElasticTransform((1, 1), (scale, scale))
    field = field_of(draws_of(layer, 60, height, width), height, width)
    # Keras smooths white noise of deviation sigma by a Gaussian of width sigma, times alpha.
    alpha, sigma = 0.1 * scale * max(height, width), 0.05 * scale * min(height, width)
    assert abs(field.mean()) < 0.1 * alpha
    assert abs(field.std() / (alpha / (2 * math.sqrt(math.pi))) - 1) < 0.05
    for distance in (round(sigma), round(2 * sigma)):
        alike = (field[..., distance:] * field[..., :-distance]).mean() / field.var()
        assert abs(alike - math.exp(-(distance**2) / (4 * sigma**2))) < 0.08
    x, y = field[:, 0].ravel(), field[:, 1].ravel()
    assert abs(np.corrcoef(x, y)[0, 1]) < 0.1


def test_points_follow_the_field():
    layer = RandomElasticTransform((1, 1), (0.3, 1))
    draws = draws_of(layer, 20, 80, 90)
    inputs = np.random.default_rng(1).uniform(0, 80, (20, 50, 2)).astype("float32")
    moved = layer.transform_points(draws, tf.constant(inputs), (80, 90)).numpy()
    field = field_of(draws, 80, 90)
    missed = 0
    for image in range(20):
        for (x, y), point in zip(moved[image], inputs[image], strict=True):
            column, row = round(float(x)), round(float(y))
            if 1 <= column < 89 and 1 <= row < 79:
                # The field between pixels, to the first order.
                here = field[image, :, row, column]
                per_x = field[image, :, row, column + 1] - here
                per_y = field[image, :, row + 1, column] - here
                read = np.array([x, y]) + here + (x - column) * per_x + (y - row) * per_y
                missed += np.abs(read - point).max() > 0.5
    assert missed <= 10  # of 1000, where the field folds


def test_transforms_as_many_images_as_the_factor_says():
    for factor, share in [(1.0, 0.5), ((1, 1), 1), ((0.2, 0.4), 0.3), (0, 0)]:
        draws = draws_of(RandomElasticTransform(factor), 2000, 20, 24)
        bent = (draws["grids"].numpy() != 0).any(axis=(1, 2, 3))
        assert abs(bent.mean() - share) < 0.05


def test_every_image_draws_its_scale():
    sigma = draws_of(RandomElasticTransform((1, 1), (0.5, 1)), 2000, 200, 300)["sigma"].numpy()
    counts, _ = np.histogram(sigma, bins=5, range=(5, 10))
    assert counts.sum() == 2000
    assert np.abs(counts - 400).max() < 5 * math.sqrt(2000 * 0.2 * 0.8)


def test_mirrors_at_the_pixels_of_the_edges():
    places = tf.reshape(tf.constant([-1.0, -3.0, 1.25, 4.0, 7.5]), [1, 1, 1, 5])
    result = mirrored(tf.concat([places, tf.zeros_like(places)], 1), 1, 4).numpy()
    np.testing.assert_allclose(result[0, 0, 0], [1, 3, 1.25, 2, 1.5])
    layer = RandomElasticTransform(**EACH, fill_mode="mirror", seed=1)
    inner = layer(IMAGES).numpy()
    assert np.isfinite(inner).all()
    assert inner.min() >= 0
