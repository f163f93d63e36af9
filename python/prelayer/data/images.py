"""Image files to tensors of one size: decoding, channels, fitting."""

from __future__ import annotations

from collections.abc import Callable

import tensorflow as tf

EXTENSIONS = (".bmp", ".gif", ".jpeg", ".jpg", ".png")
CHANNELS = {"grayscale": 1, "rgb": 3, "rgba": 4}
INTERPOLATIONS = (
    "bilinear",
    "nearest",
    "bicubic",
    "area",
    "lanczos3",
    "lanczos5",
    "gaussian",
    "mitchellcubic",
)

Fit = Callable[[tf.Tensor, tuple[int, int], str], tf.Tensor]


def decode(contents: tf.Tensor, channels: int) -> tf.Tensor:
    """Decode a BMP, GIF (its first frame), JPEG or PNG to uint8 (height, width, channels).

    Not every decoder of TensorFlow gives 1 or 4 channels: what one cannot give is made from 3,
    so that a color mode works for every kind of file.
    """

    def jpeg() -> tf.Tensor:
        # The default transform is fast, and off by up to 40 of 256 levels.
        image = tf.io.decode_jpeg(contents, min(channels, 3), dct_method="INTEGER_ACCURATE")
        return _with_alpha(image) if channels == 4 else image

    def other(channels: int = channels) -> tf.Tensor:
        return tf.io.decode_image(contents, channels, expand_animations=False)

    def gray() -> tf.Tensor:
        return tf.cond(_is(contents, _PNG), other, lambda: tf.image.rgb_to_grayscale(other(3)))

    def transparent() -> tf.Tensor:
        return tf.cond(_is(contents, _GIF), lambda: _with_alpha(other(3)), other)

    return tf.cond(_is(contents, _JPEG), jpeg, {1: gray, 3: other, 4: transparent}[channels])


_JPEG, _PNG, _GIF = b"\xff\xd8\xff", b"\x89PNG", b"GIF8"


def _is(contents: tf.Tensor, signature: bytes) -> tf.Tensor:
    return tf.strings.substr(contents, 0, len(signature)) == signature


def _with_alpha(image: tf.Tensor) -> tf.Tensor:
    opaque = tf.fill(tf.concat([tf.shape(image)[:2], [1]], 0), tf.constant(255, tf.uint8))
    return tf.concat([image, opaque], -1)


def stretch(image: tf.Tensor, size: tuple[int, int], method: str) -> tf.Tensor:
    """Resize to `size`, whatever the aspect ratio."""
    return tf.image.resize(image, size, method)


def pad(image: tf.Tensor, size: tuple[int, int], method: str) -> tf.Tensor:
    """Resize to fit into `size` and fill with zeros on both sides."""
    return tf.image.resize_with_pad(image, *size, method)


def crop(image: tf.Tensor, size: tuple[int, int], method: str) -> tf.Tensor:
    """Resize the largest window in the middle that has the aspect ratio of `size`."""
    height, width = tf.shape(image)[0], tf.shape(image)[1]
    window_height = tf.clip_by_value(_scaled(width, size[0], size[1]), 1, height)
    window_width = tf.clip_by_value(_scaled(height, size[1], size[0]), 1, width)
    top, left = (height - window_height) // 2, (width - window_width) // 2
    window = image[top : top + window_height, left : left + window_width]
    return tf.image.resize(window, size, method)


def _scaled(length: tf.Tensor, numerator: int, denominator: int) -> tf.Tensor:
    product = tf.cast(length, tf.int64) * numerator
    return tf.cast(product // denominator, tf.int32)


def reader(
    size: tuple[int, int], channels: int, fit: Fit, method: str, data_format: str
) -> Callable[[tf.Tensor], tf.Tensor]:
    """Return the function that turns a path into a float32 image of one size.

    Args:
        size: (height, width) of the image.
        channels: 1, 3 or 4.
        fit: how it is brought to the size.
        method: the interpolation.
        data_format: "channels_last" or "channels_first".
    """

    def read(path: tf.Tensor) -> tf.Tensor:
        image = decode(tf.io.read_file(path), channels)
        image = tf.cast(fit(image, size, method), tf.float32)
        image = tf.ensure_shape(image, (*size, channels))
        return tf.transpose(image, (2, 0, 1)) if data_format == "channels_first" else image

    return read
