"""Base class of image layers: layouts, dicts, boxes, masks and key points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import keras
import tensorflow as tf

from prelayer._core import check
from prelayer._core.tensors import as_numbers, is_symbolic
from prelayer.layers.base.layer import Layer, in_symbolic_scope, symbolic
from prelayer.layers.image import image_batch
from prelayer.layers.image.image_batch import PIXELS, ImageBatch
from prelayer.ops.image import boxes
from prelayer.ops.image.sizes import Size, height_and_width, with_size
from prelayer.ops.xla import compiled

DATA_FORMATS = ("channels_last", "channels_first")
_RANKS = (2, 3, 4)

Draws = dict[str, tf.Tensor]


class ImageLayer(Layer):
    """Base class of image layers; the methods of a subclass get images as (N, H, W, C).

    Inputs may be (H, W), (H, W, C) or (N, H, W, C), or channels first with that `data_format`. A
    dict of images with boxes, masks, key points and labels is transformed with the same parameters.
    """

    # Whether integer images keep their dtype; floats always become the compute dtype.
    keeps_integers = False
    # The fields of a batch that the layer changes; the others are returned unchanged.
    touches: tuple[str, ...] = PIXELS
    bounding_box_format: str | None = None
    # The number of transformed points per edge of a box; 2, its ends, if edges stay straight.
    points_an_edge = 2
    # Whether to compile the layer; unnecessary if TensorFlow has a single fast kernel for it.
    compiles = True
    # Whether the output size does not depend on sampled parameters, as XLA requires.
    static = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        given = self._arguments.get("data_format")
        if given is not None:
            check.one_of(self.title, "data_format", given, (*DATA_FORMATS, None))
        self.data_format = given or keras.config.image_data_format()
        formats = (*boxes.FORMATS, None)
        check.one_of(self.title, "bounding_box_format", self.bounding_box_format, formats)

    def prepare(self, inputs: Any) -> Any:
        """Return images, or a dict of images and labels, as tensors of valid shapes."""
        if isinstance(inputs, Mapping):
            has_format = self.bounding_box_format is not None
            prepared = image_batch.to_tensors(inputs, self.title, has_format, self.data_format)
        else:
            prepared = as_numbers(inputs, self.title)
        images = prepared["images"] if isinstance(prepared, Mapping) else prepared
        self._check_images(images)
        if is_symbolic(images):
            self.check_range(images)  # for data, `call` checks the range
        return prepared

    def _check_images(self, images: Any) -> None:
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

    def get_config(self) -> dict[str, Any]:
        # The resolved format, so that a saved file does not depend on the Keras setting.
        own = {"data_format": self.data_format} if "data_format" in self._arguments else {}
        return {**super().get_config(), **own}

    def check_range(self, images: Any) -> None:
        """Check the values of images before the layer changes them."""

    def check_values(self, inputs: Any) -> None:
        """Check the values of prepared inputs; random layers skip this at inference."""
        if not in_symbolic_scope():
            self.check_range(inputs["images"] if isinstance(inputs, Mapping) else inputs)

    def call(self, inputs: Any) -> Any:
        self.check_values(inputs)
        return self.close(self.transform({}, self.open(inputs)), inputs)

    def open(self, inputs: Any) -> ImageBatch:
        """Return prepared inputs as a batch in channels-last layout."""
        return image_batch.to_batch(inputs, self.data_format, self._box_format(), self.title)

    def close(self, examples: ImageBatch, inputs: Any) -> Any:
        """Return a batch in the structure and layout of the inputs from which it was created."""
        return image_batch.from_batch(examples, inputs, self.data_format, self._box_format())

    def _box_format(self) -> str | None:
        return self.bounding_box_format if "boxes" in self.touches else None

    def transform(self, draws: Draws, examples: ImageBatch) -> ImageBatch:
        """Return a batch, including labels, transformed with sampled parameters."""
        if self.keeps_integers:
            # Before the transform, as in Keras: float16 images are resized in the compute dtype.
            images = tf.cast(examples.images, self.output_dtype(examples.images.dtype))
            examples = examples._replace(images=images)
        untouched = [name for name in ImageBatch._fields if name not in self.touches]
        touched = examples._replace(**dict.fromkeys(untouched))
        if self.compiles and self.static:
            result = compiled(self.transform_all, draws, touched)
        else:
            result = self.transform_all(draws, touched)
        return result._replace(**{name: getattr(examples, name) for name in untouched})

    def transform_all(self, draws: Draws, examples: ImageBatch) -> ImageBatch:
        """Return the result of `transform`, with tensor operations only, which can be compiled."""
        size = height_and_width(examples.images)
        result = examples._replace(images=self.transform_images(draws, examples.images))
        if examples.labels is not None:
            result = result._replace(labels=self.transform_labels(draws, examples.labels))
        if examples.masks is not None:
            result = result._replace(masks=self.transform_masks(draws, examples.masks))
        return image_batch.with_places_moved(
            result,
            lambda points: self.transform_points(draws, points, size),
            self.drawn_size(draws, *size),
            self.points_an_edge,
        )

    def transform_images(self, draws: Draws, images: tf.Tensor) -> tf.Tensor:
        """Return the images, (N, H, W, C), transformed with sampled parameters."""
        raise NotImplementedError

    def transform_masks(self, draws: Draws, masks: tf.Tensor) -> tf.Tensor:
        """Return the masks, (N, H, W, C), moved like the images; dtype and values are kept."""
        raise NotImplementedError

    def transform_points(
        self, draws: Draws, points: tf.Tensor, size: tuple[Size, Size]
    ) -> tf.Tensor:
        """Return new positions of points (N, K, 2): x and y from the center of the first pixel."""
        raise NotImplementedError

    def transform_labels(self, draws: Draws, labels: tf.Tensor) -> tf.Tensor:
        """Return the labels of the images, mixed like the images."""
        raise NotImplementedError

    def output_size(self, height: Size, width: Size) -> tuple[Any, Any]:
        """Return the output height and width for images of a size; None if they are sampled."""
        return height, width

    def drawn_size(self, draws: Draws, height: Size, width: Size) -> tuple[Size, Size]:
        """Return the output height and width for sampled parameters."""
        del draws
        return self.output_size(height, width)

    def output_dtype(self, dtype: Any) -> tf.DType:
        """Return the output dtype for images of a dtype."""
        dtype = tf.as_dtype(dtype)
        keeps = self.keeps_integers and not dtype.is_floating
        return dtype if keeps else tf.as_dtype(self.compute_dtype)

    def compute_output_shape(self, input_shape: Any) -> Any:
        if isinstance(input_shape, Mapping):
            moved = ("images", "segmentation_masks")
            return {
                key: self.compute_output_shape(shape) if key in moved else shape
                for key, shape in input_shape.items()
            }
        first = len(input_shape) - 2 if self.data_format == "channels_first" else None
        first = max(len(input_shape) - 3, 0) if first is None else first
        height, width = self.output_size(*input_shape[first : first + 2])
        return with_size(input_shape, height, width, self.data_format)

    def compute_output_spec(self, inputs: Any, training: bool | None = None) -> Any:
        del training
        if not isinstance(inputs, Mapping):
            return symbolic(
                self.compute_output_shape(inputs.shape), self.output_dtype(inputs.dtype)
            )
        spec = {key: inputs[key] for key in inputs}
        spec["images"] = self.compute_output_spec(inputs["images"])
        if "masks" in self.touches and "segmentation_masks" in inputs:
            masks = inputs["segmentation_masks"]
            shape = tuple(masks.shape)
            if len(shape) < len(inputs["images"].shape):
                channel = len(shape) - 2 if self.data_format == "channels_first" else len(shape)
                with_channel = (*shape[:channel], 1, *shape[channel:])
                moved = list(self.compute_output_shape(with_channel))
                moved.pop(channel)
            else:
                moved = self.compute_output_shape(shape)
            spec["segmentation_masks"] = symbolic(tuple(moved), masks.dtype)
        return spec
