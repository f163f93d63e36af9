"""Layers that mix images, written one image and one pixel at a time from their definitions."""

from __future__ import annotations

import math

import numpy as np


def partners(chances: np.ndarray) -> list[int]:
    """Return for each image the place of its partner in the batch."""
    count = len(chances)
    return [
        (i + 1 + math.floor(chance * (count - 1))) % count
        for i, chance in enumerate(chances.tolist())
    ]


def blended(values: np.ndarray, partners: list[int], weights: np.ndarray) -> np.ndarray:
    """Return values averaged with those of their partners, in float64."""
    exact = values.astype("float64")
    pairs = zip(exact, weights, partners)
    return np.stack([weight * own + (1 - weight) * exact[other] for own, weight, other in pairs])


def pasted(images: np.ndarray, partners: list[int], patches: np.ndarray) -> np.ndarray:
    """Return images with the pixels of their partners in patches: left, top, right, bottom."""
    result = images.copy()
    for i, (left, top, right, bottom) in enumerate(patches.tolist()):
        for y in range(images.shape[1]):
            for x in range(images.shape[2]):
                if left <= x < right and top <= y < bottom:
                    result[i, y, x] = images[partners[i], y, x]
    return result


def seen(box: list[float], patch: list[float]) -> list[float] | None:
    """Return the box around the pixels of a box of whole pixels that a patch leaves, if any."""
    covered = {(x, y) for x in _span(patch, 0) for y in _span(patch, 1)}
    rest = {(x, y) for x in _span(box, 0) for y in _span(box, 1)} - covered
    return _around(rest)


def within(box: list[float], patch: list[float]) -> list[float] | None:
    """Return the box around the pixels of a box of whole pixels that lie in a patch, if any."""
    in_patch = {(x, y) for x in _span(patch, 0) for y in _span(patch, 1)}
    return _around({(x, y) for x in _span(box, 0) for y in _span(box, 1)} & in_patch)


def _span(box: list[float], axis: int) -> range:
    return range(int(box[axis]), int(box[axis + 2]))


def _around(pixels: set[tuple[int, int]]) -> list[float] | None:
    if not pixels:
        return None
    x, y = [x for x, _ in pixels], [y for _, y in pixels]
    return [min(x), min(y), max(x) + 1, max(y) + 1]
