"""What layers on histograms and neighboring pixels compute, one pixel at a time, in float64."""

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
    """Return an image (H, W, C) averaged by a Gaussian, down and across."""
    down, across = (
        np.array([math.exp(-0.5 * ((place - side // 2) / width) ** 2) for place in range(side)])
        for width, side in zip(sigma, size)
    )
    return averaged(image, np.outer(down, across))


def sharpness(image: np.ndarray, factor: float) -> np.ndarray:
    """Return an image (H, W, C) between the smoothed one and what lies as far beyond."""
    smoothed = averaged(image, np.array([[1, 1, 1], [1, 5, 1], [1, 1, 1]]))
    return smoothed + 2 * factor * (image - smoothed)


def averaged(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Return the means, weighted by a kernel, of those pixels around each one that there are."""
    height, width = image.shape[:2]
    result = np.zeros(image.shape, np.float64)
    for y, x in np.ndindex(height, width):
        total = 0.0
        for (row, column), weight in np.ndenumerate(kernel):
            above, left = row - kernel.shape[0] // 2, column - kernel.shape[1] // 2
            if 0 <= y + above < height and 0 <= x + left < width:
                result[y, x] += weight * image[y + above, x + left].astype(np.float64)
                total += weight
        result[y, x] /= total
    return result


def erasing(image: np.ndarray, start: np.ndarray, end: np.ndarray, filling: np.ndarray):
    """Return an image (H, W, C) whose pixels from `start` to before `end` are filled."""
    result = image.astype(np.float64)
    for y, x in np.ndindex(image.shape[:2]):
        if start[0] <= y < end[0] and start[1] <= x < end[1]:
            result[y, x] = filling
    return result


def clahe(
    image: np.ndarray, limit: float, grid: tuple[int, int], lower: float, upper: float
) -> np.ndarray:
    """Return an image (H, W, C) equalized tile by tile; NaN does not count."""
    height, width = image.shape[:2]
    tile = math.ceil(height / grid[0]), math.ceil(width / grid[1])
    result = image.astype(np.float64)

    def mirrored(place: int, length: int) -> int:
        place %= 2 * length
        return min(place, 2 * length - 1 - place)

    def curve(row: int, column: int, channel: int) -> list[float]:
        counts = [0.0] * 256
        for y in range(row * tile[0], (row + 1) * tile[0]):
            for x in range(column * tile[1], (column + 1) * tile[1]):
                value = image[mirrored(y, height), mirrored(x, width), channel]
                if not np.isnan(value):
                    counts[bin_of(value, 256, lower, upper)] += 1
        total = sum(counts)
        if limit > 0:
            clipped = [min(count, limit * total / 256) for count in counts]
            counts = [count + (total - sum(clipped)) / 256 for count in clipped]
        others = total - counts[0]
        below = [sum(counts[1 : place + 1]) for place in range(256)]
        return [255 * share / others if others > 1e-9 else 0.0 for share in below]

    def nearest(place: float, parts: int) -> int:
        return min(max(math.floor(place), 0), parts - 1)

    for channel in range(image.shape[2]):
        curves = {cell: curve(*cell, channel) for cell in np.ndindex(*grid)}
        for y, x in np.ndindex(height, width):
            value = image[y, x, channel]
            if np.isnan(value):
                continue
            down, across = y / tile[0] - 0.5, x / tile[1] - 0.5
            level = 0.0
            for row, row_share in ((down, 1 - down % 1), (down + 1, down % 1)):
                for column, share in ((across, 1 - across % 1), (across + 1, across % 1)):
                    cell = nearest(row, grid[0]), nearest(column, grid[1])
                    level += row_share * share * curves[cell][bin_of(value, 256, lower, upper)]
            result[y, x, channel] = lower + level / 255 * (upper - lower)
    return result
