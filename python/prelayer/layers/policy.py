"""What layers share that give each image operations of its own, out of many."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import tensorflow as tf

from prelayer.layers.random_colour import RandomColourLayer
from prelayer.ops import policy, xla
from prelayer.ops.resample import resample

FILL_MODE = "reflect"


class PolicyLayer(RandomColourLayer):
    """A random layer whose images undergo steps, each of them one of many operations."""

    # Its parts are, one by one.
    compiles = False
    changes: Sequence[str] = policy.CHANGES
    interpolation = "bilinear"

    def as_floats(self, images: tf.Tensor) -> tf.Tensor:
        """Return images in the dtype that steps compute in."""
        return tf.cast(images, tf.float64 if self.compute_dtype == "float64" else tf.float32)

    def step(self) -> Callable[[tf.Tensor, tf.Tensor, tf.Tensor], tf.Tensor]:
        """Return what changes the colours of images by the operation and strengths of each."""
        tone, sharpen = xla.repeated(self.tone), xla.repeated(self.sharpen)
        if "sharpness" not in self.changes:
            return tone
        return lambda images, *drawn: sharpen(tone(images, *drawn), *drawn)

    def tone(self, images: tf.Tensor, change: tf.Tensor, strength: tf.Tensor) -> tf.Tensor:
        """Return images changed pixel by pixel in one step."""
        return policy.toned(self.title, images, change, strength, self.value_range, self.changes)

    def sharpen(self, images: tf.Tensor, change: tf.Tensor, strength: tf.Tensor) -> tf.Tensor:
        """Return images smoothed or sharpened in one step."""
        return policy.sharpened(images, change, strength, self.value_range)

    def read(self, images: tf.Tensor, matrices: tf.Tensor) -> tf.Tensor:
        """Return images read at the places that matrices say."""
        return resample(images, matrices, self.interpolation, FILL_MODE, dtype=images.dtype)

    def read_masks(self, masks: tf.Tensor, matrices: tf.Tensor) -> tf.Tensor:
        """Return masks read at the places that matrices say, without new values."""
        return resample(masks, matrices, "nearest", FILL_MODE, dtype=masks.dtype)
