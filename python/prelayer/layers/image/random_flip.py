"""RandomFlip: randomly flips images."""

from __future__ import annotations

from typing import Any, Literal

import tensorflow as tf

from prelayer._core import check
from prelayer.layers.image.geometric_layer import GeometricLayer
from prelayer.layers.image.image_layer import Draws
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

    Example:
        >>> from prelayer import RandomFlip
        >>> flip = RandomFlip("horizontal", seed=1)
        >>> sorted({tuple(flip([[1, 2, 3]]).numpy()[0].tolist()) for _ in range(20)})
        [(1, 2, 3), (3, 2, 1)]
    """

    keeps_integers = True
    numbers = 2
    exact = True

    def __init__(
        self,
        mode: Literal[
            "horizontal", "vertical", "horizontal_and_vertical"
        ] = "horizontal_and_vertical",
        seed: int | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        check.one_of("RandomFlip", "mode", mode, _MODES)

    def draw(self, chances: tf.Tensor, height: Size, width: Size) -> Draws:
        share = [0.5 if direction in self.mode else 0.0 for direction in _DIRECTIONS]
        return dict(zip(_DIRECTIONS, tf.unstack(chances < share, axis=1)))

    def matrices(self, draws: Draws, height: Size, width: Size) -> tf.Tensor:
        return geometry.flip(draws["vertical"], draws["horizontal"], height, width)

    def transform_images(self, draws: Draws, images: tf.Tensor) -> tf.Tensor:
        if "vertical" in self.mode:
            images = flip(images, draws["vertical"], axis=1)
        return flip(images, draws["horizontal"], axis=2) if "horizontal" in self.mode else images

    def transform_masks(self, draws: Draws, masks: tf.Tensor) -> tf.Tensor:
        return self.transform_images(draws, masks)
