"""Resizing weights of one axis as a matrix."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


def weights(size: int, new_size: int, interpolation: str, antialias: bool) -> np.ndarray:
    """Return the matrix (new_size, size) that resizes one axis, in float64; its rows sum to 1.

    Args:
        size: number of pixels along the axis.
        new_size: number of pixels in the result.
        interpolation: "bilinear", "bicubic", "lanczos3", "lanczos5" or "area".
        antialias: whether to widen the kernel to cover an output pixel if the axis shrinks.
    """
    scale = size / new_size
    start = np.arange(size)
    new_start = np.arange(new_size)[:, np.newaxis] * scale
    if interpolation == "area":
        shares = np.minimum(start + 1, new_start + scale) - np.maximum(start, new_start)
        shares = np.maximum(shares, 0)
    else:
        distance = np.abs(start + 0.5 - (new_start + scale / 2))
        shares = _KERNELS[interpolation](distance / (max(scale, 1) if antialias else 1))
    return shares / shares.sum(axis=1, keepdims=True)


def _triangle(distance: np.ndarray) -> np.ndarray:
    return np.maximum(1 - distance, 0)


def _cubic(distance: np.ndarray) -> np.ndarray:
    """Keys's cubic convolution with a = -1/2: https://doi.org/10.1109/TASSP.1981.1163711."""
    near = 1.5 * distance**3 - 2.5 * distance**2 + 1
    far = -0.5 * distance**3 + 2.5 * distance**2 - 4 * distance + 2
    return np.select([distance < 1, distance < 2], [near, far])


def _lanczos(lobes: int) -> Callable[[np.ndarray], np.ndarray]:
    def kernel(distance: np.ndarray) -> np.ndarray:
        return np.where(distance < lobes, np.sinc(distance) * np.sinc(distance / lobes), 0)

    return kernel


_KERNELS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "bilinear": _triangle,
    "bicubic": _cubic,
    "lanczos3": _lanczos(3),
    "lanczos5": _lanczos(5),
}
