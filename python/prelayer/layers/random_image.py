"""What all random image layers share: draw, apply, and when they act."""

from __future__ import annotations

from typing import Any

import keras
import tensorflow as tf

from prelayer import check
from prelayer.layers.image import ImageLayer
from prelayer.ops import layout


class RandomImageLayer(ImageLayer):
    """A random layer on images, in two halves: `draw` parameters, `apply` them.

    Called by the user, on data or mapped over a dataset, it acts, and so does a Sequential model
    of such layers; inside any other model it follows the model's `training`, so that it acts in
    `fit` and rests in `predict`.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        seed = self._arguments.get("seed")
        self.seed = None if seed is None else check.whole(self.title, "seed", seed, minimum=0)
        self.generator = keras.random.SeedGenerator(self.seed)

    def call(self, inputs: tf.Tensor, training: bool | None = None) -> tf.Tensor:
        if training is None:
            training = self.called_directly
        images = layout.to_batch(inputs, self.data_format)
        if training:
            seed = tf.cast(self.generator.next(), tf.int32)
            images = self.apply(self.draw(tf.shape(images), seed), images)
        else:
            images = tf.cast(images, self.output_dtype(images.dtype))
        return layout.from_batch(images, inputs.shape.rank, self.data_format)

    def draw(self, batch_shape: tf.Tensor, seed: tf.Tensor) -> dict[str, tf.Tensor]:
        """Return the parameters of one transformation an image, from a seed and nothing else."""
        raise NotImplementedError

    def apply(self, parameters: dict[str, tf.Tensor], images: tf.Tensor) -> tf.Tensor:
        """Return the images, (N, H, W, C), transformed by drawn parameters."""
        raise NotImplementedError

    def output_dtype(self, dtype: Any) -> tf.DType:
        """Return the dtype of the result: the compute dtype, unless a subclass says else."""
        del dtype
        return tf.as_dtype(self.compute_dtype)

    def compute_output_shape(self, input_shape: Any) -> Any:
        return input_shape

    def compute_output_spec(self, inputs: Any, training: bool | None = None) -> Any:
        del training
        return self.symbolic(inputs.shape, self.output_dtype(inputs.dtype))
