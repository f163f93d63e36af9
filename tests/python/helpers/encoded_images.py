"""Small image files as bytes, encoded by Pillow."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image


def pixels(height: int = 6, width: int = 8, channels: int = 3, seed: int = 0) -> np.ndarray:
    """Return random pixels, uint8."""
    shape = (height, width) if channels == 1 else (height, width, channels)
    return np.random.default_rng(seed).integers(0, 256, shape).astype("uint8")


def encoded(image: np.ndarray, file_format: str) -> bytes:
    """Return an image as a file of a format, such as "PNG"."""
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, file_format)
    return buffer.getvalue()


def png(seed: int = 0) -> bytes:
    """Return a PNG of random pixels."""
    return encoded(pixels(seed=seed), "PNG")


def jpeg(seed: int = 1) -> bytes:
    """Return a JPEG of random pixels."""
    return encoded(pixels(seed=seed), "JPEG")


def gif(seed: int = 2) -> bytes:
    """Return a GIF of two frames of random pixels."""
    buffer = io.BytesIO()
    frames = [Image.fromarray(pixels(seed=seed + place)) for place in range(2)]
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    return buffer.getvalue()
