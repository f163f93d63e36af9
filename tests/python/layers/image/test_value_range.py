"""`value_range`, which must fit the pixels: for every image layer that has it."""

from __future__ import annotations

import numpy as np
import pytest
import tensorflow as tf

from image_layers import CASES, keyed, picture

WITH_RANGE = [case for case in CASES if case.value_range]
PIXELS = picture()


@pytest.mark.parametrize("case", WITH_RANGE, ids=str)
def test_ranges_of_values_mean_the_same_picture(case):
    bright = keyed(case.make(), PIXELS).numpy()
    small = keyed(case.make(value_range=(0, 1)), PIXELS / 255).numpy()
    np.testing.assert_allclose(small * 255, bright, atol=1)
    assert bright.min() >= 0
    assert bright.max() <= 255


@pytest.mark.parametrize("case", WITH_RANGE, ids=str)
def test_refuses_a_range_that_the_pixels_contradict(case):
    name = case.name
    with pytest.raises(ValueError, match=f"^{name}: `value_range` is \\(0, 1\\), but the images"):
        case.make(value_range=(0, 1))(PIXELS)
    with pytest.raises(ValueError, match=f"^{name}: `value_range` is \\(0, 255\\), but the images"):
        case.make()(PIXELS * 2)
    with pytest.raises(ValueError, match="are integers, of uint8"):
        case.make(value_range=(0, 1))(PIXELS.astype("uint8"))
    with pytest.raises(
        ValueError, match="`value_range` must be two numbers, the smaller one first"
    ):
        case.make(value_range=(255, 0))


@pytest.mark.parametrize("case", WITH_RANGE, ids=str)
def test_a_dark_batch_warns_once_and_ends_no_epoch(case):
    layer, dark = case.make(), PIXELS / 255
    with pytest.warns(UserWarning, match="but the images hold fractions from"):
        layer(dark)
    layer(dark)  # a warning would be an error here
    batches = tf.data.Dataset.from_tensor_slices(np.stack([PIXELS, dark]))
    assert len(list(batches.map(case.make()))) == 2


@pytest.mark.parametrize("case", [case for case in WITH_RANGE if case.random], ids=str)
def test_values_are_not_checked_at_inference(case):
    np.testing.assert_array_equal(case.make()(PIXELS * 2, training=False), PIXELS * 2)
    narrow = case.make(value_range=(0, 1))
    np.testing.assert_array_equal(narrow(PIXELS.astype("uint8"), training=False), PIXELS)
