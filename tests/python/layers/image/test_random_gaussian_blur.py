"""RandomGaussianBlur: against hand-worked cases, its definition and Keras."""

from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
import references_filters
from image_layers import picture
from prelayer import RandomGaussianBlur
from prelayer.ops.image.keyed_random import Key, uniform

CASES = cases.load("random_gaussian_blur")
IMAGES = picture(4, 9, 7)


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


@pytest.mark.parametrize("sigma", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("kernel_size", [1, 3, 7])
def test_gives_what_keras_gives(kernel_size, sigma):
    options = {"factor": (1, 1), "kernel_size": kernel_size, "sigma": (sigma, sigma)}
    expected = keras.layers.RandomGaussianBlur(**options)(IMAGES, training=True)
    # Keras mixes in 0 from beyond the edges.
    edge = kernel_size // 2
    inside = np.s_[:, edge : 9 - edge, edge : 7 - edge]
    result = RandomGaussianBlur(**options)(IMAGES)
    np.testing.assert_allclose(result[inside], expected[inside], atol=1e-3)


@pytest.mark.parametrize("kernel_size", [(1, 1), (3, 5), (5, 1), (11, 11)])
def test_blurs_by_its_definition(kernel_size):
    layer = RandomGaussianBlur((0.5, 1), kernel_size, (0.2, 4), seed=1)
    images = tf.constant(IMAGES)
    draws = layer.parameters_for(images, Key([1, 4]))
    result = layer.transform_images(draws, images).numpy()
    assert set(draws["applied"].numpy()) == {True, False}
    for index, applied in enumerate(draws["applied"].numpy()):
        sigma = draws["sigma"][index].numpy().astype("float64")
        expected = references_filters.gaussian_blur(IMAGES[index], sigma, kernel_size)
        np.testing.assert_allclose(result[index], expected if applied else IMAGES[index], atol=1e-3)


def test_draws_evenly_between_its_bounds():
    layer = RandomGaussianBlur((0.2, 0.6), sigma=(0.5, 2.5))
    draws = layer.sample_parameters(uniform(Key([1, 2]), 20_000, 3), 9, 7)
    assert abs(np.mean(draws["applied"]) - 0.4) < 0.02
    sigma = draws["sigma"].numpy()
    assert sigma.min() >= 0.5
    assert sigma.max() <= 2.5
    np.testing.assert_allclose(sigma.mean(axis=0), 1.5, atol=0.02)
    assert abs(np.corrcoef(sigma[:, 0], sigma[:, 1])[0, 1]) < 0.03
    for factor, share in ((1.0, 0.5), ((1, 1), 1), (0, 0)):
        applied = RandomGaussianBlur(factor).sample_parameters(
            uniform(Key([1, 2]), 20_000, 3), 9, 7
        )["applied"]
        assert abs(np.mean(applied) - share) < 0.02


def test_blurs_a_single_row_of_pixels():
    row = IMAGES[:, :1]
    result = RandomGaussianBlur((1, 1), 7, (2, 2))(row).numpy()
    for image, blurred in zip(row, result):
        expected = references_filters.gaussian_blur(image, (2, 2), (7, 7))
        np.testing.assert_allclose(blurred, expected, atol=1e-3)
