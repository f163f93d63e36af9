"""What layers on histograms and neighbouring pixels compute, one pixel at a time, in float64."""

from __future__ import annotations

import math

import numpy as np


def auto_contrast(image: np.ndarray, lower: float, upper: float) -> np.ndarray:
    """Return an image (H, W, C) whose channels are stretched over a range; NaN does not count."""
    result = image.astype(np.float64)
    for channel in range(image.shape[2]):
        values = result[..., channel]
        there = values[~np.isnan(values)]
        if len(set(there)) > 1:
            low, high = min(there), max(there)
            result[..., channel] = lower + (values - low) / (high - low) * (upper - lower)
    return result


def equalization(image: np.ndarray, bins: int, lower: float, upper: float) -> np.ndarray:
    """Return an image (H, W, C) whose channels are equalized; NaN does not count."""
    result = image.astype(np.float64)
    for channel in range(image.shape[2]):
        counts = [0] * bins
        for value in image[..., channel].flat:
            if not np.isnan(value):
                counts[bin_of(value, bins, lower, upper)] += 1
        if sum(count > 0 for count in counts) < 2:
            continue
        others = sum(counts) - next(count for count in counts if count)
        for place in np.ndindex(image.shape[:2]):
            value = image[(*place, channel)]
            if not np.isnan(value):
                above = sum(counts[bin_of(value, bins, lower, upper) + 1 :])
                level = round(255 * (others - above) / others)
                result[(*place, channel)] = lower + level / 255 * (upper - lower)
    return result


def bin_of(value: float, bins: int, lower: float, upper: float) -> int:
    """Return the bin of a value; the last bin is for the upper end alone."""
    place = math.floor((value - lower) / (upper - lower) * (bins - 1) + 1e-4)
    return min(max(place, 0), bins - 1)
