"""Lowering of layers that resize and crop images."""

from __future__ import annotations

import tensorflow as tf

from prelayer.export.lowering.image_layer import Change, lowers_images
from prelayer.export.lowering.registry import NotPortable
from prelayer.export.portable.resize import resize, takes_any_size, to_dtype
from prelayer.layers.image.center_crop import CenterCrop
from prelayer.layers.image.random_crop import RandomCrop
from prelayer.layers.image.resizing import Resizing
from prelayer.ops.image import crop
from prelayer.ops.image.sizes import height_and_width

_REMEDY = "Declare the size of the images."
_EXACT_IN_FLOAT32 = (tf.uint8, tf.int8, tf.uint16, tf.int16)


@lowers_images(Resizing)
def resizing(layer: Resizing) -> Change:
    """Return the portable form of a Resizing layer."""

    def run(images: tf.Tensor) -> tf.Tensor:
        if layer.pad_to_aspect_ratio:
            images = tf.cast(images, layer.compute_dtype)
            images = crop.pad_to_aspect_ratio(images, layer.height, layer.width, layer.fill_value)
        elif layer.crop_to_aspect_ratio:
            images = crop.crop_to_aspect_ratio(images, layer.height, layer.width)
        is_known = images.shape[1:3].is_fully_defined()
        if not is_known and not takes_any_size(layer.interpolation, layer.antialias):
            option = "antialias" if layer.interpolation == "bilinear" else "interpolation"
            raise NotPortable("its weights depend on a size that is unknown", option, _REMEDY)
        resized = resize(images, layer.height, layer.width, layer.interpolation, layer.antialias)
        return to_dtype(resized, layer.compute_dtype)

    return run


@lowers_images(CenterCrop)
def center_crop(layer: CenterCrop) -> Change:
    """Return the portable form of a CenterCrop layer."""

    def run(images: tf.Tensor) -> tf.Tensor:
        images = tf.cast(images, layer.output_dtype(images.dtype))
        size = height_and_width(images)
        fits = crop.large_enough(size, layer.height, layer.width)
        if fits is True:
            return crop.window(images, layer.height, layer.width)
        if fits is False:
            return _resized_middle(images, layer.height, layer.width)
        return _cropped_or_resized(images, layer, fits)

    return run


@lowers_images(RandomCrop)
def random_crop(layer: RandomCrop) -> Change:
    """Return the portable form of a RandomCrop layer, which resizes images at inference."""

    def run(images: tf.Tensor) -> tf.Tensor:
        images = tf.cast(images, layer.output_dtype(images.dtype))
        return _resized_middle(images, layer.height, layer.width)

    return run


def _resized_middle(images: tf.Tensor, height: int, width: int) -> tf.Tensor:
    return _resized(crop.crop_to_aspect_ratio(images, height, width), height, width)


def _cropped_or_resized(images: tf.Tensor, layer: CenterCrop, fits: tf.Tensor) -> tf.Tensor:
    """Return central windows of images of an unknown size, resized where they are smaller.

    A conditional is avoided: a window of the new size does not change if it is resized.
    """
    dtype = images.dtype
    if not dtype.is_floating and dtype not in _EXACT_IN_FLOAT32:
        raise NotPortable(f"pixels of {dtype.name} would be rounded to float32", remedy=_REMEDY)
    new_size = layer.height, layer.width
    smaller = crop.aspect_window(*height_and_width(images), new_size)
    height, width = (tf.where(fits, *sides) for sides in zip(new_size, smaller))
    return _resized(crop.window(images, height, width), *new_size)


def _resized(images: tf.Tensor, height: int, width: int) -> tf.Tensor:
    return to_dtype(resize(images, height, width, "bilinear", False), images.dtype)
