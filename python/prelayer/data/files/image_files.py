"""Image files as tensors of one size."""

from __future__ import annotations

from collections.abc import Callable

import tensorflow as tf

from prelayer.data.files.file_batches import each
from prelayer.data.files.file_format import Kind, Quick
from prelayer.data.files.image_decoder import Decoder, decoded_by, is_decoded
from prelayer.data.files.image_formats import JPEG_EXTENSIONS, PNG_EXTENSIONS, decode, jpeg, png

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
COMPLAINT = "cannot be read as an image. Repair it or move it away."

Read = Callable[[tf.Tensor], tf.Tensor]
Fit = Callable[[tf.Tensor, tuple[int, int], str, bool], tf.Tensor]


def stretch(
    image: tf.Tensor, size: tuple[int, int], method: str, antialias: bool = False
) -> tf.Tensor:
    """Resize to `size` without keeping the aspect ratio."""
    return tf.image.resize(image, size, method, antialias=antialias)


def pad(image: tf.Tensor, size: tuple[int, int], method: str, antialias: bool = False) -> tf.Tensor:
    """Resize to fit into `size`, to at least one pixel, and pad with zeros on both sides."""
    sides = tf.cast(tf.shape(image)[:2], tf.float32)
    wanted = tf.constant(size, tf.float32)
    fitting = sides / tf.reduce_max(sides / wanted)
    # The padding is halved before rounding, as in `tf.image.resize_with_pad`, which fails for
    # images that become less than a pixel high or wide.
    before = tf.maximum(0, tf.cast(tf.floor((wanted - fitting) / 2), tf.int32))
    whole = tf.clip_by_value(tf.cast(tf.floor(fitting), tf.int32), 1, size)
    image = tf.image.resize(image, whole, method, antialias=antialias)
    return tf.image.pad_to_bounding_box(image, before[0], before[1], *size)


def crop(
    image: tf.Tensor, size: tuple[int, int], method: str, antialias: bool = False
) -> tf.Tensor:
    """Resize the largest centered window with the aspect ratio of `size`."""
    height, width = tf.shape(image)[0], tf.shape(image)[1]
    window_height = tf.clip_by_value(_scaled(width, size[0], size[1]), 1, height)
    window_width = tf.clip_by_value(_scaled(height, size[1], size[0]), 1, width)
    top, left = (height - window_height) // 2, (width - window_width) // 2
    window = image[top : top + window_height, left : left + window_width]
    return tf.image.resize(window, size, method, antialias=antialias)


def _scaled(length: tf.Tensor, numerator: int, denominator: int) -> tf.Tensor:
    product = tf.cast(length, tf.int64) * numerator
    return tf.cast(product // denominator, tf.int32)


def kind(
    size: tuple[int, int],
    channels: int,
    fit: Fit,
    method: str,
    data_format: str,
    antialias: bool = False,
    decoder: Decoder | None = None,
    complaint: str = COMPLAINT,
) -> Kind:
    """Return the readers of image files as float32 images of one size.

    Args:
        size: (height, width) of the images in pixels.
        channels: 1, 3 or 4.
        fit: the resizing function: `stretch`, `pad` or `crop`.
        method: the interpolation.
        data_format: "channels_last" or "channels_first".
        antialias: whether downsampling averages over all pixels.
        decoder: user-defined functions that read files, by extension.
        complaint: error message for an unreadable file, which follows its path.
    """
    own = decoder or {}
    fitted = _fitted(size, channels, fit, method, data_format, antialias)

    def read(path: tf.Tensor) -> tf.Tensor:
        def as_it_is() -> tf.Tensor:
            return decode(tf.io.read_file(path), channels)

        if not own:
            return fitted(as_it_is())
        by_function = lambda: decoded_by(own, path, channels)  # noqa: E731
        return fitted(tf.cond(is_decoded(own, path), by_function, as_it_is))

    def quick(extensions: tuple[str, ...], one: Callable[[tf.Tensor, int], tf.Tensor]) -> Quick:
        return Quick(extensions, each(lambda path: fitted(one(tf.io.read_file(path), channels))))

    ways = [
        quick(extensions, one)
        for extensions, one in ((JPEG_EXTENSIONS, jpeg), (PNG_EXTENSIONS, png))
        if not any(name.endswith(extensions) for name in own)
    ]
    return Kind(read, complaint, tuple(ways))


def _fitted(
    size: tuple[int, int], channels: int, fit: Fit, method: str, data_format: str, antialias: bool
) -> Read:
    def fitted(image: tf.Tensor) -> tf.Tensor:
        image = tf.cast(fit(image, size, method, antialias), tf.float32)
        image = tf.ensure_shape(image, (*size, channels))
        return tf.transpose(image, (2, 0, 1)) if data_format == "channels_first" else image

    return fitted
