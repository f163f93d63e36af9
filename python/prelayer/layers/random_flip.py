"""RandomFlip: images mirrored by chance."""

from __future__ import annotations

from typing import Any, Literal

import tensorflow as tf

from prelayer import check
from prelayer.layers.random_image import RandomImageLayer
from prelayer.ops.chance import uniform
from prelayer.ops.flip import flip
from prelayer.ops.xla import compiled

_AXES = {
    "horizontal": ("horizontal",),
    "vertical": ("vertical",),
    "horizontal_and_vertical": ("horizontal", "vertical"),
}


class RandomFlip(RandomImageLayer):
    """Mirrors each image by chance: left to right, top to bottom, or both.

    Every image draws for itself, with probability 1/2. In the mode "horizontal_and_vertical" each
    direction is drawn by itself, so that each of the four outcomes has probability 1/4. The dtype
    is the input's. In a model, images are mirrored in training only.

    Args:
        mode: "horizontal" (left to right), "vertical" (top to bottom) or "horizontal_and_vertical".
        seed: a whole number that makes the draws repeatable; None: other draws in every run.
        data_format: "channels_last" or "channels_first"; None: as Keras is configured.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Images of the input's shape and dtype.

    Raises:
        ValueError: if `mode`, `seed` or `data_format` is not one of the values above.

    Example:
        >>> from prelayer import RandomFlip
        >>> flip = RandomFlip("horizontal", seed=1)
        >>> sorted({tuple(flip([[1, 2, 3]]).numpy()[0].tolist()) for _ in range(20)})
        [(1, 2, 3), (3, 2, 1)]
    """

    def __init__(
        self,
        mode: Literal[
            "horizontal", "vertical", "horizontal_and_vertical"
        ] = "horizontal_and_vertical",
        seed: int | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        check.one_of("RandomFlip", "mode", mode, tuple(_AXES))

    def draw(self, batch_shape: tf.Tensor, seed: tf.Tensor) -> dict[str, tf.Tensor]:
        axes = _AXES[self.mode]
        chances = uniform([len(axes), batch_shape[0]], seed)
        return dict(zip(axes, tf.unstack(chances < 0.5), strict=True))

    def apply(self, parameters: dict[str, tf.Tensor], images: tf.Tensor) -> tf.Tensor:
        return compiled(flip, images, parameters.get("horizontal"), parameters.get("vertical"))

    def output_dtype(self, dtype: Any) -> tf.DType:
        return tf.as_dtype(dtype)
