"""MixUp: averages pairs of images and their labels."""

from __future__ import annotations

from typing import Literal

import tensorflow as tf

from prelayer._core import check
from prelayer._core.types import Option
from prelayer.layers.image.image_batch import ImageBatch
from prelayer.layers.image.image_layer import Parameters
from prelayer.layers.image.mixing_layer import MixingLayer
from prelayer.ops.image import beta, mix
from prelayer.ops.image.sizes import Size


class MixUp(MixingLayer):
    """Averages each image with another one of its batch, and their labels with the same weight.

    The weight is sampled from Beta(alpha, alpha), the other image uniformly. Masks and key points
    cannot be averaged and are those of the image with the larger weight; boxes are those of both
    images, twice as many. The image in a batch of one stays unchanged, with absent boxes (label -1)
    after its own. Inside a model, the layer is active during training only. Source:
    https://arxiv.org/abs/1710.09412. See also: `CutMix`, `augment`, `plot_images`.

    Args:
        alpha: a number above 0: small ones mix little, 1 samples weights uniformly from 0 to 1, and
            large ones sample weights close to 0.5.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        seed: an integer for reproducible random parameters; None: different ones in every run.
        per: "image" samples parameters for each image, "batch" one weight and one shift for all
            images.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images; in a dict, "labels" are floats, too.

    Raises:
        ValueError: if `alpha` is not above 0, or "labels" are class ids instead of one-hot.

    Examples:
        >>> import tensorflow as tf
        >>> from prelayer import MixUp
        >>> images = tf.reshape([0.0, 100.0], (2, 1, 1, 1))
        >>> data = {"images": images, "labels": [[1, 0], [0, 1]]}
        >>> mixed = MixUp(alpha=1, seed=1)(data)
        >>> mixed["images"].numpy().ravel().round(1)
        array([ 9.6, 30.1], dtype=float32)
        >>> mixed["labels"].numpy().round(3)
        array([[0.904, 0.096],
               [0.699, 0.301]], dtype=float32)
    """

    random_numbers = 2

    def __init__(
        self,
        alpha: float = 0.2,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        seed: int | None = None,
        *,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.alpha = check.above_zero("alpha", alpha)
        self._weights = beta.quantiles([(self.alpha, self.alpha)])

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        return {"weight": beta.drawn(uniform[:, 0], self._weights), "partner": uniform[:, 1]}

    def transform_all(self, parameters: Parameters, examples: ImageBatch) -> ImageBatch:
        weights, partners = parameters["weight"], mix.partners(parameters["partner"])
        images = mix.blend(examples.images, partners, weights, self.compute_dtype)
        result = examples._replace(images=images)
        if examples.labels is not None:
            labels = self.mixed_labels(examples.labels, partners, weights)
            result = result._replace(labels=labels)
        heavier = tf.where(weights < 0.5, partners, tf.range(tf.shape(partners)[0]))
        if examples.masks is not None:
            result = result._replace(masks=tf.gather(examples.masks, heavier))
        if examples.points is not None:
            result = result._replace(points=tf.gather(examples.points, heavier))
        if examples.boxes is None:
            return result
        return self.both_boxes(
            result, examples.boxes, tf.gather(examples.boxes, partners), partners
        )
