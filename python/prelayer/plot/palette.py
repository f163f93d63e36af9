"""Colors for color-blind readers: https://jfly.uni-koeln.de/color/."""

from __future__ import annotations

import numpy as np

# The palette of Okabe and Ito without black, ordered by visibility on photographs.
PALETTE = ("#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7")
# Opacity of masks.
MASK_SHARE = 0.55


def color(number: int) -> str:
    """Return the color of a class or a key point by index; the palette repeats."""
    return PALETTE[number % len(PALETTE)]


def ink(background: str) -> str:
    """Return black or white, whichever has more contrast with the background color."""
    red, green, blue = channels(background)
    return "#000000" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.45 else "#FFFFFF"


def channels(hexadecimal: str) -> np.ndarray:
    """Return red, green and blue, from 0 to 1, of a hexadecimal color."""
    return np.array([int(hexadecimal[at : at + 2], 16) / 255 for at in (1, 3, 5)])


def under_mask(pixels: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Return pixels (H, W, 3) blended with colors where a mask (H, W, C) is not 0, the background.

    In a mask with one channel each value is a class; in other masks each channel is a class.
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
