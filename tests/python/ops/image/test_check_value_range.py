"""Pixels that plainly contradict a range of values, and pixels that do not."""

from __future__ import annotations

import re

import keras
import numpy as np
import pytest
import tensorflow as tf

from prelayer import RandomBrightness
from prelayer._core.owner import called
from prelayer.ops.image.check_value_range import check_range, warn_of_range

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
DARK = [
    (np.linspace(0, 1, 99), "from 0 to 1", "(0, 1)"),
    (np.linspace(-1, 1, 99), "from -1 to 1", "(-1, 1)"),
    (np.r_[np.full(98, np.nan), 0.25], "from 0.25 to 0.25", "(0, 1)"),
]
PLAIN = [
    (np.linspace(0, 65535, 99), WIDE, "from 0 to 65535"),
    (np.linspace(0, 255, 99), NARROW, "from 0 to 255"),
]


@pytest.fixture(autouse=True)
def owner():
    with called("Layer"):
        yield


def image(pixels):
    return tf.constant(np.tile(pixels, (9, 1)))


def traced(value_range):
    """Return a traced function that counts the rows of an image after a look at its pixels."""

    @tf.function
    def count(images):
        check_range(images, value_range)
        return tf.shape(images)[0]

    return count


@pytest.mark.parametrize(("pixels", "value_range"), FINE)
def test_takes_what_may_be_meant(pixels, value_range):
    assert check_range(image(pixels), value_range) is None
    assert not warn_of_range(image(pixels), value_range)
    assert traced(value_range)(image(pixels)) == 9


@pytest.mark.parametrize(("pixels", "values", "meant"), DARK)
def test_warns_of_what_may_be_another_range_and_takes_it(pixels, values, meant):
    assert check_range(image(pixels), WIDE) is None
    assert traced(WIDE)(image(pixels)) == 9
    sentence = (
        f"Layer: `value_range` is (0, 255), but the images hold fractions {values}. "
        f"If 1 is white, pass `value_range={meant}`."
    )
    with pytest.warns(UserWarning, match=f"^{re.escape(sentence)}$"):
        assert warn_of_range(image(pixels), WIDE)


@pytest.mark.parametrize(
    "call",
    [RandomBrightness(0.1), keras.Sequential([RandomBrightness(0.1)])],
    ids=["layer", "model"],
)
def test_a_warning_points_to_the_line_of_the_user(call):
    pixels = tf.constant(np.tile(np.linspace(0, 1, 99)[:, None, None], (1, 99, 3)), tf.float32)
    with pytest.warns(UserWarning, match="the images hold fractions") as caught:
        call(pixels[None], training=True)
    assert [warning.filename for warning in caught] == [__file__]


@pytest.mark.parametrize(("pixels", "value_range", "values"), PLAIN)
def test_refuses_what_cannot_be_meant(pixels, value_range, values):
    with pytest.raises(ValueError) as caught:
        check_range(image(pixels), value_range)
    lower, upper = value_range
    assert str(caught.value) == (
        f"Layer: `value_range` is ({lower:g}, {upper:g}), but the images hold values {values}. "
        "Rescale them, or name the range that they are in."
    )
    with pytest.raises(tf.errors.InvalidArgumentError, match="Layer: `value_range` is"):
        traced(value_range)(image(pixels))
