"""RandomHue: against hand-worked cases, its definition, and Keras."""

from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
import references_color
from color_checks import assert_equals, assert_even, colors, draws_of
from prelayer import RandomHue
from prelayer.ops.image import hsv

CASES = cases.load("random_hue")


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


TURNS = np.float32([-0.5, -0.21, 0.1, 0.5])


def test_changes_a_small_image():
    image = np.array([[[200.0, 150.0, 100.0], [80.0, 80.0, 80.0]]])
    result = RandomHue(factor=(1, 1))(image)
    np.testing.assert_allclose(result, [[[100, 150, 200], [80, 80, 80]]], atol=1e-3)


@pytest.mark.parametrize("factor", [0, 0.4, (0.3, 0.5), (0.9, 1), (1, 1)])
@pytest.mark.parametrize("channels", [3, 4])
def test_equals_its_definition(channels, factor):
    def make(value_range):
        return RandomHue(factor, value_range)

    assert_equals(make, references_color.turn, channels)


def test_equals_its_definition_for_every_turn():
    image = colors((0, 1))[1]
    turns = np.linspace(-1, 1, 97)
    result = hsv.turn(tf.constant(np.stack([image] * 97)), tf.constant(turns)).numpy()
    for changed, turn in zip(result, turns):
        np.testing.assert_allclose(
            changed, references_color.turn(image, (0, 1), turn), atol=1 / 255
        )


@pytest.mark.parametrize("value_range", [(0, 255), (0, 1)])
def test_gives_what_keras_gives(value_range):
    images = colors(value_range).astype("float32")
    theirs = keras.layers.RandomHue(1.0, value_range)
    expected = theirs.transform_images(images, {"factor": TURNS})
    layer = RandomHue(1.0, value_range)
    result = layer.transform_images({"turns": tf.constant(TURNS)}, tf.constant(images))
    np.testing.assert_allclose(result, expected, atol=1e-4 * value_range[1])


def test_one_unknown_channel_makes_the_color_unknown():
    images = colors().astype("float32")
    images[0, 2, 3, 0] = images[0, 2, 4, 1] = images[0, 2, 5, 2] = np.nan
    for jit_compile in (False, True):
        function = tf.function(RandomHue((0.3, 0.3)), jit_compile=jit_compile)
        unknown = np.isnan(function(images))
        assert unknown[0, 2, 3:6].all()
        assert unknown.sum() == 9


def test_draws_evenly_between_its_bounds():
    turns = draws_of(RandomHue(0.4), "turns")
    assert_even(turns, -0.2, 0.2)
    turns = draws_of(RandomHue((0.8, 0.2)), "turns")
    assert_even(np.abs(turns), 0.1, 0.4)
    assert np.abs((turns < 0).mean() - 0.5) < 0.02
