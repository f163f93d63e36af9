"""DecodeImage: decodes the bytes of image files to images of one size."""

from __future__ import annotations

from typing import Any, Literal

import keras
import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.tensors import as_tensor
from prelayer._core.types import Option, ShapeLike, Structure
from prelayer.data.files import image_formats
from prelayer.data.files.image_files import INTERPOLATIONS, crop, pad, stretch
from prelayer.layers.base.layer import Layer, symbolic
from prelayer.ops.numeric.value_checks import after

_RULE = "images must be the bytes of BMP, GIF, JPEG, PNG or WebP files"
_REMEDY = "Pass the contents of files, not their paths."


class DecodeImage(Layer):
    """Decodes the bytes of image files to images of one size.

    Use it in datasets and models that take whole files, such as a deployed model to which clients
    send pictures. JPEG, PNG, BMP, WebP and the first frame of GIF are decoded and resized exactly
    as by `image_dataset_from_directory`. See also: `Resizing`, `image_dataset_from_directory`.

    Args:
        height: the height of the images in pixels.
        width: their width in pixels.
        channels: 1 for gray, 3 for red, green and blue, or 4 with alpha.
        interpolation: "bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5", "gaussian"
            or "mitchellcubic".
        crop_to_aspect_ratio: whether to resize the largest central window with the aspect ratio of
            the result, instead of stretching the image.
        pad_to_aspect_ratio: whether to pad the image with zeros to the aspect ratio of the result.
        antialias: when shrinking, whether to average all pixels that a new pixel covers.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        **kwargs: `name` and `dtype`, as for every layer; with `dtype="uint8"` pixels are rounded.

    Call arguments:
        inputs: a string tensor of shape (n,) or (n, 1), or a list of bytes or of uint8 vectors.

    Returns:
        A tensor of shape (n, height, width, channels) with values from 0 to 255, for PNG of 16 bits
        to 65535.

    Raises:
        ValueError: if an option is unknown, or an image cannot be decoded, with its position.

    Examples:
        >>> import tensorflow as tf
        >>> from prelayer import DecodeImage
        >>> png = tf.io.encode_png(tf.fill((4, 6, 3), tf.constant(200, tf.uint8)))
        >>> DecodeImage(1, 2, channels=1)([png.numpy()]).numpy().tolist()
        [[[[200.0], [200.0]]]]
    """

    _column_dtype = "string"

    def __init__(
        self,
        height: int,
        width: int,
        channels: int = 3,
        interpolation: Literal[
            "bilinear",
            "nearest",
            "bicubic",
            "area",
            "lanczos3",
            "lanczos5",
            "gaussian",
            "mitchellcubic",
        ] = "bilinear",
        crop_to_aspect_ratio: bool = False,
        pad_to_aspect_ratio: bool = False,
        antialias: bool = False,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.height = check.whole("height", height, minimum=1)
        self.width = check.whole("width", width, minimum=1)
        self.channels = check.one_of("channels", check.whole("channels", channels), (1, 3, 4))
        check.one_of("interpolation", interpolation, INTERPOLATIONS)
        check.flag("crop_to_aspect_ratio", crop_to_aspect_ratio)
        check.flag("pad_to_aspect_ratio", pad_to_aspect_ratio)
        check.flag("antialias", antialias)
        if crop_to_aspect_ratio and pad_to_aspect_ratio:
            raise errors.problem(
                "`crop_to_aspect_ratio` and `pad_to_aspect_ratio` must not both be {True}; "
                "choose one."
            )
        formats = ("channels_last", "channels_first", None)
        check.one_of("data_format", data_format, formats)
        self.data_format = data_format or keras.config.image_data_format()
        self._fit = crop if crop_to_aspect_ratio else pad if pad_to_aspect_ratio else stretch
        self.supports_jit = False

    def prepare(self, inputs: Structure) -> Structure:
        contents = _joined(inputs)
        found = as_tensor(contents)
        if found.dtype != "string" and 0 not in tuple(found.shape):
            raise errors.problem(
                f"{_RULE}, but the values are {{dtype}}. Pixels need no decoding, only "
                "{layer!c}().",
                dtype=tf.as_dtype(found.dtype).name,
                layer="Resizing",
            )
        return as_tensor(contents, "string")

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        shape = self.compute_output_shape(inputs.shape)
        contents = tf.reshape(inputs, (-1,))
        images = self._each(contents) if tf.executing_eagerly() else self._in_graph(contents)
        leading = tf.shape(inputs)[: len(shape) - 3]
        return tf.ensure_shape(tf.reshape(images, tf.concat([leading, shape[-3:]], 0)), shape)

    def _each(self, contents: tf.Tensor) -> tf.Tensor:
        images = [self._decoded(one, place) for place, one in enumerate(contents)]
        return tf.stack(images) if images else tf.zeros((0, *self._size), self.compute_dtype)

    def _decoded(self, contents: tf.Tensor, place: int) -> tf.Tensor:
        try:
            return self._decode(contents)
        except tf.errors.InvalidArgumentError:
            raise errors.problem(
                f"{_RULE}, but the one at position {{place!p}} cannot be decoded. {_REMEDY}",
                place=place,
            ) from None

    def _in_graph(self, contents: tf.Tensor) -> tf.Tensor:
        unknown = tf.reshape(tf.where(~image_formats.is_known(contents)), (-1,))
        message = errors.assertion(f"{_RULE}, but those at these positions are not:", unknown)
        with after(tf.debugging.Assert(tf.size(unknown) == 0, message)):
            contents = tf.identity(contents)
        spec = tf.TensorSpec(self._size, self.compute_dtype)
        return tf.map_fn(self._decode, contents, fn_output_signature=spec)

    def _decode(self, contents: tf.Tensor) -> tf.Tensor:
        image = image_formats.decode(contents, self.channels)
        image = self._fit(image, (self.height, self.width), self.interpolation, self.antialias)
        image = tf.ensure_shape(image, (self.height, self.width, self.channels))
        if self.data_format == "channels_first":
            image = tf.transpose(image, (2, 0, 1))
        dtype = tf.as_dtype(self.compute_dtype)
        return tf.saturate_cast(image if dtype.is_floating else tf.round(image), dtype)

    @property
    def _size(self) -> tuple[int, int, int]:
        if self.data_format == "channels_first":
            return self.channels, self.height, self.width
        return self.height, self.width, self.channels

    def compute_output_shape(self, input_shape: ShapeLike) -> tuple[int | None, ...]:
        shape = tuple(input_shape)
        return (*(shape[:-1] if len(shape) > 1 and shape[-1] == 1 else shape), *self._size)

    def compute_output_spec(self, inputs: Structure) -> Structure:
        return symbolic(self.compute_output_shape(inputs.shape), self.compute_dtype)


def _joined(inputs: Any) -> Any:
    """Return the vectors of uint8 in a list, or a single one, as bytes."""
    if isinstance(inputs, (list, tuple)):
        return [_joined(item) for item in inputs]
    is_vector = isinstance(inputs, np.ndarray) and inputs.dtype == np.uint8 and inputs.ndim == 1
    return inputs.tobytes() if is_vector else inputs
