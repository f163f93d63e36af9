"""Resampling of images at transformed coordinates, by gathers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer.ops.image.sizes import Size, counted, height_and_width

FILL_MODES = ("reflect", "wrap", "constant", "nearest")
INTERPOLATIONS = ("nearest", "bilinear")
_ROUNDING = 1e-4


def resample(
    images: tf.Tensor,
    matrices: tf.Tensor,
    interpolation: str = "bilinear",
    fill_mode: str = "reflect",
    fill_value: float = 0.0,
    dtype: Any = tf.float32,
    size: tuple[Size, Size] | None = None,
) -> tf.Tensor:
    """Resample images at the coordinates that their matrices map output pixels to.

    Args:
        images: (N, H, W, C), of any numeric dtype.
        matrices: (N, 3, 3), from (x, y, 1) in the output to the input, up to a factor.
        interpolation: "bilinear", or "nearest", which keeps the original values.
        fill_mode: values outside abcd: "reflect" dcba|abcd|dcba, "wrap" abcd|abcd|abcd, "nearest"
            aaaa|abcd|dddd, "constant" kkkk|abcd|kkkk.
        fill_value: k of "constant".
        dtype: dtype of the result.
        size: height and width of the result; None: those of the images.
    """
    height, width = size or height_and_width(images)
    return sample(
        images, places(matrices, height, width), interpolation, fill_mode, fill_value, dtype
    )


def places(matrices: tf.Tensor, height: Size, width: Size) -> tf.Tensor:
    """Return the input coordinates of each output pixel, (N, 2, H, W): x, then y.

    Args:
        matrices: (N, 3, 3), from (x, y, 1) in the output to the input, up to a factor.
        height: the height of the output in pixels.
        width: the width of the output in pixels.
    """
    per_x, per_y, start = tf.unstack(tf.reshape(matrices, [-1, 3, 3, 1, 1]), axis=2)
    x, y = counted(width, matrices.dtype), counted(height, matrices.dtype)
    read = per_x * x + (per_y * tf.reshape(y, [-1, 1]) + start)
    over, under = tf.split(read, [2, 1], axis=1)
    return over / under


def sample(
    images: tf.Tensor,
    places: tf.Tensor,
    interpolation: str = "bilinear",
    fill_mode: str = "reflect",
    fill_value: float = 0.0,
    dtype: Any = tf.float32,
) -> tf.Tensor:
    """Resample images at coordinates.

    Args:
        images: (N, H, W, C), of any numeric dtype.
        places: (N, 2, h, w), float: x and y of each output pixel.
        interpolation: as for `resample`.
        fill_mode: as for `resample`.
        fill_value: as for `resample`.
        dtype: dtype of the result, (N, h, w, C).
    """
    dtype = tf.as_dtype(dtype)
    places = tf.cast(places, tf.float64 if dtype == tf.float64 else tf.float32)
    sizes = _sizes(images, places.dtype)
    inside = _FOLDS[fill_mode](places, sizes)
    if interpolation == "nearest":
        places, inside = _nearest(places), _nearest(inside)
        column, row = tf.unstack(tf.cast(inside, tf.int32), axis=1)
        index = row * height_and_width(images)[1] + column
        result = tf.cast(tf.gather(_pixels(images), index, batch_dims=1), dtype)
    else:
        result = _bilinear(images, inside, sizes)
    if fill_mode == "constant":
        result = _filled(result, places, inside, fill_value)
    return tf.cast(result, dtype)


def mirrored(places: tf.Tensor, height: Size, width: Size) -> tf.Tensor:
    """Reflect coordinates (N, 2, h, w) at the centers of the edge pixels of an image."""
    last = tf.reshape(tf.cast(tf.stack([width, height]) - 1, places.dtype), [2, 1, 1])
    period = tf.maximum(2 * last, 1)
    return tf.minimum(tf.abs(places - period * tf.round(places / period)), last)


def _sizes(images: tf.Tensor, dtype: tf.DType) -> Any:
    """Return width and height, (2, 1, 1), as an array if they are static."""
    height, width = height_and_width(images)
    if isinstance(height, int) and isinstance(width, int):
        return np.reshape([width, height], [2, 1, 1]).astype(dtype.as_numpy_dtype)
    return tf.reshape(tf.cast(tf.stack([width, height]), dtype), [2, 1, 1])


def _pixels(images: tf.Tensor) -> tf.Tensor:
    height, width = height_and_width(images)
    return tf.reshape(images, [-1, height * width, images.shape[3] or tf.shape(images)[3]])


def _bilinear(images: tf.Tensor, places: tf.Tensor, sizes: Any) -> tf.Tensor:
    larger = np.maximum if isinstance(sizes, np.ndarray) else tf.maximum
    before = tf.floor(tf.minimum(places, larger(sizes - 2, 0)))
    right_share, bottom_share = tf.unstack(tf.expand_dims(places - before, -1), axis=1)
    column, row = tf.unstack(tf.cast(before, tf.int32), axis=1)
    height, width = height_and_width(images)
    pixels, index = _pixels(images), row * width + column

    def line(index: tf.Tensor) -> tf.Tensor:
        first = tf.cast(tf.gather(pixels, index, batch_dims=1), places.dtype)
        second = tf.gather(pixels, index + _step(width), batch_dims=1)
        return first + (tf.cast(second, places.dtype) - first) * right_share

    upper, lower = line(index), line(index + _step(height) * width)
    return upper + (lower - upper) * bottom_share


def _step(size: Size) -> Size:
    return tf.minimum(1, size - 1) if tf.is_tensor(size) else min(1, size - 1)


def _filled(
    result: tf.Tensor, places: tf.Tensor, inside: tf.Tensor, fill_value: float
) -> tf.Tensor:
    """Blend with the constant, by the distance beyond the center of the outermost pixel."""
    share_x, share_y = tf.unstack(tf.maximum(0.0, 1 - tf.abs(places - inside)), axis=1)
    share = (share_x * share_y)[..., tf.newaxis]
    fill = tf.cast(fill_value, result.dtype)
    if not result.dtype.is_floating:
        return tf.where(share > 0, result, fill)
    mixed = fill + (result - fill) * tf.cast(share, result.dtype)
    return tf.where(share >= 1, result, mixed)


def _nearest(places: tf.Tensor) -> tf.Tensor:
    """Round, with halves away from zero, so that both edges of an image are symmetric."""
    return tf.sign(places) * tf.floor(tf.abs(places) + 0.5)


def _clamp(places: tf.Tensor, sizes: Any) -> tf.Tensor:
    return tf.maximum(tf.minimum(places, sizes - 1), 0)


def _reflect(places: tf.Tensor, sizes: Any) -> tf.Tensor:
    """Reflect at the outer edges without rounding, so that pixel centers stay pixel centers."""
    period, from_edge = 2 * sizes, places + 0.5
    return _clamp(tf.abs(from_edge - period * tf.round(from_edge / period)) - 0.5, sizes)


def _wrap(places: tf.Tensor, sizes: Any) -> tf.Tensor:
    """Wrap periodically; between the last and the first pixel, use the pixel of the copy."""
    last = sizes - 1
    # A pixel center with a rounding error must not be read at the opposite edge.
    pixel = tf.round(places)
    places = tf.where(tf.abs(places - pixel) < _ROUNDING, pixel, places)
    from_right = places - sizes * tf.math.ceil((places - last) / sizes)
    from_left = places - sizes * tf.floor(places / sizes)
    return _clamp(tf.where(places > last, from_right, from_left), sizes)


_FOLDS: dict[str, Callable[[tf.Tensor, tf.Tensor], tf.Tensor]] = {
    "reflect": _reflect,
    "wrap": _wrap,
    "constant": _clamp,
    "nearest": _clamp,
}
