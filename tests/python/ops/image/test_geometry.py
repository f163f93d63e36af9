"""The matrices of geometric layers, and that several of them make one resample."""

from __future__ import annotations

import numpy as np
import pytest
import tensorflow as tf

import references
from prelayer.ops.image import geometry
from prelayer.ops.image.resample import resample

SIZES = [(5, 5), (4, 9), (1, 3)]


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_rotations_are_the_matrices_of_the_definition(height, width):
    turns = [0.0, 0.1, -0.3, 0.5]
    result = geometry.rotation(tf.constant(turns) * 2 * np.pi, height, width)
    expected = [references.rotation_matrix(turn, height, width) for turn in turns]
    np.testing.assert_allclose(result, expected, atol=1e-5)


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_zooms_are_the_matrices_of_the_definition(height, width):
    vertical, horizontal = [1.0, 2.0, 0.3], [1.0, 0.5, 0.0]
    result = geometry.zoom(tf.constant(vertical), tf.constant(horizontal), height, width)
    expected = [
        references.zoom_matrix(*zooms, height, width)
        for zooms in zip(vertical, horizontal, strict=True)
    ]
    np.testing.assert_allclose(result, expected, atol=1e-5)


def test_the_product_of_two_matrices_does_first_the_one_and_then_the_other():
    image = tf.constant(np.random.default_rng(2).random((1, 6, 6, 2)), tf.float32)
    quarter_turn = geometry.rotation(tf.constant([np.pi / 2], tf.float32), 6, 6)
    zoom_out = geometry.zoom(tf.constant([2.0]), tf.constant([1.0]), 6, 6)
    in_turn = resample(resample(image, quarter_turn), zoom_out)
    np.testing.assert_allclose(resample(image, quarter_turn @ zoom_out), in_turn, atol=1e-4)
    assert np.abs(resample(image, zoom_out @ quarter_turn) - in_turn).max() > 0.1
