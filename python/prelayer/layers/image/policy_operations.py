"""The operations of augmentation policies, each sampled for each image."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

import tensorflow as tf

from prelayer.ops import xla
from prelayer.ops.image import augmentation_policy
from prelayer.ops.image.resample import resample

_FILL_MODE = "reflect"


class PolicyOperations:
    """Applies steps, in each of which every image undergoes an operation sampled for it.

    Args:
        value_range: the lowest and the highest value that pixels can have.
        interpolation: "bilinear", or "nearest".
        names: the operations that can be sampled.
    """

    def __init__(
        self,
        value_range: tuple[float, float],
        interpolation: str,
        names: Sequence[str] = augmentation_policy.CHANGES,
    ) -> None:
        self._value_range = value_range
        self._interpolation, self.names = interpolation, names

    def step(self) -> Callable[[tf.Tensor, tf.Tensor, tf.Tensor], tf.Tensor]:
        """Return a function that applies the color operations and strengths sampled for images."""
        parts = [self.apply_color_ops, self.equalize]
        if "sharpness" in self.names:
            parts.append(self.sharpen)
        # Compiled as one program, they would need their memory at the same time.
        apart = [xla.repeated(part) for part in parts]
        return lambda images, *sampled: reduce(
            lambda result, part: part(result, *sampled), apart, images
        )

    def apply_color_ops(
        self, images: tf.Tensor, change: tf.Tensor, strength: tf.Tensor
    ) -> tf.Tensor:
        """Return images after the pixel-wise color operations of one step."""
        return augmentation_policy.apply_color_ops(
            images, change, strength, self._value_range, self.names
        )

    def equalize(self, images: tf.Tensor, change: tf.Tensor, strength: tf.Tensor) -> tf.Tensor:
        """Return images after the histogram equalization of one step."""
        del strength
        return augmentation_policy.equalize(images, change, self._value_range)

    def sharpen(self, images: tf.Tensor, change: tf.Tensor, strength: tf.Tensor) -> tf.Tensor:
        """Return images after the smoothing or sharpening of one step."""
        return augmentation_policy.sharpen(images, change, strength, self._value_range)

    def read(self, images: tf.Tensor, matrices: tf.Tensor) -> tf.Tensor:
        """Return images sampled at the positions given by matrices."""
        return resample(images, matrices, self._interpolation, _FILL_MODE, dtype=images.dtype)

    def read_masks(self, masks: tf.Tensor, matrices: tf.Tensor) -> tf.Tensor:
        """Return masks sampled at the nearest pixel of the positions given by matrices."""
        return resample(masks, matrices, "nearest", _FILL_MODE, dtype=masks.dtype)
