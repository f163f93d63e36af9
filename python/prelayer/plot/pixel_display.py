"""Pixel values as display intensities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import errors

UNIT = (0.0, 1.0)
BYTES = (0.0, 255.0)
CHANNELS = (1, 3, 4)
# Magenta is rare in photographs and not in the palette.
NAN_COLOR = (1.0, 0.0, 1.0)


def value_bounds(batches: Sequence[tf.Tensor], given: Any) -> tuple[float, float]:
    """Return the values of black and white, for batches that are shown together.

    They are 0 and 255 for integers, 0 and 1 for booleans; for floats 0 and 1 if all finite values
    are in this range, else 0 and 255. A given range takes precedence.
    """
    if given is not None:
        return _pair(given)
    return UNIT if all(_within_unit(batch) for batch in batches) else BYTES


def _within_unit(batch: tf.Tensor) -> bool:
    if batch.dtype == tf.bool:
        return True
    if batch.dtype.is_integer:
        return False
    values = _doubles(batch)
    finite = values[np.isfinite(values)]
    return finite.size == 0 or bool(finite.min() >= 0 and finite.max() <= 1)


def _pair(given: Any) -> tuple[float, float]:
    pair = np.asarray(given, dtype=object).reshape(-1).tolist()
    numbers = all(isinstance(n, (int, float, np.number)) for n in pair)
    if len(pair) != 2 or not numbers or not pair[0] < pair[1]:
        raise errors.invalid("value_range", "two numbers, the smaller one first", given)
    return float(pair[0]), float(pair[1])


def colors(images: tf.Tensor, bounds: tuple[float, float]) -> np.ndarray:
    """Convert images (N, H, W, C) to red, green and blue (N, H, W, 3), each from 0 to 1.

    Gray is repeated in all channels, and transparent pixels are blended with white. Values outside
    the bounds are clipped; a pixel with a NaN is NaN in all channels.
    """
    channels = images.shape[-1]
    if channels not in CHANNELS:
        raise errors.problem(
            "images must have 1, 3 or 4 channels, but they have {channels}.", channels=channels
        )
    lower, upper = bounds
    scaled = np.clip((_doubles(images) - lower) / (upper - lower), 0, 1)
    if channels == 4:
        opaque = scaled[..., 3:]
        scaled = scaled[..., :3] * opaque + (1 - opaque)
    missing = np.isnan(scaled).any(axis=-1, keepdims=True)
    return np.where(missing, np.nan, np.broadcast_to(scaled, (*scaled.shape[:3], 3)))


def _doubles(images: tf.Tensor) -> np.ndarray:
    return tf.cast(images, tf.float64).numpy()


def with_nan_shown(pixels: np.ndarray) -> np.ndarray:
    """Replace NaN pixels by `NAN_COLOR`."""
    return np.where(np.isnan(pixels), NAN_COLOR, pixels)
