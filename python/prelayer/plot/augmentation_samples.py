"""Augmented versions of an image, sampled from a random layer, as figure data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.owner import owned_by
from prelayer._core.short_text import value_text
from prelayer.layers.image.augmentation_pipeline import AugmentationPipeline
from prelayer.layers.image.image_batch import ImageBatch
from prelayer.layers.image.image_layer import ImageLayer
from prelayer.ops.image.keyed_random import Key
from prelayer.plot import image_inputs
from prelayer.plot.figure_data import Figure, columns_for
from prelayer.plot.image_inputs import Given, Layout
from prelayer.plot.label_text import titles_of
from prelayer.plot.pictures import Picture, Words, pictures_of
from prelayer.plot.pixel_display import BYTES, value_bounds

_LARGEST_SEED = 2**31 - 1


@owned_by("plot_augmentations")
def figure_of_samples(
    layer: Any,
    image: Any,
    n: int,
    seed: int | None,
    bounding_box_format: str | None,
    value_range: Any,
    columns: int | None,
    class_names: Any,
) -> Figure:
    """Return the figure data of `plot_augmentations`, which has the same arguments."""
    count = check.whole("n", n, minimum=1)
    acting = _as_image_layer(layer)
    draw = sampler_of(acting, seed)
    written = bounding_box_format or acting.bounding_box_format or "xyxy"
    layout = image_inputs.layout_of(acting.data_format, written)
    given = image_inputs.split_inputs(image)
    data = given.data if given.labels is None else {**given.data, "labels": given.labels}
    asked: Any = data if len(data) > 1 else data.get("images")
    prepared = acting.prepare(asked)
    times = range(1, count if acting.is_random else min(count, 2))
    results = [draw(prepared, time) for time in times]
    names = given.class_names if class_names is None else class_names
    pictures = _pictures([prepared, *results], given, layout, value_range, names)
    return Figure(pictures, columns_for(len(pictures), columns), value_text(layer))


def _as_image_layer(layer: Any) -> ImageLayer:
    if isinstance(layer, ImageLayer):
        return layer
    if isinstance(layer, keras.Sequential) and layer.layers:
        steps = layer.layers
        if all(isinstance(step, ImageLayer) for step in steps):
            formats = [step.bounding_box_format for step in steps if step.bounding_box_format]
            return AugmentationPipeline(steps, bounding_box_format=(formats or [None])[0])
    raise errors.invalid(
        "layer", "an image layer of prelayer, or a Sequential model of some", layer
    )


def sampler_of(layer: ImageLayer, seed: int | None) -> Callable[[Any, int], Any]:
    """Return a function that augments prepared inputs with the random numbers of a sample index."""
    if seed is None:
        seed = int(np.random.default_rng().integers(_LARGEST_SEED))
    seed = check.whole("seed", seed, minimum=0) % _LARGEST_SEED

    def draw(prepared: Any, time: int) -> Any:
        if layer.is_random:
            return layer.augment(prepared, Key(tf.constant([seed, time], tf.int32)))
        return layer(prepared)

    return draw


def _pictures(
    shown: list[Any], given: Given, layout: Layout, value_range: Any, names: Any
) -> list[Picture]:
    """Return pictures of the first image of each batch; the first batch is the original."""
    parts = [dict(one) if isinstance(one, dict) else {"images": one} for one in shown]
    labels = [part.pop("labels", None) for part in parts]
    batches = [_first(image_inputs.to_image_batch(part, layout)) for part in parts]
    own = value_bounds([batches[0].images], value_range)
    bounds = own
    if own == BYTES and value_range is None and len(batches) > 1:
        bounds = value_bounds([batch.images for batch in batches[1:]], None)
    pictures: list[Picture] = []
    for at, (batch, label) in enumerate(zip(batches, labels)):
        title = _title(label, parts[at]["images"], names)
        if at == 0:
            title = f"original: {title}" if title else "original"
        words = Words([title], names, given.boxes_have_labels)
        pictures += pictures_of(batch, bounds if at else own, words)
    return pictures


def _first(batch: ImageBatch) -> ImageBatch:
    return ImageBatch(*(None if part is None else part[:1] for part in batch))


def _title(label: Any, images: Any, names: Any) -> str:
    if label is None:
        return ""
    return titles_of(label[:1] if len(images.shape) == 4 else label, 1, names)[0]
