"""Lowering of image layers: functions of batches (N, H, W, C), and layers at inference."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import tensorflow as tf

from prelayer.export.lowering.registry import Context, Function, NotPortable, lower, lowers
from prelayer.layers.image.augmentation_pipeline import AugmentationPipeline
from prelayer.layers.image.image_layer import ImageLayer, is_random
from prelayer.layers.image.max_num_bounding_boxes import MaxNumBoundingBoxes
from prelayer.ops.image import layout

Change = Callable[[tf.Tensor], tf.Tensor]
ImageLowering = Callable[[Any], Change]

_changes: dict[type, ImageLowering] = {}


def lowers_images(*classes: type) -> Callable[[ImageLowering], ImageLowering]:
    """Return a decorator that registers a function from a layer to its function of batches."""

    def register(lowering: ImageLowering) -> ImageLowering:
        _changes.update(dict.fromkeys(classes, lowering))
        return lowering

    return register


@lowers(ImageLayer)
def image_layer(layer: ImageLayer, context: Context) -> Function:
    """Return the portable form of an image layer at inference."""
    change = _change_of(layer, context)

    def run(images: Any, training: Any = None) -> tf.Tensor:
        del training
        if isinstance(images, Mapping):
            raise NotPortable(
                "boxes, masks, key points and labels are for training",
                remedy="Export a model whose inputs are images only.",
            )
        batch = layout.to_batch(images, layer.data_format)
        return layout.from_batch(change(batch), images.shape.rank, layer.data_format)

    return run


def _change_of(layer: ImageLayer, context: Context) -> Change:
    if layer.compute_dtype == "float64":
        raise NotPortable("runtimes do not compute in float64", "dtype", "Use float32.")
    if isinstance(layer, AugmentationPipeline):
        return _pipeline(layer, context)
    for parent in type(layer).__mro__:
        if parent in _changes:
            return _changes[parent](layer)
    if is_random(layer) or isinstance(layer, MaxNumBoundingBoxes):
        return lambda images: tf.cast(images, layer.output_dtype(images.dtype))
    raise NotPortable("no portable form of this layer is built")


def _pipeline(layer: AugmentationPipeline, context: Context) -> Change:
    steps = [_step(one, layer.data_format, context) for one in layer.layers]

    def run(images: tf.Tensor) -> tf.Tensor:
        for step in steps:
            images = step(images)
        return images

    return run


def _step(layer: Any, data_format: str, context: Context) -> Change:
    if isinstance(layer, ImageLayer):
        return _change_of(layer, context)
    function = lower(layer, context) or layer

    def run(images: tf.Tensor) -> tf.Tensor:
        changed = function(layout.from_batch(images, 4, data_format))
        return layout.to_batch(changed, data_format)

    return run
