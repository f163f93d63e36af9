"""Base class of image layers: fields of a batch, random parameters, training mode."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import keras
import tensorflow as tf

from prelayer._core import check
from prelayer._core.tensors import as_images, is_symbolic
from prelayer._core.types import ConfigValue, DTypeLike, Option, ShapeLike, Structure, Tensor
from prelayer.layers.base.layer import Layer, in_symbolic_scope, symbolic
from prelayer.layers.image import image_batch, image_spec
from prelayer.layers.image.counter_seed_generator import CounterSeedGenerator
from prelayer.layers.image.image_batch import PIXELS, ImageBatch
from prelayer.layers.image.value_range import ValueRange
from prelayer.ops.image import boxes
from prelayer.ops.image.keyed_random import Key, uniform
from prelayer.ops.image.sizes import Size, height_and_width
from prelayer.ops.xla import compiled

DATA_FORMATS = ("channels_last", "channels_first")
PER = ("image", "batch")

Parameters = dict[str, tf.Tensor]


class ImageLayer(Layer):
    """Base class of image layers; the methods of a subclass get images as (N, H, W, C).

    Inputs may be (H, W), (H, W, C) or (N, H, W, C), or channels first with that `data_format`. A
    dict of images with boxes, masks, key points and labels is transformed with the same parameters.

    A random layer samples parameters from `random_numbers` in `sample_parameters`. It is active if
    the user calls it on data or maps it over a dataset, and likewise in a Sequential model of such
    layers. In any other model it follows the model's `training`: it is active in `fit` and inactive
    in `predict`. Other layers are always active.
    """

    # The number of random numbers per image; None: the layer is not random.
    random_numbers: int | None = None
    per = "image"
    # The pixel values that the layer accepts, if it depends on them.
    pixel_range: ValueRange | None = None

    # Whether integer images keep their dtype; floats always become the compute dtype.
    keeps_integers = False
    # The fields of a batch that the layer changes; the others are returned unchanged.
    changed_fields: tuple[str, ...] = PIXELS
    bounding_box_format: str | None = None
    # The number of transformed points per edge of a box; 2, its ends, if edges stay straight.
    points_an_edge = 2
    # Whether to compile the layer; unnecessary if TensorFlow has a single fast kernel for it.
    compiles = True
    # Whether the output size does not depend on sampled parameters, as XLA requires.
    has_fixed_size = True

    def __init__(self, **kwargs: Option) -> None:
        super().__init__(**kwargs)
        given = self._arguments.get("data_format")
        if given is not None:
            check.one_of("data_format", given, (*DATA_FORMATS, None))
        self.data_format = given or keras.config.image_data_format()
        formats = (*boxes.FORMATS, None)
        check.one_of("bounding_box_format", self.bounding_box_format, formats)
        if self.random_numbers is not None:
            seed = self._arguments.get("seed")
            self.seed = None if seed is None else check.whole("seed", seed, minimum=0)
            check.one_of("per", self.per, PER)
            self.generator = CounterSeedGenerator(self.seed)

    def prepare(self, inputs: Structure) -> Structure:
        """Return images, or a dict of images and labels, as tensors of valid shapes."""
        if isinstance(inputs, Mapping):
            has_format = self.bounding_box_format is not None
            prepared = image_batch.to_tensors(inputs, has_format, self.data_format)
        else:
            prepared = as_images(inputs)
        images = prepared["images"] if isinstance(prepared, Mapping) else prepared
        image_spec.check_images(images)
        if is_symbolic(images):
            self.check_range(images)  # for data, `call` checks the range
        return prepared

    def get_config(self) -> dict[str, ConfigValue]:
        # The resolved format, so that a saved file does not depend on the Keras setting.
        own = {"data_format": self.data_format} if "data_format" in self._arguments else {}
        return {**super().get_config(), **own}

    def check_range(self, images: Tensor) -> None:
        """Check the values of images before the layer changes them."""
        if self.pixel_range is not None:
            self.pixel_range.check(images)

    def check_values(self, inputs: Structure) -> None:
        """Check the values of prepared inputs; random layers skip this at inference."""
        if not in_symbolic_scope():
            self.check_range(inputs["images"] if isinstance(inputs, Mapping) else inputs)

    @property
    def is_random(self) -> bool:
        """Whether the layer samples parameters."""
        return self.random_numbers is not None

    def call(self, inputs: Structure, training: bool | None = None) -> Structure:
        if self.is_random and training is None:
            training = self._called_directly
        if self.is_random and not training:
            return self.from_batch(self.at_inference(self.to_batch(inputs)), inputs)
        self.check_values(inputs)
        return self.augment(inputs, Key(self.generator.next()) if self.is_random else None)

    def augment(self, inputs: Structure, key: Key | None = None) -> Structure:
        """Return prepared inputs, transformed with parameters sampled from a key, if any."""
        examples = self.to_batch(inputs)
        parameters = {} if key is None else self.parameters_for(examples.images, key)
        return self.from_batch(self.transform(parameters, examples), inputs)

    def parameters_for(self, images: tf.Tensor, key: Key) -> Parameters:
        """Return sampled parameters for each image of a batch."""
        size = height_and_width(images)
        count = 1 if self.per == "batch" else tf.shape(images)[0]
        return self.parameters_from(uniform(key, count, self.random_numbers), size, images)

    def parameters_from(
        self, uniform: tf.Tensor, size: tuple[Size, Size], images: tf.Tensor
    ) -> Parameters:
        """Return the parameters for uniform random numbers, with one row per image of the batch."""
        if self.per == "image":
            return self.sample_parameters(uniform, *size)
        shared = self.sample_parameters(uniform[:1], *size)
        count = tf.shape(images)[0]
        return tf.nest.map_structure(lambda sampled: tf.repeat(sampled, count, axis=0), shared)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        """Return the parameters of a random layer for each row of uniform random numbers.

        Args:
            uniform: (N, random_numbers), float32, from 0 inclusive to 1 exclusive.
            height: the height of the images in pixels.
            width: the width of the images in pixels.
        """
        raise NotImplementedError

    def at_inference(self, examples: ImageBatch) -> ImageBatch:
        """Return the output of a random layer for a batch at inference."""
        images = examples.images
        return examples._replace(images=tf.cast(images, self.output_dtype(images.dtype)))

    def to_batch(self, inputs: Structure) -> ImageBatch:
        """Return prepared inputs as a batch in channels-last layout."""
        return image_batch.to_batch(inputs, self.data_format, self._box_format())

    def from_batch(self, examples: ImageBatch, inputs: Structure) -> Structure:
        """Return a batch in the structure and layout of the inputs from which it was created."""
        return image_batch.from_batch(examples, inputs, self.data_format, self._box_format())

    def _box_format(self) -> str | None:
        return self.bounding_box_format if "boxes" in self.changed_fields else None

    def transform(
        self, parameters: Parameters, examples: ImageBatch, may_compile: bool = True
    ) -> ImageBatch:
        """Return a batch, including labels, transformed with sampled parameters."""
        if self.keeps_integers:
            # Before the transform, as in Keras: float16 images are resized in the compute dtype.
            images = tf.cast(examples.images, self.output_dtype(examples.images.dtype))
            examples = examples._replace(images=images)
        untouched = [name for name in ImageBatch._fields if name not in self.changed_fields]
        touched = examples._replace(**dict.fromkeys(untouched))
        if may_compile and self.compiles and self.has_fixed_size:
            result = compiled(self.transform_all, parameters, touched)
        else:
            result = self.transform_all(parameters, touched)
        return result._replace(**{name: getattr(examples, name) for name in untouched})

    def transform_all(self, parameters: Parameters, examples: ImageBatch) -> ImageBatch:
        """Return the result of `transform`, with tensor operations only, which can be compiled."""
        size = height_and_width(examples.images)
        result = examples._replace(images=self.transform_images(parameters, examples.images))
        if examples.labels is not None:
            result = result._replace(labels=self.transform_labels(parameters, examples.labels))
        if examples.masks is not None:
            result = result._replace(masks=self.transform_masks(parameters, examples.masks))
        return image_batch.with_places_moved(
            result,
            lambda points: self.transform_points(parameters, points, size),
            self.sampled_size(parameters, *size),
            self.points_an_edge,
        )

    def transform_images(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        """Return the images, (N, H, W, C), transformed with sampled parameters."""
        raise NotImplementedError

    def transform_masks(self, parameters: Parameters, masks: tf.Tensor) -> tf.Tensor:
        """Return the masks, (N, H, W, C), moved like the images; dtype and values are kept."""
        raise NotImplementedError

    def transform_points(
        self, parameters: Parameters, points: tf.Tensor, size: tuple[Size, Size]
    ) -> tf.Tensor:
        """Return new positions of points (N, K, 2): x and y from the center of the first pixel."""
        raise NotImplementedError

    def transform_labels(self, parameters: Parameters, labels: tf.Tensor) -> tf.Tensor:
        """Return the labels of the images, mixed like the images."""
        raise NotImplementedError

    def output_size(self, height: Size, width: Size) -> tuple[Tensor, Tensor]:
        """Return the output height and width for images of a size; None if they are sampled."""
        return height, width

    def sampled_size(self, parameters: Parameters, height: Size, width: Size) -> tuple[Size, Size]:
        """Return the output height and width for sampled parameters."""
        del parameters
        return self.output_size(height, width)

    def output_dtype(self, dtype: DTypeLike) -> tf.DType:
        """Return the output dtype for images of a dtype."""
        dtype = tf.as_dtype(dtype)
        keeps = self.keeps_integers and not dtype.is_floating
        return dtype if keeps else tf.as_dtype(self.compute_dtype)

    def compute_output_shape(self, input_shape: ShapeLike) -> ShapeLike:
        return image_spec.output_shape(input_shape, self.output_size, self.data_format)

    def compute_output_spec(self, inputs: Structure, training: bool | None = None) -> Structure:
        del training
        images = inputs["images"] if isinstance(inputs, Mapping) else inputs
        shape = self.compute_output_shape(images.shape)
        output = symbolic(shape, self.output_dtype(images.dtype))
        if not isinstance(inputs, Mapping):
            return output
        spec = {**inputs, "images": output}
        if "masks" in self.changed_fields and "segmentation_masks" in inputs:
            spec["segmentation_masks"] = image_spec.output_masks(
                inputs["segmentation_masks"], images, self.output_size, self.data_format
            )
        return spec


def is_random(layer: Any) -> bool:
    """Return whether a layer is an image layer that samples parameters."""
    return isinstance(layer, ImageLayer) and layer.is_random
