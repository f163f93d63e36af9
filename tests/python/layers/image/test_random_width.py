"""RandomWidth: against hand-worked cases, RandomHeight of turned images, and Keras."""

from __future__ import annotations

import numpy as np
import pytest
import tensorflow as tf
from keras.src.legacy import layers as legacy

import cases
from prelayer import RandomHeight, RandomWidth
from prelayer.layers.image.random_size import INTERPOLATIONS
from prelayer.ops.image.keyed_random import Key

CASES = cases.load("random_width")
IMAGES = np.random.default_rng(5).random((3, 7, 10, 3)).astype("float32")


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def test_makes_a_matrix_wider():
    wider = RandomWidth((1, 1), "nearest")([[1, 2], [3, 4]])
    np.testing.assert_array_equal(wider, [[1, 1, 2, 2], [3, 3, 4, 4]])


@pytest.mark.parametrize("interpolation", INTERPOLATIONS)
def test_gives_what_keras_gives(interpolation):
    # Keras cuts a width off; here it is just above a whole number, which both give.
    for factor in (0.31, -0.29):
        options = {"factor": (factor, factor), "interpolation": interpolation}
        expected = legacy.RandomWidth(**options)(IMAGES)
        np.testing.assert_allclose(RandomWidth(**options)(IMAGES), expected, atol=1e-5)


def test_is_random_height_of_the_turned_image():
    higher, wider, widths = RandomHeight(0.5), RandomWidth(0.5), set()
    for seed in range(8):
        turned = higher.augment(tf.constant(IMAGES.transpose(0, 2, 1, 3)), Key([seed, 1]))
        result = wider.augment(tf.constant(IMAGES), Key([seed, 1])).numpy()
        np.testing.assert_allclose(result, turned.numpy().transpose(0, 2, 1, 3), atol=1e-5)
        widths.add(result.shape[2])
    assert len(widths) > 3


def test_names_its_output_shape():
    layer = RandomWidth(0.5)
    assert layer.compute_output_shape((None, 7, 10, 3)) == (None, 7, None, 3)
    assert layer.compute_output_shape((7, 10)) == (7, None)
    first = RandomWidth(0.5, data_format="channels_first")
    assert first.compute_output_shape((None, 3, 7, 10)) == (None, 3, 7, None)
