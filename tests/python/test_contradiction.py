"""Pixels that plainly contradict a range of values, and pixels that do not."""

from __future__ import annotations

import numpy as np
import pytest
import tensorflow as tf

from prelayer.ops.contradiction import refused

WIDE, NARROW = (0.0, 255.0), (0.0, 1.0)
FINE = [
    (np.linspace(0, 255, 99), WIDE),
    (np.linspace(-20, 300, 99), WIDE),
    (np.zeros(99), WIDE),
    (np.tile([0.0, 1.0], 50), WIDE),
    (np.full(99, np.nan), WIDE),
    (np.linspace(0, 1, 99), NARROW),
    (np.linspace(-0.4, 1.4, 99), NARROW),
    (np.linspace(-1, 1, 99), (-1.0, 1.0)),
    (np.arange(99, dtype="uint8"), WIDE),
]
PLAIN = [
    (np.linspace(0, 1, 99), WIDE, "from 0 to 1"),
    (np.linspace(-1, 1, 99), WIDE, "from -1 to 1"),
    (np.linspace(0, 65535, 99), WIDE, "from 0 to 65535"),
    (np.linspace(0, 255, 99), NARROW, "from 0 to 255"),
]


def image(pixels):
    return tf.constant(np.tile(np.asarray(pixels)[:, np.newaxis], (1, 9)).astype(pixels.dtype))


@pytest.mark.parametrize(("pixels", "value_range"), FINE)
def test_takes_what_may_be_meant(pixels, value_range):
    np.testing.assert_array_equal(refused("Layer", image(pixels), value_range), image(pixels))
    traced = tf.function(lambda images: refused("Layer", images, value_range))
    np.testing.assert_array_equal(traced(image(pixels)), image(pixels))


@pytest.mark.parametrize(("pixels", "value_range", "values"), PLAIN)
def test_refuses_what_cannot_be_meant(pixels, value_range, values):
    with pytest.raises(ValueError) as caught:
        refused("Layer", image(pixels), value_range)
    lower, upper = value_range
    assert str(caught.value) == (
        f"Layer: `value_range` is ({lower:g}, {upper:g}), but the images hold values {values}. "
        "Rescale them, or name the range that they are in."
    )
    traced = tf.function(lambda images: refused("Layer", images, value_range))
    with pytest.raises(tf.errors.InvalidArgumentError, match="Layer: `value_range` is"):
        traced(image(pixels))
