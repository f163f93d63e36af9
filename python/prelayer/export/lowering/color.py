"""Lowering of layers that change colors by the values of each image."""

from __future__ import annotations

import tensorflow as tf

from prelayer.export.lowering.image_layer import Change, lowers_images
from prelayer.export.lowering.registry import NotPortable
from prelayer.export.portable.histogram import MOST_PIXELS, histograms, rounded_shares
from prelayer.layers.image.auto_contrast import AutoContrast
from prelayer.layers.image.clahe import CLAHE
from prelayer.layers.image.equalization import Equalization
from prelayer.layers.image.samplewise_normalization import SamplewiseNormalization
from prelayer.ops.image import samplewise
from prelayer.ops.image.clahe import adaptively_equalized
from prelayer.ops.image.histogram import equalized, extremes, stretched


@lowers_images(AutoContrast)
def auto_contrast(layer: AutoContrast) -> Change:
    """Return the portable form of an AutoContrast layer."""

    def stretch(images: tf.Tensor) -> tf.Tensor:
        return stretched(images, *extremes(images), layer.value_range)

    return lambda images: layer.pixel_range.apply(stretch, images, layer.compute_dtype)


@lowers_images(Equalization)
def equalization(layer: Equalization) -> Change:
    """Return the portable form of an Equalization layer."""

    def equalize(images: tf.Tensor) -> tf.Tensor:
        height, width = images.shape[1:3]
        if (height or 0) * (width or 0) > MOST_PIXELS:
            reason = f"counts of more than {MOST_PIXELS:,} pixels are beyond int32"
            raise NotPortable(reason, remedy="Make the images smaller first.")
        return equalized(images, layer.bins, layer.value_range, histograms, rounded_shares)

    return lambda images: layer.pixel_range.apply(equalize, images, layer.compute_dtype)


@lowers_images(CLAHE)
def clahe(layer: CLAHE) -> Change:
    """Return the portable form of a CLAHE layer."""

    def equalize(images: tf.Tensor) -> tf.Tensor:
        return adaptively_equalized(
            images, layer.clip_limit, layer.tile_grid_size, layer.value_range, histograms
        )

    return lambda images: layer.pixel_range.apply(equalize, images, layer.compute_dtype)


@lowers_images(SamplewiseNormalization)
def samplewise_normalization(layer: SamplewiseNormalization) -> Change:
    """Return the portable form of a SamplewiseNormalization layer."""

    def normalize(images: tf.Tensor) -> tf.Tensor:
        wide = tf.cast(images, tf.float32)
        return samplewise.normalize(
            wide, layer.center, layer.scale, layer.epsilon, layer.compute_dtype
        )

    return normalize
