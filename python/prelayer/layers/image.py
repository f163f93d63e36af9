"""What all image layers share: the layouts they take."""

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
        rank = None if images.shape is None else tf.TensorShape(images.shape).rank
        if rank not in (_RANKS if tf.is_tensor(images) else _RANKS[1:]):
            check.refuse(
                self.title,
                "images must have shape (height, width), (height, width, channels) or "
                f"(batch, height, width, channels), but their shape is {images.shape}.",
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
