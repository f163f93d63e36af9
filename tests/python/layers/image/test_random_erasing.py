"""RandomErasing: against hand-worked cases, its definition and what Keras draws."""

from __future__ import annotations

import math

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
import references_filters
from image_layers import picture
from prelayer import RandomErasing
from prelayer.ops.image.keyed_random import Key, uniform

CASES = cases.load("random_erasing")
IMAGES = picture(8, 9, 7)


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


@pytest.mark.parametrize("fill_value", [7.0, [1.0, 20.0, 300.0]])
def test_erases_by_its_definition(fill_value):
    layer = RandomErasing((0.2, 0.8), (0.1, 0.6), fill_value, seed=1)
    images = tf.constant(IMAGES)
    draws = layer.parameters_for(images, Key([1, 4]))
    result = layer.transform_images(draws, images).numpy()
    start, end = draws["start"].numpy(), draws["end"].numpy()
    assert len(set((end > start).all(axis=1))) == 2
    for index, image in enumerate(IMAGES):
        filling = np.clip(fill_value, 0, 255)
        expected = references_filters.erasing(image, start[index], end[index], filling)
        np.testing.assert_array_equal(result[index], expected.astype("float32"))


def test_draws_rectangles_between_its_bounds():
    layer = RandomErasing((0.4, 0.8), (0.1, 0.4))
    draws = layer.sample_parameters(uniform(Key([1, 2]), 20_000, 6), 100, 50)
    start, end = draws["start"].numpy(), draws["end"].numpy()
    applied = (end > start).all(axis=1)
    assert abs(applied.mean() - 0.6) < 0.02
    assert (end[~applied] == start[~applied]).all()
    shares = ((end - start) / [100, 50])[applied] ** 2
    assert shares.min() >= 0.1 - 1e-5
    assert shares.max() <= 0.4 + 1e-5
    np.testing.assert_allclose(shares.mean(axis=0), 0.25, atol=0.01)
    assert start.min() >= 0
    assert (end <= np.array([100, 50]) + 1e-3).all()
    free = start / (np.array([100, 50]) - (end - start))
    np.testing.assert_allclose(free[applied].mean(axis=0), 0.5, atol=0.02)


def test_erases_as_often_and_as_much_as_keras():
    gray = np.full((600, 20, 20, 1), 100, "float32")
    options = {"factor": (0.3, 0.7), "scale": (0.1, 0.5), "fill_value": 0, "seed": 3}
    shares = [
        np.mean(layer(gray, training=True) == 0, axis=(1, 2, 3))
        for layer in (RandomErasing(**options), keras.layers.RandomErasing(**options))
    ]
    for measure in (np.mean, np.std, lambda share: np.mean(share > 0)):
        assert measure(shares[0]) == pytest.approx(measure(shares[1]), abs=0.07)


@pytest.mark.parametrize("value_range", [(0, 255), (-1, 1)])
def test_noise_is_normal_and_within_the_range(value_range):
    lower, upper = value_range
    gray = np.full((8, 60, 70, 3), (lower + upper) / 2, "float32")
    layer = RandomErasing((1, 1), (1, 1), value_range=value_range, seed=4)
    noise = layer(gray).numpy() / upper
    for value in (-0.7, -0.2, 0.3, 0.8):
        if value >= lower / upper:
            below = 0.5 * (1 + math.erf(value / math.sqrt(2)))
            assert (noise < value).mean() == pytest.approx(below, abs=0.015)
    assert noise.min() == lower / upper
    assert noise.max() == 1
    # Neighbors, channels and images are as different as far pixels.
    for one, other in (
        (noise[:, 1:], noise[:, :-1]),
        (noise[:, :, 1:], noise[:, :, :-1]),
        (noise[..., 1:], noise[..., :-1]),
        (noise[1:], noise[:-1]),
        (noise[1:, 1:], noise[:-1, :-1]),
    ):
        assert abs(np.corrcoef(one.ravel(), other.ravel())[0, 1]) < 0.02


def test_noise_follows_from_the_seed():
    first, second = (RandomErasing((1, 1), (1, 1), seed=4)(IMAGES).numpy() for _ in range(2))
    np.testing.assert_array_equal(first, second)
    assert (first != RandomErasing((1, 1), (1, 1), seed=5)(IMAGES)).numpy().mean() > 0.5
