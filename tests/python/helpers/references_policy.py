"""The changes of RandAugment and AugMix, for one image in float64, from their definitions."""

from __future__ import annotations

import math

import numpy as np

LUMA = np.array([0.299, 0.587, 0.114])
GEOMETRY = ("shear", "translation", "rotation")


def toned(image: np.ndarray, name: str, first: float, second: float) -> np.ndarray:
    """Return an image (H, W, 3) with values from 0 to 255 after one change of its colors."""
    if name not in CHANGES:
        return image
    return np.clip(CHANGES[name](image.astype("float64"), first, second), 0, 255)


def _posterization(image, first, second):
    step = 2 ** round(abs(first) * 7)
    return np.floor((image + 1 / 16) / step) * step


def _solarization(image, first, second):
    brighter = np.minimum(image + 255 * abs(first), 255)
    return np.where(brighter < 256 * (1 - abs(second)), brighter, 255 - brighter)


def _auto_contrast(image, first, second):
    low, high = image.min(axis=(0, 1)), image.max(axis=(0, 1))
    return np.where(high > low, (image - low) / np.where(high > low, high - low, 1) * 255, image)


def _equalization(image, first, second):
    result = image.copy()
    for channel in range(image.shape[2]):
        values = np.floor(image[..., channel] + 1e-4)
        if len(np.unique(values)) == 1:
            continue
        lowest = (values == values.min()).sum()
        for y, x in np.ndindex(*values.shape):
            below = (values <= values[y, x]).sum() - lowest
            result[y, x, channel] = np.round(below / (values.size - lowest) * 255)
    return result


def _sharpness(image, first, second):
    height, width, _ = image.shape
    smooth = np.empty_like(image)
    for y, x in np.ndindex(height, width):
        around = image[max(y - 1, 0) : y + 2, max(x - 1, 0) : x + 2].reshape(-1, 3)
        smooth[y, x] = (around.sum(axis=0) + 4 * image[y, x]) / (len(around) + 4)
    return image - first * (smooth - image)


CHANGES = {
    "posterization": _posterization,
    "solarization": _solarization,
    "auto_contrast": _auto_contrast,
    "equalization": _equalization,
    "brightness": lambda image, first, second: image + 255 * first,
    "color_degeneration": lambda image, first, second: (
        image + abs(first) * ((image @ LUMA)[..., None] - image)
    ),
    "contrast": lambda image, first, second: (
        image.mean(axis=(0, 1)) + (1 + first) * (image - image.mean(axis=(0, 1)))
    ),
    "sharpness": _sharpness,
}


def matrix(name: str, first: float, second: float, height: int, width: int) -> np.ndarray:
    """Return the matrix of one change, from output to input."""
    if name == "shear":
        return np.array([[1, first, 0], [second, 1, 0], [0, 0, 1]])
    if name == "translation":
        return np.array([[1, 0, -second * width], [0, 1, -first * height], [0, 0, 1]])
    if name == "rotation":
        cosine, sine = math.cos(2 * math.pi * first), math.sin(2 * math.pi * first)
        x, y = (width - 1) / 2, (height - 1) / 2
        turn = np.array([[cosine, -sine], [sine, cosine]])
        move = np.array([x, y]) - turn @ [x, y]
        return np.block([[turn, move[:, None]], [np.zeros((1, 2)), np.ones((1, 1))]])
    return np.eye(3)
