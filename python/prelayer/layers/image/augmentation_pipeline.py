"""AugmentationPipeline: image layers in sequence, fused into few resampling passes."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import reduce
from types import MappingProxyType
from typing import Any, Literal

import keras
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.types import DTypeLike, Option, ShapeLike, Tensor
from prelayer.layers.image.fusion import in_runs, transform_run
from prelayer.layers.image.image_batch import PIXELS, ImageBatch
from prelayer.layers.image.image_layer import ImageLayer, Parameters, is_random
from prelayer.ops.image import layout
from prelayer.ops.image.keyed_random import Key, uniform
from prelayer.ops.image.sizes import Size, height_and_width


class AugmentationPipeline(ImageLayer):
    """Applies image layers in sequence, as one layer, for data augmentation.

    Consecutive geometric layers are fused into one resampling by the product of their matrices, and
    the pipeline is compiled into few loops over the pixels. The random parameters are those that
    the layers would sample separately from the same key. Inside a model, random layers are active
    during training only; the others are always active.

    See also: `fuse_augmentations`, `augment`, `RandAugment`, `plot_augmentations`.

    Args:
        layers: image layers, in the order in which they are applied.
        seed: an integer for reproducible random parameters; None: different ones in every run.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh"; None: that
            of the first layer that has one.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        The output of the last layer.

    Raises:
        ValueError: if `layers` contains anything but layers.

    Examples:
        >>> from prelayer import AugmentationPipeline, RandomRotation, RandomZoom
        >>> layers = [RandomRotation((0.25, 0.25)), RandomZoom((-0.5, -0.5))]
        >>> AugmentationPipeline(layers)([[0, 4], [0, 4]]).numpy().round(3)
        array([[3., 3.],
               [1., 1.]], dtype=float32)
    """

    random_numbers = 0

    def __init__(
        self,
        layers: Sequence[keras.layers.Layer] = (),
        seed: int | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        if isinstance(layers, keras.layers.Layer):
            raise errors.invalid("layers", "a list of layers", layers)
        self.layers: list[keras.layers.Layer] = []
        for layer in layers:
            self.add(layer)

    def add(self, layer: keras.layers.Layer) -> None:
        """Append a layer: an image layer, or a layer that is called on the images only.

        For another pipeline, its layers are appended.
        """
        if not isinstance(layer, keras.layers.Layer):
            raise errors.invalid("layers", "made of layers", layer)
        if isinstance(layer, AugmentationPipeline):
            for inner in layer.layers:
                self.add(inner)
            return
        self.layers.append(layer)
        # Config and repr contain the arguments, including the layers.
        self._arguments = MappingProxyType({**self._arguments, "layers": list(self.layers)})
        if self.bounding_box_format is None and isinstance(layer, ImageLayer):
            self.bounding_box_format = layer.bounding_box_format

    def check_range(self, images: Tensor) -> None:
        # The output of a layer that is not an image layer may have any range.
        of_images = itertools.takewhile(lambda layer: isinstance(layer, ImageLayer), self.layers)
        with_range = [layer for layer in of_images if layer.pixel_range is not None]
        if with_range:
            with_range[0].check_range(images)

    def build(self, input_shape: ShapeLike) -> None:
        del input_shape
        for layer in self.layers:
            layer.built = True

    @property
    def changed_fields(self) -> tuple[str, ...]:  # type: ignore[override]
        """The fields of a batch that any of the layers changes."""
        return tuple({name: None for layer in self.layers for name in _changed_fields(layer)})

    @property
    def has_fixed_size(self) -> bool:  # type: ignore[override]
        """Whether no layer has a random output size."""
        return all(layer.has_fixed_size for layer in self.layers if isinstance(layer, ImageLayer))

    def parameters_for(  # type: ignore[override]
        self, images: tf.Tensor, key: Key
    ) -> list[Parameters]:
        """Return the sampled parameters of each layer, one row per image."""
        amounts = [layer.random_numbers if is_random(layer) else 0 for layer in self.layers]
        sampled = uniform(key, tf.shape(images)[0], sum(amounts))
        parts = tf.split(sampled, amounts, axis=1) if amounts else []
        parameters, size = [], height_and_width(images)
        for layer, part in zip(self.layers, parts):
            parameters.append(layer.parameters_from(part, size, images) if is_random(layer) else {})
            if isinstance(layer, ImageLayer):
                size = layer.sampled_size(parameters[-1], *size)
        return parameters

    def transform_all(  # type: ignore[override]
        self, parameters: list[Parameters], examples: ImageBatch
    ) -> ImageBatch:
        remaining = list(parameters)
        for run in in_runs(self.layers):
            own, remaining = remaining[: len(run)], remaining[len(run) :]
            if len(run) > 1:
                examples = transform_run(run, own, examples)
            else:
                examples = self._step(run[0], own[0], examples)
        return examples

    def at_inference(self, examples: ImageBatch) -> ImageBatch:
        for layer in self.layers:
            if is_random(layer):
                examples = layer.at_inference(examples)
            else:
                examples = self._step(layer, {}, examples)
        return examples

    def _step(
        self, layer: keras.layers.Layer, parameters: Parameters, examples: ImageBatch
    ) -> ImageBatch:
        if isinstance(layer, ImageLayer):
            return layer.transform(parameters, examples)
        images = layer(layout.from_batch(examples.images, 4, self.data_format))
        return examples._replace(images=layout.to_batch(images, self.data_format))

    def output_size(self, height: Size, width: Size) -> tuple[Tensor, Tensor]:
        return reduce(lambda size, layer: _output_size(layer, size), self.layers, (height, width))

    def output_dtype(self, dtype: DTypeLike) -> tf.DType:
        for layer in self.layers:
            dtype = (
                layer.output_dtype(dtype) if isinstance(layer, ImageLayer) else layer.compute_dtype
            )
        return tf.as_dtype(dtype)


def _changed_fields(layer: keras.layers.Layer) -> tuple[str, ...]:
    return layer.changed_fields if isinstance(layer, ImageLayer) else PIXELS


def _output_size(layer: keras.layers.Layer, size: tuple[Any, Any]) -> tuple[Any, Any]:
    return layer.output_size(*size) if isinstance(layer, ImageLayer) else size
