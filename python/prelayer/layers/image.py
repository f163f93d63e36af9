"""What all image layers share: the layouts they take, and when a random one acts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import keras
import tensorflow as tf

from prelayer import check
from prelayer.layers.base import Layer
from prelayer.ops import layout
from prelayer.tensors import as_numbers

DATA_FORMATS = ("channels_last", "channels_first")
_RANKS = (2, 3, 4)


class ImageLayer(Layer):
    """A layer on images: a subclass's `transform` always sees (N, H, W, C), channels last.

    Images may be (H, W), (H, W, C) or (N, H, W, C), or channels first where `data_format` says so.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        given = self._arguments.get("data_format")
        if given is not None:
            check.one_of(self.title, "data_format", given, (*DATA_FORMATS, None))
        self.data_format = given or keras.config.image_data_format()

    def prepare(self, inputs: Any) -> Any:
        """Return images as a tensor whose rank is one that images have."""
        if isinstance(inputs, Mapping):
            check.refuse(self.title, "images are taken as one tensor, not as a dict.")
        images = as_numbers(inputs, self.title)
        if isinstance(images, (tf.RaggedTensor, tf.SparseTensor)):
            check.refuse(
                self.title, "images must be dense; resize those of different sizes one by one."
            )
        if images.shape.rank not in _RANKS if tf.is_tensor(images) else len(images.shape) < 3:
            check.refuse(
                self.title,
                "images must have shape (height, width), (height, width, channels) or "
                f"(batch, height, width, channels), but their shape is {tuple(images.shape)}.",
            )
        return images

    def get_config(self) -> dict[str, Any]:
        # Resolved, so that a file means the same wherever it is loaded.
        return {**super().get_config(), "data_format": self.data_format}

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        images = layout.to_batch(inputs, self.data_format)
        return layout.from_batch(self.transform(images), inputs.shape.rank, self.data_format)

    def transform(self, images: tf.Tensor) -> tf.Tensor:
        """Return the images, (N, H, W, C), transformed."""
        raise NotImplementedError


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
