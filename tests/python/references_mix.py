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
