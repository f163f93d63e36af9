"""Central windows of images."""

from __future__ import annotations

import tensorflow as tf

from prelayer.ops.resize import resize
from prelayer.ops.sizes import Size, height_and_width, larger, smaller


def center_crop(
    images: tf.Tensor, height: int, width: int, interpolation: str = "bilinear"
) -> tf.Tensor:
    """Crop images to their centre; enlarge those that are smaller than the target.

    Args:
        images: (N, H, W, C), of any numeric dtype, which is kept.
        height: the height of the result in pixels.
        width: the width of the result in pixels.
        interpolation: how images are enlarged.
    """
    image_height, image_width = height_and_width(images)
    large_enough = _both(image_height >= height, image_width >= width)
    if isinstance(large_enough, bool):
        return (
            window(images, height, width)
            if large_enough
            else _enlarge(images, height, width, interpolation)
        )
    cropped = tf.cond(
        large_enough,
        lambda: window(images, height, width),
        lambda: _enlarge(images, height, width, interpolation),
    )
    cropped.set_shape((None, height, width, None))
    return cropped


def aspect_window(height: Size, width: Size, like: tuple[int, int]) -> tuple[Size, Size]:
    """Return the height and width of the largest window in an image whose sides are as `like`."""
    return (
        larger(smaller(height, width * like[0] // like[1]), 1),
        larger(smaller(width, height * like[1] // like[0]), 1),
    )


def aspect_margins(height: Size, width: Size, like: tuple[int, int]) -> tuple[Size, Size]:
    """Return the margins, above and to the left, that make an image's sides as `like`."""
    return (
        larger(width * like[0] // like[1] - height, 0) // 2,
        larger(height * like[1] // like[0] - width, 0) // 2,
    )


def crop_to_aspect_ratio(images: tf.Tensor, height: int, width: int) -> tf.Tensor:
    """Return the largest central window, (N, h, w, C), whose sides are as `height` to `width`."""
    return window(images, *aspect_window(*height_and_width(images), (height, width)))


def pad_to_aspect_ratio(images: tf.Tensor, height: int, width: int, fill_value: float) -> tf.Tensor:
    """Return images with even margins, so that their sides are as `height` to `width`."""
    top, left = aspect_margins(*height_and_width(images), (height, width))
    margins = [[0, 0], [top, top], [left, left], [0, 0]]
    return tf.pad(images, margins, constant_values=tf.cast(fill_value, images.dtype))


def window(images: tf.Tensor, height: Size, width: Size) -> tf.Tensor:
    """Return the central window, (N, height, width, C), of images that are no smaller."""
    image_height, image_width = height_and_width(images)
    top, left = (image_height - height) // 2, (image_width - width) // 2
    return images[:, top : top + height, left : left + width, :]


def _enlarge(images: tf.Tensor, height: int, width: int, interpolation: str) -> tf.Tensor:
    middle = crop_to_aspect_ratio(images, height, width)
    if interpolation == "nearest":
        return resize(middle, height, width, interpolation, dtype=images.dtype)
    enlarged = resize(middle, height, width)
    if not images.dtype.is_floating:
        enlarged = tf.round(enlarged)
    return tf.cast(enlarged, images.dtype)


def _both(first: bool | tf.Tensor, second: bool | tf.Tensor) -> bool | tf.Tensor:
    """Return whether both hold; a side that is known not to hold settles it."""
    if first is False or second is False:
        return False
    if first is True:
        return second
    return first if second is True else tf.logical_and(first, second)
