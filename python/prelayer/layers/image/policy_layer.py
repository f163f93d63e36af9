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
    """Base class of random layers that apply several steps, each a sampled operation per image."""

    # The parts are compiled separately.
    compiles = False
    changes: Sequence[str] = augmentation_policy.CHANGES
    interpolation = "bilinear"

    def as_floats(self, images: tf.Tensor) -> tf.Tensor:
        """Return images in the dtype of the computation."""
        return tf.cast(images, tf.float64 if self.compute_dtype == "float64" else tf.float32)

    def step(self) -> Callable[[tf.Tensor, tf.Tensor, tf.Tensor], tf.Tensor]:
        """Return a function that applies the color operations and strengths sampled for images."""
        parts = [self.tone, self.even]
        if "sharpness" in self.changes:
            parts.append(self.sharpen)
        # Compiled as one program, they would need their memory at the same time.
        apart = [xla.repeated(part) for part in parts]
        return lambda images, *drawn: reduce(
            lambda result, part: part(result, *drawn), apart, images
        )

    def tone(self, images: tf.Tensor, change: tf.Tensor, strength: tf.Tensor) -> tf.Tensor:
        """Return images after the pixel-wise color operations of one step."""
        return augmentation_policy.apply_color_ops(
            self.title, images, change, strength, self.value_range, self.changes
        )

    def even(self, images: tf.Tensor, change: tf.Tensor, strength: tf.Tensor) -> tf.Tensor:
        """Return images after the histogram equalization of one step."""
        del strength
        return augmentation_policy.equalize(images, change, self.value_range)

    def sharpen(self, images: tf.Tensor, change: tf.Tensor, strength: tf.Tensor) -> tf.Tensor:
        """Return images after the smoothing or sharpening of one step."""
        return augmentation_policy.sharpen(images, change, strength, self.value_range)

    def read(self, images: tf.Tensor, matrices: tf.Tensor) -> tf.Tensor:
        """Return images sampled at the positions given by matrices."""
        return resample(images, matrices, self.interpolation, FILL_MODE, dtype=images.dtype)

    def read_masks(self, masks: tf.Tensor, matrices: tf.Tensor) -> tf.Tensor:
        """Return masks sampled at the nearest pixel of the positions given by matrices."""
        return resample(masks, matrices, "nearest", FILL_MODE, dtype=masks.dtype)
