"""RandomFlip: randomly flips images."""

from __future__ import annotations

from typing import Literal

import tensorflow as tf

from prelayer._core import check
from prelayer._core.types import Option
from prelayer.layers.image.geometric_layer import GeometricLayer
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image import geometry
from prelayer.ops.image.flip import flip
from prelayer.ops.image.sizes import Size

_DIRECTIONS = ("vertical", "horizontal")
_MODES = ("horizontal", "vertical", "horizontal_and_vertical")


class RandomFlip(GeometricLayer):
    """Flips each image with probability 1/2: left to right, top to bottom, or both.

    In the mode "horizontal_and_vertical" the two directions are sampled independently, so that each
    of the four outcomes has probability 1/4. Inside a model, the layer is active during training
    only.

    See also: `RandomRotation`, `AugmentationPipeline`, `augment`, `plot_augmentations`.

    Args:
        mode: "horizontal" (left to right), "vertical" (top to bottom) or "horizontal_and_vertical".
        seed: an integer for reproducible random parameters; None: different ones in every run.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        per: "image" samples parameters for each image, "batch" once for all images of a batch.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Images of the input's shape. Integer images keep their dtype; floats become the layer's
        compute dtype.

    Raises:
        ValueError: if `mode`, `seed` or `data_format` is not one of the values above.

    Examples:
        >>> from prelayer import RandomFlip
        >>> flip = RandomFlip("horizontal", seed=1)
        >>> [flip([[1, 2, 3]]).numpy()[0].tolist() for _ in range(4)]
        [[1, 2, 3], [1, 2, 3], [3, 2, 1], [1, 2, 3]]
    """

    keeps_integers = True
    random_numbers = 2
    exact = True

    def __init__(
        self,
        mode: Literal[
            "horizontal", "vertical", "horizontal_and_vertical"
        ] = "horizontal_and_vertical",
        seed: int | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        *,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        check.one_of("mode", mode, _MODES)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        share = [0.5 if direction in self.mode else 0.0 for direction in _DIRECTIONS]
        return dict(zip(_DIRECTIONS, tf.unstack(uniform < share, axis=1)))

    def matrices(self, parameters: Parameters, height: Size, width: Size) -> tf.Tensor:
        return geometry.flip(parameters["vertical"], parameters["horizontal"], height, width)

    def transform_images(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        if "vertical" in self.mode:
            images = flip(images, parameters["vertical"], axis=1)
        return (
            flip(images, parameters["horizontal"], axis=2) if "horizontal" in self.mode else images
        )

    def transform_masks(self, parameters: Parameters, masks: tf.Tensor) -> tf.Tensor:
        return self.transform_images(parameters, masks)
