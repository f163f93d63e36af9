"""User-defined decoders for image files that TensorFlow does not read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.message import Described, Message

Decoder = Mapping[str, Callable[[str], Any]]

_LUMA = np.array([0.2989, 0.587, 0.114], "float32")


def checked_decoder(decoder: Any) -> dict[str, Callable[[str], Any]]:
    """Return the decoders by extension in lower case; an empty dict for None."""
    if decoder is None:
        return {}
    example = {".npy": Described("numpy.load")}
    rule = Message("extensions with their functions, such as {example!r}", example=example)
    if not isinstance(decoder, Mapping) or not decoder:
        raise errors.invalid("decoder", rule, decoder)
    for extension, function in decoder.items():
        good = isinstance(extension, str) and re.fullmatch(r"\.[^/\\]+", extension)
        if not good or not callable(function):
            raise errors.invalid("decoder", rule, decoder)
    return {extension.lower(): function for extension, function in decoder.items()}


def decoded_by(
    decoder: Mapping[str, Callable[[str], Any]], path: tf.Tensor, channels: int
) -> tf.Tensor:
    """Read an image by the decoder for its extension, as float32."""
    longest = sorted(decoder, key=len, reverse=True)

    def image(path: bytes | np.ndarray) -> np.ndarray:
        # Outside of a graph, TensorFlow passes an array.
        name = np.asarray(path).item().decode("utf-8", "surrogateescape")
        extension = next(end for end in longest if name.lower().endswith(end))
        return _pixels(np.asarray(decoder[extension](name)), extension, channels)

    return tf.ensure_shape(tf.numpy_function(image, [path], tf.float32), (None, None, channels))


def is_decoded(decoder: Mapping[str, Any], path: tf.Tensor) -> tf.Tensor:
    """Return whether a path ends in one of the extensions, in lower or upper case."""
    ends = "|".join(re.escape(extension) for extension in decoder)
    return tf.strings.regex_full_match(path, f"(?is).*(?:{ends})")


def _pixels(image: np.ndarray, extension: str, channels: int) -> np.ndarray:
    """Convert an array to float32 (height, width, channels) without changing its range."""
    shape = image.shape
    if image.ndim == 2:
        image = image[..., np.newaxis]
    if image.ndim != 3 or image.shape[-1] not in (1, 3, 4) or image.dtype.kind not in "biuf":
        raise ValueError(
            f"The decoder for {extension!r} must return numbers of shape (height, width) or "
            f"(height, width, channels) with 1, 3 or 4 channels, but they have the dtype "
            f"{image.dtype} and the shape {shape!s}."
        )
    image, found = image.astype("float32"), image.shape[-1]
    if channels == 4 > found:
        raise ValueError(
            f'The decoder for {extension!r} must return 4 channels for `color_mode="rgba"`, but '
            f"it returned {found}."
        )
    if channels == 1 < found:
        return image[..., :3] @ _LUMA[:, np.newaxis]
    return np.repeat(image, channels, -1) if found < channels else image[..., :channels]
