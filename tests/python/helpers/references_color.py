"""What color layers should compute, from the definitions, in NumPy float64, one pixel at a time.

Each function takes one image (H, W, C), what was drawn for it, and the range of its values.
"""

from __future__ import annotations

import colorsys
from collections.abc import Callable
from typing import Any

import numpy as np

Range = tuple[float, float]


def _each_pixel(image: np.ndarray, change: Callable[[list[float]], Any]) -> np.ndarray:
    height, width, _ = image.shape
    pixels = [[change(image[y, x].tolist()) for x in range(width)] for y in range(height)]
    return np.array(pixels, "float64")


def brighten(image: np.ndarray, value_range: Range, shift: float) -> np.ndarray:
    """Return an image with a share of the range added."""
    lower, upper = value_range
    return np.clip(image + shift * (upper - lower), lower, upper)


def contrast(image: np.ndarray, value_range: Range, scale: float) -> np.ndarray:
    """Return an image whose distances from the mean of each channel are scaled."""
    result = np.empty(image.shape)
    for channel in range(image.shape[-1]):
        values = image[..., channel]
        mean = np.nanmean(values)
        result[..., channel] = mean + (values - mean) * scale
    return np.clip(result, *value_range)


def _in_hsv(
    image: np.ndarray, value_range: Range, change: Callable[[float, float], tuple[float, float]]
) -> np.ndarray:
    """Return an image whose hues and saturations are changed."""
    lower, upper = value_range

    def change_pixel(pixel: list[float]) -> list[float]:
        hue, saturation, value = colorsys.rgb_to_hsv(
            *[(p - lower) / (upper - lower) for p in pixel[:3]]
        )
        rgb = colorsys.hsv_to_rgb(*change(hue, saturation), value)
        return [lower + c * (upper - lower) for c in rgb] + pixel[3:]

    return _each_pixel(image, change_pixel)


def saturate(image: np.ndarray, value_range: Range, scale: float) -> np.ndarray:
    """Return an image whose saturation is multiplied, up to 1."""
    return _in_hsv(image, value_range, lambda hue, saturation: (hue, min(1.0, saturation * scale)))


def turn(image: np.ndarray, value_range: Range, turns: float) -> np.ndarray:
    """Return an image whose hue is turned."""
    return _in_hsv(image, value_range, lambda hue, saturation: ((hue + turns) % 1, saturation))


def jitter(image: np.ndarray, value_range: Range, **drawn: float) -> np.ndarray:
    """Return an image changed by what was drawn, in the order of the effects."""
    effects = {"brightness": brighten, "contrast": contrast, "saturation": saturate, "hue": turn}
    for effect, function in effects.items():
        if effect in drawn:
            image = function(image, value_range, drawn[effect])
    return image


def _luma(pixel: list[float]) -> float:
    return 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2]


def gray(image: np.ndarray, value_range: Range | None, chosen: float) -> np.ndarray:
    """Return an image with luma for red, green and blue, if it is chosen."""
    del value_range
    if not chosen:
        return image
    return _each_pixel(image, lambda pixel: [_luma(pixel)] * 3 + pixel[3:])


def degenerate(image: np.ndarray, value_range: Range, share: float) -> np.ndarray:
    """Return an image mixed with a share of its luma."""
    mixed = gray(image, value_range, 1) * share + image * (1 - share)
    return np.clip(mixed, *value_range)


def invert(image: np.ndarray, value_range: Range, chosen: float) -> np.ndarray:
    """Return an image with its values from the other end of the range, if it is chosen."""
    lower, upper = value_range
    return upper - (image - lower) if chosen else image


def posterize(image: np.ndarray, value_range: Range, bits: float) -> np.ndarray:
    """Return an image of bytes of which the first bits are kept."""
    lower, upper = value_range
    kept = 0xFF << (8 - int(bits)) & 0xFF

    def change_pixel(pixel: list[float]) -> list[float]:
        levels = [int((p - lower) / (upper - lower) * 255 + 1e-4) for p in pixel]
        return [lower + (level & kept) / 255 * (upper - lower) for level in levels]

    return _each_pixel(image, change_pixel)


def solarize(
    image: np.ndarray, value_range: Range, addition: float, threshold: float
) -> np.ndarray:
    """Return an image whose pixels, with something added, are inverted from a threshold on."""
    lower, upper = value_range
    limit = lower + threshold * (upper - lower)

    def change_pixel(pixel: list[float]) -> list[float]:
        brighter = [min(p + addition * (upper - lower), upper) for p in pixel]
        return [p if p < limit else upper - (p - lower) for p in brighter]

    return _each_pixel(image, change_pixel)
