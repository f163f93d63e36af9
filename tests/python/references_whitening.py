"""Normalizing and whitening in NumPy's float64, as their definitions say."""

from __future__ import annotations

import numpy as np


def samplewise(
    image: np.ndarray, center: bool = True, scale: bool = True, epsilon: float = 1e-6
) -> np.ndarray:
    """Return one image by its own mean and deviation."""
    exact = image.astype("float64")
    mean, deviation = np.nanmean(exact), np.nanstd(exact)
    centred = exact - mean if center else exact
    return centred / (deviation + epsilon) if scale else centred


def shifted(image: np.ndarray, shifts: np.ndarray, value_range: tuple[float, float]) -> np.ndarray:
    """Return an image (H, W, C) with an amount added to each channel, pixel by pixel."""
    result = np.empty(image.shape)
    for place in np.ndindex(image.shape):
        value = float(image[place]) + float(shifts[place[-1]])
        result[place] = min(max(value, value_range[0]), value_range[1])
    return result
