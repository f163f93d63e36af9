"""Base class of augmentation policies, which sample operations for each image."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

import tensorflow as tf

from prelayer.layers.image.random_color_layer import RandomColorLayer
from prelayer.ops import xla
from prelayer.ops.image import augmentation_policy
from prelayer.ops.image.resample import resample

FILL_MODE = "reflect"


class PolicyLayer(RandomColorLayer):
    """A random layer whose images undergo steps, each of them one of many operations."""

    # Its parts are, one by one.
    compiles = False
    changes: Sequence[str] = augmentation_policy.CHANGES
    interpolation = "bilinear"

    def as_floats(self, images: tf.Tensor) -> tf.Tensor:
        """Return images in the dtype that steps compute in."""
        return tf.cast(images, tf.float64 if self.compute_dtype == "float64" else tf.float32)

    def step(self) -> Callable[[tf.Tensor, tf.Tensor, tf.Tensor], tf.Tensor]:
        """Return what changes the colors of images by the operation and strengths of each."""
        parts = [self.tone, self.even]
        if "sharpness" in self.changes:
            parts.append(self.sharpen)
        # In one program they would all need memory at a time.
        apart = [xla.repeated(part) for part in parts]
        return lambda images, *drawn: reduce(
            lambda result, part: part(result, *drawn), apart, images
        )

    def tone(self, images: tf.Tensor, change: tf.Tensor, strength: tf.Tensor) -> tf.Tensor:
        """Return images changed pixel by pixel in one step."""
        return augmentation_policy.apply_color_ops(
            self.title, images, change, strength, self.value_range, self.changes
        )

    def even(self, images: tf.Tensor, change: tf.Tensor, strength: tf.Tensor) -> tf.Tensor:
        """Return images equalized in one step."""
        del strength
        return augmentation_policy.equalize(images, change, self.value_range)

    def sharpen(self, images: tf.Tensor, change: tf.Tensor, strength: tf.Tensor) -> tf.Tensor:
        """Return images smoothed or sharpened in one step."""
        return augmentation_policy.sharpen(images, change, strength, self.value_range)

    def read(self, images: tf.Tensor, matrices: tf.Tensor) -> tf.Tensor:
        """Return images read at the places that matrices say."""
        return resample(images, matrices, self.interpolation, FILL_MODE, dtype=images.dtype)

    def read_masks(self, masks: tf.Tensor, matrices: tf.Tensor) -> tf.Tensor:
        """Return masks read at the places that matrices say, without new values."""
        return resample(masks, matrices, "nearest", FILL_MODE, dtype=masks.dtype)
