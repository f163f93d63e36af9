"""Base class of random image layers: seeds, training mode, sampling of parameters."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

from prelayer._core import check
from prelayer.layers.image.draw_counter import DrawCounter
from prelayer.layers.image.image_batch import ImageBatch
from prelayer.layers.image.image_layer import Draws, ImageLayer
from prelayer.ops.image.keyed_random import Key, uniform
from prelayer.ops.image.sizes import Size, height_and_width

PER = ("image", "batch")


class RandomImageLayer(ImageLayer):
    """Base class of random image layers, which sample parameters in `draw` and apply them.

    The layer is active if the user calls it on data or maps it over a dataset, and likewise in a
    Sequential model of such layers. In any other model it follows the model's `training`: it is
    active in `fit` and inactive in `predict`.
    """

    per = "image"
    # The number of random numbers per image.
    numbers = 1

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        seed = self._arguments.get("seed")
        self.seed = None if seed is None else check.whole(self.title, "seed", seed, minimum=0)
        check.one_of(self.title, "per", self.per, PER)
        self.generator = DrawCounter(self.seed)

    def call(self, inputs: Any, training: bool | None = None) -> Any:
        if training is None:
            training = self._called_directly
        if training:
            self.check_values(inputs)
            return self.augment(inputs, Key(self.generator.next()))
        return self.close(self.rest(self.open(inputs)), inputs)

    def augment(self, inputs: Any, key: Key) -> Any:
        """Return prepared inputs, transformed with parameters sampled from a key."""
        examples = self.open(inputs)
        return self.close(self.transform(self.draws_for(examples.images, key), examples), inputs)

    def draws_for(self, images: tf.Tensor, key: Key) -> Draws:
        """Return sampled parameters for each image of a batch."""
        size = height_and_width(images)
        count = 1 if self.per == "batch" else tf.shape(images)[0]
        return self.draws_from(uniform(key, count, self.numbers), size, images)

    def draws_from(self, uniform: tf.Tensor, size: tuple[Size, Size], images: tf.Tensor) -> Draws:
        """Return the parameters for uniform random numbers, with one row per image of the batch."""
        if self.per == "image":
            return self.draw(uniform, *size)
        shared = self.draw(uniform[:1], *size)
        count = tf.shape(images)[0]
        return tf.nest.map_structure(lambda drawn: tf.repeat(drawn, count, axis=0), shared)

    def draw(self, uniform: tf.Tensor, height: Size, width: Size) -> Draws:
        """Return the parameters for each row of uniform random numbers.

        Args:
            uniform: (N, numbers), float32, from 0 inclusive to 1 exclusive.
            height: the height of the images in pixels.
            width: the width of the images in pixels.
        """
        raise NotImplementedError

    def rest(self, examples: ImageBatch) -> ImageBatch:
        """Return the output for a batch at inference."""
        images = examples.images
        return examples._replace(images=tf.cast(images, self.output_dtype(images.dtype)))
