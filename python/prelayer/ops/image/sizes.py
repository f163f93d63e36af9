"""Heights and widths of images, static if they are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import tensorflow as tf

Size: TypeAlias = int | tf.Tensor


def height_and_width(images: tf.Tensor) -> tuple[Size, Size]:
    """Return the height and the width of images (N, H, W, C)."""
    dynamic = tf.shape(images)
    height, width = images.shape[1], images.shape[2]
    return (
        dynamic[1] if height is None else height,
        dynamic[2] if width is None else width,
    )


def counted(size: Size, dtype: tf.DType) -> Any:
    """Return the numbers from 0 up to, but not including, a size; an array if it is static."""
    if isinstance(size, int):
        return np.arange(size, dtype=dtype.as_numpy_dtype)
    return tf.range(size, dtype=dtype)


def smaller(first: Size, second: Size) -> Size:
    """Return the smaller of two sizes."""
    return min(first, second) if _known(first, second) else tf.minimum(first, second)


def larger(first: Size, second: Size) -> Size:
    """Return the larger of two sizes."""
    return max(first, second) if _known(first, second) else tf.maximum(first, second)


def as_float(size: Size) -> float | tf.Tensor:
    """Return a size as a float, or as a float tensor."""
    return tf.cast(size, tf.float32) if tf.is_tensor(size) else float(size)


def _known(*sizes: Size) -> bool:
    return all(isinstance(size, int) for size in sizes)


def with_size(
    shape: Sequence[int | None], height: int | None, width: int | None, data_format: str
) -> tuple[int | None, ...]:
    """Replace the sizes in a static shape, (H, W), (H, W, C) or (N, H, W, C)."""
    changed = list(shape)
    first = len(shape) - 2 if data_format == "channels_first" else max(len(shape) - 3, 0)
    changed[first : first + 2] = height, width
    return tuple(changed)
