"""Colors for color-blind readers: https://jfly.uni-koeln.de/color/."""

from __future__ import annotations

import numpy as np

# Okabe and Ito's, without black, those first that stand out from photographs.
PALETTE = ("#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7")
# How much of a pixel's color a mask takes.
MASK_SHARE = 0.55


def color(number: int) -> str:
    """Return the color of a class or a point by its number; they come round."""
    return PALETTE[number % len(PALETTE)]


def ink(background: str) -> str:
    """Return black or white, whichever is easier to read on a color."""
    red, green, blue = channels(background)
    return "#000000" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.45 else "#FFFFFF"


def channels(hexadecimal: str) -> np.ndarray:
    """Return the red, green and blue, from 0 to 1, of a color as it is written in HTML."""
    return np.array([int(hexadecimal[at : at + 2], 16) / 255 for at in (1, 3, 5)])


def under_mask(pixels: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Return pixels (H, W, 3) tinted where a mask (H, W, C) is not 0, the background.

    A value of a mask of one channel is a class, as is each of several channels.
    """
    mask = np.nan_to_num(mask)
    inside = mask != 0
    if mask.shape[-1] == 1:
        numbers = mask[..., 0].astype(np.int64) - 1
    else:
        last = mask.shape[-1] - 1
        numbers = last - np.argmax(inside[..., ::-1], axis=-1)
    tints = np.stack([channels(one) for one in PALETTE])[numbers % len(PALETTE)]
    tinted = (1 - MASK_SHARE) * pixels + MASK_SHARE * tints
    return np.where(inside.any(axis=-1, keepdims=True), tinted, pixels)
