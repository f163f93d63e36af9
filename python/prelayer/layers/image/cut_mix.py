"""CutMix: replaces a part of each image by a part of another image."""

from __future__ import annotations

from typing import Literal

import numpy as np
import tensorflow as tf

from prelayer._core.types import Option
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.image_batch import ImageBatch
from prelayer.layers.image.image_layer import Parameters
from prelayer.layers.image.mixing_layer import MixingLayer
from prelayer.ops.image import beta, mix, patch
from prelayer.ops.image.sizes import Size, height_and_width

_SMALLEST_SHAPE = 1e-6
_SHAPES = 64


class CutMix(MixingLayer):
    """Pastes a part of another image of the batch into each image, and mixes labels by area.

    The part has the proportions of the image and a random position, the same in both images. Masks
    are pasted likewise. The boxes are those of both images, twice as many: first those of the
    image, shrunk to their visible area, then those of the pasted part, clipped at its edges;
    invisible ones are absent (label -1). A key point is that of the other image if this lies in the
    part, else the image's own. The image in a batch of one stays unchanged. Inside a model, the
    layer is active during training only. Source: https://arxiv.org/abs/1905.04899. See also:
    `MixUp`, `RandomErasing`, `augment`, `plot_images`.

    Args:
        factor: the range of a, a pair of numbers from 0 to 1, sampled uniformly; an image keeps a
            share of its area sampled from Beta(a, a). A number x means 0 to x.
        seed: an integer for reproducible random parameters; None: different ones in every run.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        per: "image" samples parameters for each image, "batch" one part and one shift for all
            images.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Images of the input's shape. Integer images keep their dtype; floats become the layer's
        compute dtype. In a dict, "labels" are floats.

    Raises:
        ValueError: if `factor` is out of range, or "labels" are class ids instead of one-hot.

    Examples:
        >>> import tensorflow as tf
        >>> from prelayer import CutMix
        >>> images = tf.reshape(tf.repeat([0, 1], 64), (2, 8, 8, 1))
        >>> mixed = CutMix(seed=1)({"images": images, "labels": [[1, 0], [0, 1]]})
        >>> mixed["labels"].numpy().round(3)
        array([[1.   , 0.   ],
               [0.766, 0.234]], dtype=float32)
    """

    keeps_integers = True
    random_numbers = 4

    def __init__(
        self,
        factor: float | tuple[float, float] = 1.0,
        seed: int | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        *,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.factor = lower, upper = factor_range("factor", factor, 0, 1)
        count = _SHAPES if upper > lower else 1
        shapes = lower + (upper - lower) * (np.arange(count) + 0.5) / count
        shapes = np.maximum(shapes, _SMALLEST_SHAPE)
        self._shares = beta.quantiles([(shape, shape) for shape in shapes])

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        shares = beta.drawn(uniform[:, 0], self._shares)
        return {
            "patch": patch.patches(1 - shares, uniform[:, 1:3], height, width),
            "partner": uniform[:, 3],
        }

    def transform_all(self, parameters: Parameters, examples: ImageBatch) -> ImageBatch:
        partners, size = mix.partners(parameters["partner"]), height_and_width(examples.images)
        patches = tf.where(mix.alone(partners)[:, tf.newaxis], 0.0, parameters["patch"])
        others = ImageBatch(
            *(part if part is None else tf.gather(part, partners) for part in examples)
        )
        result = examples._replace(images=patch.paste(examples.images, others.images, patches))
        if examples.labels is not None:
            weights = 1 - patch.area_shares(patches, *size)
            labels = self.mixed_labels(examples.labels, partners, weights)
            result = result._replace(labels=labels)
        if examples.masks is not None:
            result = result._replace(masks=patch.paste(examples.masks, others.masks, patches))
        if examples.points is not None:
            pasted = patch.points_within(others.points, patches)[..., tf.newaxis]
            result = result._replace(points=tf.where(pasted, others.points, examples.points))
        if examples.boxes is None:
            return result
        seen = patch.boxes_around_the_rest(examples.boxes, patches)
        pasted = patch.boxes_within(others.boxes, patches)
        return self.both_boxes(result, seen, pasted, partners)
