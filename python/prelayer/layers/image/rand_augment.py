"""RandAugment: applies randomly sampled color and geometric operations."""

from __future__ import annotations

from typing import Literal

import tensorflow as tf

from prelayer._core import check
from prelayer._core.types import Option
from prelayer.layers.image.color_layer import ColorLayer
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.image_batch import PLACES
from prelayer.layers.image.image_layer import Parameters
from prelayer.layers.image.policy_operations import PolicyOperations
from prelayer.ops import xla
from prelayer.ops.image import augmentation_policy, geometry
from prelayer.ops.image.resample import INTERPOLATIONS
from prelayer.ops.image.sizes import Size
from prelayer.ops.numeric.arithmetic import at_least_float32


class RandAugment(ColorLayer):
    """Applies `num_ops` random color and geometric operations to each image (data augmentation).

    The operations are shear, translation, rotation, posterization, solarization, auto contrast,
    equalization, brightness, color degeneration, contrast and sharpness. Color operations are
    applied first, in sampled order; all geometric ones are combined into one resampling after them,
    with reflection at the edges, which masks, boxes and key points follow. Inside a model, the
    layer is active during training only. Source: https://arxiv.org/abs/1909.13719. See also:
    `AugMix`, `AugmentationPipeline`, `augment`, `plot_augmentations`.

    Args:
        value_range: the lowest and the highest value that pixels can have, such as (0, 1).
        num_ops: the number of operations per image; 0 changes nothing.
        factor: the range of the strengths, a pair of numbers from 0 to 1; a number x means 0 to x.
            0 changes nothing, except for auto contrast and equalization, which have no strength; 1
            shifts by a whole image, rotates by a full turn, and adds or subtracts full brightness.
            Geometry, brightness, contrast and sharpness change in both directions.
        interpolation: "bilinear", or "nearest", which creates no new values.
        seed: an integer for reproducible random parameters; None: different ones in every run.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        per: "image" samples parameters for each image, "batch" once for all images of a batch.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if an argument is out of range, or pixel values do not fit `value_range`.

    Examples:
        >>> import tensorflow as tf
        >>> from prelayer import RandAugment
        >>> image = tf.reshape([0, 50, 100, 150], (1, 4, 1))
        >>> RandAugment(num_ops=1, seed=1)(image).numpy().ravel().round(1)
        array([  0. ,  47.6, 102.4, 157.2], dtype=float32)
    """

    changed_fields = PLACES

    random_numbers = 0  # set by the arguments
    # The parts are compiled separately.
    compiles = False

    def __init__(
        self,
        value_range: tuple[float, float] = (0, 255),
        num_ops: int = 2,
        factor: float | tuple[float, float] = 0.5,
        interpolation: Literal["nearest", "bilinear"] = "bilinear",
        seed: int | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        *,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.num_ops = check.whole("num_ops", num_ops, minimum=0)
        self.factor = factor_range("factor", factor, 0, 1)
        check.one_of("interpolation", interpolation, INTERPOLATIONS)
        self._operations = PolicyOperations(self.value_range, interpolation)
        self.random_numbers = self.num_ops * augmentation_policy.NUMBERS

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        if not self.num_ops:
            return {"matrix": tf.eye(3, batch_shape=tf.shape(uniform)[:1])}
        sampled = augmentation_policy.sample_operations(
            uniform, self.num_ops, len(augmentation_policy.CHANGES), self.factor
        )
        matrices = augmentation_policy.matrices(
            sampled["change"], sampled["strength"], height, width
        )
        return {**sampled, "matrix": matrices}

    def transform_images(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        if not self.num_ops:
            return tf.cast(images, self.compute_dtype)
        images = tf.cast(images, at_least_float32(self.compute_dtype))
        change_colors = self._operations.step()
        for step in range(self.num_ops):
            sampled = parameters["change"][:, step], parameters["strength"][:, step]
            images = change_colors(images, *sampled)
        images = xla.compiled(self._operations.read, images, parameters["matrix"])
        return tf.cast(images, self.compute_dtype)

    def transform_masks(self, parameters: Parameters, masks: tf.Tensor) -> tf.Tensor:
        return xla.compiled(self._operations.read_masks, masks, parameters["matrix"])

    def transform_points(
        self, parameters: Parameters, points: tf.Tensor, size: tuple[Size, Size]
    ) -> tf.Tensor:
        return geometry.move(points, parameters["matrix"])
