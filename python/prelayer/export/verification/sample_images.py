"""Random images with the values at which layers differ most easily."""

from __future__ import annotations

from collections.abc import Sequence

import keras
import numpy as np

from prelayer.layers.base.layer import flatten
from prelayer.layers.image.image_layer import ImageLayer

_PIXELS = (0.0, 255.0)

Range = tuple[float, float]


def pixel_ranges(model: keras.Model) -> list[Range]:
    """Return the value ranges of the image layers of a model, and that of 8 bits."""
    layers = [layer for layer in flatten(model) if isinstance(layer, ImageLayer)]
    given = [layer.pixel_range.bounds for layer in layers if layer.pixel_range is not None]
    return sorted({_PIXELS, *given})


def sample_images(
    shape: tuple[int, ...], dtype: np.dtype, ranges: Sequence[Range], random: np.random.Generator
) -> np.ndarray:
    """Return images, of which some have one value, two values or whole numbers only.

    Args:
        shape: the shape, examples first.
        dtype: a float dtype or uint8.
        ranges: the value ranges from which each image has one.
        random: the source of random numbers.
    """
    images = [_image(shape[1:], dtype, ranges, random) for _ in range(shape[0])]
    return np.stack(images).astype(dtype)


def _image(
    shape: tuple[int, ...], dtype: np.dtype, ranges: Sequence[Range], random: np.random.Generator
) -> np.ndarray:
    lower, upper = _PIXELS if dtype.kind == "u" else ranges[int(random.integers(len(ranges)))]
    kind, shares = random.random(), random.random(shape)
    if kind < 0.1:
        shares = np.full(shape, random.choice([0, 1, random.random()]))
    elif kind < 0.2:
        shares = np.where(shares < random.random(), random.random(), random.random())
    elif kind < 0.4:
        shares = np.round(shares * 255) / 255
    values = lower + shares * (upper - lower)
    return np.round(values) if dtype.kind == "u" else values
