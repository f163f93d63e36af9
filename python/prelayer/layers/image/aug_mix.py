"""AugMix: blends each image with a mixture of augmented copies of itself."""

from __future__ import annotations

from typing import Literal

import numpy as np
import tensorflow as tf

from prelayer._core import check
from prelayer._core.types import Option
from prelayer.layers.image.color_layer import ColorLayer
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.image_layer import Parameters
from prelayer.layers.image.policy_operations import PolicyOperations
from prelayer.ops import xla
from prelayer.ops.image import augmentation_policy, beta, color
from prelayer.ops.image.resample import INTERPOLATIONS
from prelayer.ops.image.sizes import Size
from prelayer.ops.numeric.arithmetic import at_least_float32

# The number of operations that `all_ops` adds.
_COLORS = 4


class AugMix(ColorLayer):
    """Blends each image with a mixture of copies, each augmented by a chain of random operations.

    A copy undergoes up to `chain_depth` of the operations of `RandAugment`, sampled for it, color
    operations first; each step is skipped with the same probability as each operation has. The
    weights of the copies are sampled from a Dirichlet distribution, the weight of the image from
    Beta(alpha, alpha). Boxes, masks and key points are those of the original image. Inside a model,
    the layer is active during training only. Source: https://arxiv.org/abs/1912.02781. See also:
    `RandAugment`, `AugmentationPipeline`, `augment`, `plot_augmentations`.

    Args:
        value_range: the lowest and the highest value that pixels can have, such as (0, 1).
        num_chains: the number of copies.
        chain_depth: the maximum number of operations per copy.
        factor: the range of the strengths, a pair of numbers from 0 to 1; a number x means 0 to x.
        alpha: a number above 0; with small ones, one copy or the image prevails.
        all_ops: whether to include brightness, color degeneration, contrast and sharpness.
        interpolation: "bilinear", or "nearest".
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
        >>> from prelayer import AugMix
        >>> image = tf.reshape([0, 50, 100, 150], (1, 4, 1))
        >>> AugMix(seed=1)(image).numpy().ravel().round(1)
        array([  0. ,  51.1, 102.4, 153.5], dtype=float32)
    """

    random_numbers = 0  # set by the arguments
    # The parts are compiled separately.
    compiles = False

    def __init__(
        self,
        value_range: tuple[float, float] = (0, 255),
        num_chains: int = 3,
        chain_depth: int = 3,
        factor: float | tuple[float, float] = 0.3,
        alpha: float = 1.0,
        all_ops: bool = True,
        interpolation: Literal["nearest", "bilinear"] = "bilinear",
        seed: int | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        *,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.num_chains = check.whole("num_chains", num_chains, minimum=1)
        self.chain_depth = check.whole("chain_depth", chain_depth, minimum=1)
        self.factor = factor_range("factor", factor, 0, 1)
        self.alpha = check.above_zero("alpha", alpha)
        self.all_ops = check.flag("all_ops", all_ops)
        check.one_of("interpolation", interpolation, INTERPOLATIONS)
        names = augmentation_policy.CHANGES if all_ops else augmentation_policy.CHANGES[:-_COLORS]
        self._operations = PolicyOperations(self.value_range, interpolation, names)
        self.random_numbers = num_chains * chain_depth * augmentation_policy.NUMBERS + num_chains
        self._shares = self._quantiles()

    def _quantiles(self) -> list[np.ndarray]:
        """Return quantile tables for the weight of the image and the shares of the copies.

        Each copy takes its share of the weight that the copies before it leave: together, the
        weights follow a Dirichlet distribution.
        """
        after = range(self.num_chains - 1, 0, -1)
        shapes = [(self.alpha, self.alpha), *((self.alpha, self.alpha * left) for left in after)]
        return [beta.quantiles([shape]) for shape in shapes]

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        kinds, steps = len(self._operations.names) + 1, self.num_chains * self.chain_depth
        mixing = tf.unstack(uniform[:, : self.num_chains], axis=1)
        own, *shares = (beta.drawn(one, table) for one, table in zip(mixing, self._shares))
        left, weights = 1 - own, []
        for share in shares:
            weights.append(left * share)
            left -= weights[-1]
        sampled = augmentation_policy.sample_operations(
            uniform[:, self.num_chains :], steps, kinds, self.factor
        )
        unused = sampled["change"] == len(self._operations.names)
        changes = tf.where(unused, len(augmentation_policy.CHANGES), sampled["change"])
        parts = [
            tf.reshape(part, [-1, self.num_chains, self.chain_depth, *part.shape[2:]])
            for part in (changes, sampled["strength"])
        ]
        matrices = [
            augmentation_policy.matrices(parts[0][:, chain], parts[1][:, chain], height, width)
            for chain in range(self.num_chains)
        ]
        return {
            "change": parts[0],
            "strength": parts[1],
            "matrix": tf.stack(matrices, axis=1),
            "weight": tf.stack([own, *weights, left], axis=1),
        }

    def transform_images(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        images = tf.cast(images, at_least_float32(self.compute_dtype))
        change_colors, read = self._operations.step(), xla.repeated(self._operations.read)
        weights = tf.cast(
            tf.reshape(parameters["weight"], [-1, self.num_chains + 1, 1, 1, 1]), images.dtype
        )
        mixed = images * weights[:, 0]
        for chain in range(self.num_chains):
            # One chain after the other: in parallel they would take three times the memory.
            with tf.control_dependencies([mixed]):
                copies = tf.identity(images)
            for step in range(self.chain_depth):
                sampled = (
                    parameters["change"][:, chain, step],
                    parameters["strength"][:, chain, step],
                )
                copies = change_colors(copies, *sampled)
            mixed += read(copies, parameters["matrix"][:, chain]) * weights[:, chain + 1]
        return tf.cast(color.clip(mixed, self.value_range), self.compute_dtype)
