"""RandomChannelShift."""

import math

import numpy as np
import pytest
import tensorflow as tf

import cases
from image_layers import picture
from prelayer import RandomChannelShift
from prelayer.ops.image.keyed_random import Key, uniform
from references_whitening import shifted

PIXELS = picture(3)


@pytest.mark.parametrize("case", cases.load("random_channel_shift"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("value_range", [(0, 255), (0, 1), (-1, 1)])
@pytest.mark.parametrize("factor", [0.4, (0.1, 0.8)])
def test_equals_numpy_pixel_by_pixel(value_range, factor):
    lower, upper = value_range
    images = PIXELS / 255 * (upper - lower) + lower
    layer, key = RandomChannelShift(factor, value_range), Key([4, 5])
    draws = layer.parameters_for(tf.constant(images), key)["shift"].numpy()
    found = layer.augment(tf.constant(images), key)
    expected = [shifted(image, drawn, value_range) for image, drawn in zip(images, draws)]
    np.testing.assert_allclose(found, expected, atol=(upper - lower) / 255)


def test_draws_for_each_channel_evenly_between_its_bounds():
    layer = RandomChannelShift((-0.1, 0.3), channels=3)
    shifts = layer.sample_parameters(uniform(Key([1, 2]), 20_000, 3), 9, 9)["shift"].numpy() / 255
    assert shifts.shape == (20_000, 3)
    assert shifts.min() >= -0.1 - 1e-6
    assert shifts.max() <= 0.3 + 1e-6
    for channel in shifts.T:
        counts, _ = np.histogram(channel, bins=10, range=(-0.1, 0.3))
        assert np.abs(counts - 2000).max() < 5 * math.sqrt(20_000 * 0.1 * 0.9)
    assert np.abs(np.corrcoef(shifts.T) - np.eye(3)).max() < 0.05


def test_tints_images():
    gray = np.full((8, 2, 2, 3), 100, "uint8")
    tinted = RandomChannelShift(0.3, seed=1)(gray).numpy()
    assert (np.ptp(tinted[:, 0, 0], axis=1) > 1).all()
    np.testing.assert_array_equal(tinted, np.broadcast_to(tinted[:, :1, :1], tinted.shape))


def test_repeats_with_the_same_seed_and_goes_on_drawing():
    first, second = RandomChannelShift(0.3, seed=9), RandomChannelShift(0.3, seed=9)
    results = [first(PIXELS).numpy() for _ in range(2)]
    np.testing.assert_array_equal(results[0], second(PIXELS))
    np.testing.assert_array_equal(results[1], second(PIXELS))
    assert np.abs(results[0] - results[1]).max() > 1
