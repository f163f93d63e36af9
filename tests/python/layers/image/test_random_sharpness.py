"""RandomSharpness: against hand-worked cases, its definition and Keras."""

from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
import references_filters
from image_layers import picture
from prelayer import RandomSharpness
from prelayer.ops.image.keyed_random import Key, uniform

CASES = cases.load("random_sharpness")
IMAGES = picture(3, 9, 7)


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


@pytest.mark.parametrize("data_format", ["channels_last", "channels_first"])
@pytest.mark.parametrize("factor", [0.0, 0.3, 0.5, 1.0])
def test_gives_what_keras_gives(factor, data_format):
    images = IMAGES if data_format == "channels_last" else IMAGES.transpose(0, 3, 1, 2)
    options = {"factor": (factor, factor), "data_format": data_format}
    expected = keras.layers.RandomSharpness(**options)(images, training=True)
    # Keras mixes in 0 from beyond the edges.
    inside = np.s_[:, 1:-1, 1:-1] if data_format == "channels_last" else np.s_[..., 1:-1, 1:-1]
    result = RandomSharpness(**options)(images)
    np.testing.assert_allclose(result[inside], expected[inside], atol=1e-3)


def test_sharpens_by_its_definition():
    layer = RandomSharpness((0.1, 0.9), seed=1)
    images = tf.constant(IMAGES)
    draws = layer.parameters_for(images, Key([1, 2]))
    result = layer.transform_images(draws, images).numpy()
    for image, factor, adjusted in zip(IMAGES, draws["factor"].numpy(), result):
        expected = references_filters.sharpness(image, float(factor)).clip(0, 255)
        np.testing.assert_allclose(adjusted, expected, atol=1e-3)


def test_draws_evenly_between_its_bounds():
    layer = RandomSharpness((0.7, 0.2))
    assert layer.factor == (0.2, 0.7)
    factors = layer.sample_parameters(uniform(Key([1, 2]), 20_000, 1), 9, 7)["factor"].numpy()
    assert factors.min() >= 0.2
    assert factors.max() <= 0.7
    counts, _ = np.histogram(factors, bins=10, range=(0.2, 0.7))
    assert np.abs(counts - 2000).max() < 5 * (20_000 * 0.1 * 0.9) ** 0.5
    assert RandomSharpness(0.4).factor == (0, 0.4)
