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


def gaussian_blur(image: np.ndarray, sigma: tuple[float, float], size: tuple[int, int]):
    """Return an image (H, W, C) convolved with a Gaussian, down and across; 0 lies outside."""
    down, across = (
        np.array([math.exp(-0.5 * ((place - side // 2) / width) ** 2) for place in range(side)])
        for width, side in zip(sigma, size)
    )
    return convolution(image, np.outer(down / down.sum(), across / across.sum()))


def sharpness(image: np.ndarray, factor: float) -> np.ndarray:
    """Return an image (H, W, C) between the smoothed one and what lies as far beyond."""
    kernel = np.array([[1, 1, 1], [1, 5, 1], [1, 1, 1]]) / 13
    smoothed = convolution(image, kernel)
    return smoothed + 2 * factor * (image - smoothed)


def convolution(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Return an image (H, W, C) convolved with a symmetric kernel; 0 lies outside."""
    height, width = image.shape[:2]
    result = np.zeros(image.shape, np.float64)
    for y, x in np.ndindex(height, width):
        for (row, column), weight in np.ndenumerate(kernel):
            above, left = row - kernel.shape[0] // 2, column - kernel.shape[1] // 2
            if 0 <= y + above < height and 0 <= x + left < width:
                result[y, x] += weight * image[y + above, x + left].astype(np.float64)
    return result


def erasing(image: np.ndarray, start: np.ndarray, end: np.ndarray, filling: np.ndarray):
    """Return an image (H, W, C) whose pixels from `start` to before `end` are filled."""
    result = image.astype(np.float64)
    for y, x in np.ndindex(image.shape[:2]):
        if start[0] <= y < end[0] and start[1] <= x < end[1]:
            result[y, x] = filling
    return result
