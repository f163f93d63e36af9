"""Reading images at the places where matrices say, by gathers alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow as tf

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
) -> tf.Tensor:
    """Read every output pixel where its image's matrix says.

    Args:
        images: (N, H, W, C), of any numeric dtype.
        matrices: (N, 3, 3), from (x, y, 1) in the output to (x, y, 1) in the input, affine.
        interpolation: "bilinear", or "nearest", which makes no new values.
        fill_mode: what lies outside abcd: "reflect" dcba|abcd|dcba, "wrap" abcd|abcd|abcd,
            "nearest" aaaa|abcd|dddd, "constant" kkkk|abcd|kkkk.
        fill_value: k of "constant".
        dtype: of the result.
    """
    dtype = tf.as_dtype(dtype)
    working = tf.float64 if dtype == tf.float64 else tf.float32
    shape = tf.shape(images)
    x, y = _places(tf.cast(matrices, working), shape)
    x, y = _FOLDS[fill_mode](x, shape[2]), _FOLDS[fill_mode](y, shape[1])
    if interpolation == "nearest":
        x, y = _nearest(x), _nearest(y)
    if fill_mode == "constant":
        # With one pixel of the constant around it, the image goes on as its own outermost pixels.
        images = tf.cast(images, dtype if interpolation == "nearest" else working)
        value = tf.cast(fill_value, images.dtype)
        images = tf.pad(images, [[0, 0], [1, 1], [1, 1], [0, 0]], constant_values=value)
        x, y, shape = x + 1, y + 1, tf.shape(images)
    pixels = tf.reshape(images, [shape[0], shape[1] * shape[2], images.shape[3] or shape[3]])
    if interpolation == "nearest":
        index = tf.cast(y, tf.int32) * shape[2] + tf.cast(x, tf.int32)
        return tf.cast(tf.gather(pixels, index, batch_dims=1), dtype)
    return tf.cast(_bilinear(pixels, x, y, shape), dtype)


def _places(matrices: tf.Tensor, shape: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """Return where each output pixel is read: x and y, each (N, H, W)."""
    x = tf.cast(tf.range(shape[2]), matrices.dtype)[tf.newaxis, tf.newaxis, :]
    y = tf.cast(tf.range(shape[1]), matrices.dtype)[tf.newaxis, :, tf.newaxis]
    entry = matrices[:, :, :, tf.newaxis, tf.newaxis]
    return (
        entry[:, 0, 0] * x + (entry[:, 0, 1] * y + entry[:, 0, 2]),
        entry[:, 1, 0] * x + (entry[:, 1, 1] * y + entry[:, 1, 2]),
    )


def _bilinear(pixels: tf.Tensor, x: tf.Tensor, y: tf.Tensor, shape: tf.Tensor) -> tf.Tensor:
    left, right_share = _split(x, shape[2])
    top, bottom_share = _split(y, shape[1])
    index = top * shape[2] + left
    to_right = tf.minimum(1, shape[2] - 1)
    to_bottom = tf.minimum(1, shape[1] - 1) * shape[2]

    def row(index: tf.Tensor) -> tf.Tensor:
        first = tf.cast(tf.gather(pixels, index, batch_dims=1), x.dtype)
        second = tf.cast(tf.gather(pixels, index + to_right, batch_dims=1), x.dtype)
        return first + (second - first) * right_share

    upper, lower = row(index), row(index + to_bottom)
    return upper + (lower - upper) * bottom_share


def _split(place: tf.Tensor, size: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """Return the pixel before each place, and the share of the pixel after it."""
    before = tf.floor(tf.minimum(place, tf.cast(tf.maximum(size - 2, 0), place.dtype)))
    return tf.cast(before, tf.int32), (place - before)[..., tf.newaxis]


def _nearest(place: tf.Tensor) -> tf.Tensor:
    """Round, halves away from zero, so that both edges of an image are treated alike."""
    return tf.sign(place) * tf.floor(tf.abs(place) + 0.5)


def _clamp(place: tf.Tensor, size: tf.Tensor) -> tf.Tensor:
    return tf.clip_by_value(place, tf.zeros([], place.dtype), tf.cast(size - 1, place.dtype))


def _one_beyond(place: tf.Tensor, size: tf.Tensor) -> tf.Tensor:
    return tf.clip_by_value(place, -tf.ones([], place.dtype), tf.cast(size, place.dtype))


def _reflect(place: tf.Tensor, size: tf.Tensor) -> tf.Tensor:
    period = 2 * tf.cast(size, place.dtype)
    from_edge = place + 0.5
    return _clamp(tf.abs(from_edge - period * tf.floor(from_edge / period + 0.5)) - 0.5, size)


def _wrap(place: tf.Tensor, size: tf.Tensor) -> tf.Tensor:
    """Fold periodically; between the last pixel and the first one, read the pixel of the copy."""
    period = tf.cast(size, place.dtype)
    last = period - 1
    # A place that is a pixel but for rounding must not be read on the other edge.
    pixel = tf.round(place)
    place = tf.where(tf.abs(place - pixel) < _ROUNDING, pixel, place)
    from_right = place - period * tf.math.ceil((place - last) / period)
    from_left = place - period * tf.floor(place / period)
    return _clamp(tf.where(place > last, from_right, from_left), size)


_FOLDS: dict[str, Callable[[tf.Tensor, tf.Tensor], tf.Tensor]] = {
    "reflect": _reflect,
    "wrap": _wrap,
    "constant": _one_beyond,
    "nearest": _clamp,
}
