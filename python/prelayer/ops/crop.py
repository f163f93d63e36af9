"""Central windows of images."""

from __future__ import annotations

import tensorflow as tf

from prelayer.ops.resize import resize
from prelayer.ops.sizes import Size, height_and_width, larger, smaller


def center_crop(images: tf.Tensor, height: int, width: int) -> tf.Tensor:
    """Crop images to their centre; enlarge those that are smaller than the target.

    Args:
        images: (N, H, W, C), of any numeric dtype, which is kept.
        height: the height of the result in pixels.
        width: the width of the result in pixels.
    """
    image_height, image_width = height_and_width(images)
    large_enough = _both(image_height >= height, image_width >= width)
    if isinstance(large_enough, bool):
        return _window(images, height, width) if large_enough else _enlarge(images, height, width)
    cropped = tf.cond(
        large_enough,
        lambda: _window(images, height, width),
        lambda: _enlarge(images, height, width),
    )
    cropped.set_shape((None, height, width, None))
    return cropped


def crop_to_aspect_ratio(images: tf.Tensor, height: int, width: int) -> tf.Tensor:
    """Return the largest central window, (N, h, w, C), whose sides are as `height` to `width`."""
    image_height, image_width = height_and_width(images)
    window_height = larger(smaller(image_height, image_width * height // width), 1)
    window_width = larger(smaller(image_width, image_height * width // height), 1)
    return _window(images, window_height, window_width)


def pad_to_aspect_ratio(images: tf.Tensor, height: int, width: int, fill_value: float) -> tf.Tensor:
    """Return images with even margins, so that their sides are as `height` to `width`."""
    image_height, image_width = height_and_width(images)
    top = larger(image_width * height // width - image_height, 0) // 2
    left = larger(image_height * width // height - image_width, 0) // 2
    margins = [[0, 0], [top, top], [left, left], [0, 0]]
    return tf.pad(images, margins, constant_values=tf.cast(fill_value, images.dtype))


def _window(images: tf.Tensor, height: Size, width: Size) -> tf.Tensor:
    image_height, image_width = height_and_width(images)
    top, left = (image_height - height) // 2, (image_width - width) // 2
    return images[:, top : top + height, left : left + width, :]


def _enlarge(images: tf.Tensor, height: int, width: int) -> tf.Tensor:
    window = crop_to_aspect_ratio(images, height, width)
    enlarged = resize(window, height, width)
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
