"""Crops of images."""

from __future__ import annotations

from collections.abc import Callable

import tensorflow as tf

from prelayer.ops.image.resize import resize
from prelayer.ops.image.sizes import Size, height_and_width, larger, smaller
from prelayer.ops.xla import compiling


def center_crop(
    images: tf.Tensor, height: int, width: int, interpolation: str = "bilinear"
) -> tf.Tensor:
    """Crop images to their center; enlarge those that are smaller than the target.

    Args:
        images: (N, H, W, C), of any numeric dtype, which is kept.
        height: the height of the result in pixels.
        width: the width of the result in pixels.
        interpolation: the resizing method for enlarging.
    """
    return cropped_or_resized(
        images, height, width, lambda: window(images, height, width), interpolation
    )


def cropped_or_resized(
    images: tf.Tensor,
    height: int,
    width: int,
    crop: Callable[[], tf.Tensor],
    interpolation: str = "bilinear",
) -> tf.Tensor:
    """Return the result of `crop`, (N, height, width, C), or the resized center of small images.

    Args:
        images: (N, H, W, C), of any numeric dtype, which is kept.
        height: the height of the result in pixels.
        width: the width of the result in pixels.
        crop: function that returns the result if images are large enough.
        interpolation: the resizing method for smaller images.
    """
    fits = large_enough(height_and_width(images), height, width)
    if isinstance(fits, bool):
        return crop() if fits else resized_middle(images, height, width, interpolation)
    cropped = tf.cond(fits, crop, lambda: resized_middle(images, height, width, interpolation))
    cropped.set_shape((None, height, width, images.shape[3]))
    return cropped


def large_enough(size: tuple[Size, Size], height: int, width: int) -> bool | tf.Tensor:
    """Return whether a window fits into images of a size."""
    return _both(size[0] >= height, size[1] >= width)


def crop_at(
    images: tf.Tensor, top: tf.Tensor, left: tf.Tensor, height: int, width: int
) -> tf.Tensor:
    """Return windows (N, height, width, C) of images that are at least as large.

    Args:
        images: (N, H, W, C), of any dtype, which is kept.
        top: (N,), int32: the first row of each image's window.
        left: (N,), int32: the first column.
        height: the height of the windows.
        width: the width of the windows.
    """
    rows = top[:, tf.newaxis] + tf.range(height)
    columns = left[:, tf.newaxis] + tf.range(width)
    if compiling():
        # XLA fuses this to one loop over pixels; op by op, one gather of pixels is faster than two.
        return tf.gather(
            tf.gather(images, rows, axis=1, batch_dims=1), columns, axis=2, batch_dims=1
        )
    image_height, image_width = height_and_width(images)
    rows += tf.range(tf.shape(images)[0])[:, tf.newaxis] * image_height
    index = rows[:, :, tf.newaxis] * image_width + columns[:, tf.newaxis, :]
    pixels = tf.reshape(images, [-1, images.shape[3] or tf.shape(images)[3]])
    return tf.gather(pixels, index)


def aspect_window(height: Size, width: Size, like: tuple[int, int]) -> tuple[Size, Size]:
    """Return height and width of the largest window with the aspect ratio of `like` in an image."""
    return (
        larger(smaller(height, width * like[0] // like[1]), 1),
        larger(smaller(width, height * like[1] // like[0]), 1),
    )


def aspect_margins(height: Size, width: Size, like: tuple[int, int]) -> tuple[Size, Size]:
    """Return the top and left margins that extend an image to the aspect ratio of `like`."""
    return (
        larger(width * like[0] // like[1] - height, 0) // 2,
        larger(height * like[1] // like[0] - width, 0) // 2,
    )


def crop_to_aspect_ratio(images: tf.Tensor, height: int, width: int) -> tf.Tensor:
    """Return the largest central window, (N, h, w, C), with the aspect ratio of a size."""
    return window(images, *aspect_window(*height_and_width(images), (height, width)))


def pad_to_aspect_ratio(images: tf.Tensor, height: int, width: int, fill_value: float) -> tf.Tensor:
    """Pad images symmetrically to the aspect ratio of `height` and `width`."""
    top, left = aspect_margins(*height_and_width(images), (height, width))
    margins = [[0, 0], [top, top], [left, left], [0, 0]]
    return tf.pad(images, margins, constant_values=tf.cast(fill_value, images.dtype))


def window(images: tf.Tensor, height: Size, width: Size) -> tf.Tensor:
    """Return the central window, (N, height, width, C), of images that are at least as large."""
    image_height, image_width = height_and_width(images)
    top, left = (image_height - height) // 2, (image_width - width) // 2
    return images[:, top : top + height, left : left + width, :]


def resized_middle(
    images: tf.Tensor, height: int, width: int, interpolation: str = "bilinear"
) -> tf.Tensor:
    """Return the largest central windows with the aspect ratio of a size, resized to that size."""
    middle = crop_to_aspect_ratio(images, height, width)
    if interpolation == "nearest":
        return resize(middle, height, width, interpolation, dtype=images.dtype)
    enlarged = resize(middle, height, width)
    if not images.dtype.is_floating:
        enlarged = tf.round(enlarged)
    return tf.cast(enlarged, images.dtype)


def _both(first: bool | tf.Tensor, second: bool | tf.Tensor) -> bool | tf.Tensor:
    """Return whether both are true; False if one is statically known to be False."""
    if first is False or second is False:
        return False
    if first is True:
        return second
    return first if second is True else tf.logical_and(first, second)
