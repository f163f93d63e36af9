"""What the tests of all random color layers do: compare with a definition, and look at draws."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf

from image_layers import picture
from prelayer.ops.image.keyed_random import Key, uniform

RANGES = [(0, 255), (0, 1), (-1, 1)]
_SHARES = np.linspace(0, 1, 6)


def colors(value_range: tuple[float, float] = (0, 255), channels: int = 3) -> np.ndarray:
    """Return images (4, H, W, C): shapes, grays, black, white, and the corners of the cube."""
    images = picture(4, 8, 9, channels).astype("float64") / 255
    images[0, 0, :6] = _SHARES[:, np.newaxis]
    corners = np.mgrid[0:2, 0:2, 0:2].reshape(3, 8).T
    images[1, 0, :8, :3] = corners if channels >= 3 else corners[:, :channels]
    lower, upper = value_range
    return lower + np.round(images * 255) * (upper - lower) / 255


def drawn_for(layer: Any, images: np.ndarray) -> list[dict[str, float]]:
    """Return what a layer draws for each image, by a key that is always the same."""
    draws = layer.parameters_for(tf.constant(images), Key([7, 8]))
    values = {name: drawn.numpy().tolist() for name, drawn in draws.items()}
    return [{name: drawn[i] for name, drawn in values.items()} for i in range(len(images))]


def assert_equals(
    make: Callable[..., Any], reference: Callable[..., np.ndarray], channels: int = 3
) -> None:
    """Assert that a layer gives what a definition gives, within 1/255, in each range of values.

    Args:
        make: the layer, from a range of values.
        reference: from an image, the range and what was drawn to an image.
        channels: the number of channels of the images.
    """
    for value_range in RANGES:
        images = colors(value_range, channels)
        layer = make(value_range)
        result = layer.augment(tf.constant(images), Key([7, 8])).numpy()
        for image, drawn, changed in zip(images, drawn_for(layer, images), result):
            expected = reference(image, value_range, **drawn)
            off = np.abs(changed - expected).max() / (value_range[1] - value_range[0])
            assert off <= 1 / 255, (value_range, drawn)


def draws_of(layer: Any, name: str, count: int = 20_000) -> np.ndarray:
    """Return what a layer draws for many images."""
    return layer.sample_parameters(uniform(Key([1, 2]), count, layer.random_numbers), 9, 9)[
        name
    ].numpy()


def assert_even(drawn: np.ndarray, lower: float, upper: float) -> None:
    """Assert that numbers lie between two bounds and are spread evenly."""
    assert drawn.min() >= lower - 1e-6
    assert drawn.max() <= upper + 1e-6
    counts, _ = np.histogram(drawn, bins=10, range=(lower, upper))
    spread = math.sqrt(len(drawn) * 0.1 * 0.9)
    assert np.abs(counts - len(drawn) / 10).max() < 5 * spread
