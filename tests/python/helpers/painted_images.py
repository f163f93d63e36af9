"""Images with one bright box each, its labels, and the layers that move them."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
import tensorflow as tf

import prelayer
from image_layers import CASES
from prelayer.ops.image.keyed_random import Key

HEIGHT, WIDTH = 128, 112
# Sizes at which a box of some pixels is still one, and bends that do not tear it.
OPTIONS = {
    "CenterCrop": {"height": 100, "width": 90},
    "RandomCrop": {"height": 100, "width": 90},
    "RandomHeight": {"factor": 0.4},
    "RandomShear": {"x_factor": (0.1, 0.3), "y_factor": 0.1},
    "RandomWidth": {"factor": 0.4},
    "Resizing": {"height": 160, "width": 90},
}
BATCH = 12


def layer_of(names: list[str], **more: Any) -> Any:
    """Return a layer of the table, or a pipeline of several; nothing lies outside of an image."""
    if len(names) > 1:
        layers = [layer_of([name]) for name in names]
        return prelayer.AugmentationPipeline(layers, bounding_box_format="xyxy", **more)
    case = next(case for case in CASES if case.name == names[0])
    options = {"bounding_box_format": "xyxy", **OPTIONS.get(case.name, {}), **more}
    if "fill_mode" in inspect.signature(getattr(prelayer, case.name)).parameters:
        options.setdefault("fill_mode", "constant")
    return case.make(**options)


def moved(layer: Any, inputs: Any, seed: int = 5) -> Any:
    """Return a dict transformed by draws from a key, where the layer draws."""
    inputs = layer.prepare(inputs)
    result = layer.augment(inputs, Key([seed, 1])) if layer.is_random else layer(inputs)
    return tf.nest.map_structure(lambda part: part.numpy(), result)


def painted(seed: int = 1, smallest: int = 12, largest: int = 28) -> dict[str, Any]:
    """Return images, each with one bright box, its edges, and a mask of it."""
    random = np.random.default_rng(seed)
    images = np.zeros((BATCH, HEIGHT, WIDTH, 1), "float32")
    masks = np.zeros((BATCH, HEIGHT, WIDTH), "uint8")
    boxes = np.zeros((BATCH, 1, 4), "float32")
    for image, mask, box in zip(images, masks, boxes, strict=True):
        width, height = random.integers(smallest, largest, 2)
        left, top = random.integers(2, WIDTH - width), random.integers(2, HEIGHT - height)
        image[top : top + height, left : left + width] = 255
        mask[top : top + height, left : left + width] = random.choice([1, 7])
        box[0] = left, top, left + width, top + height
    return {
        "images": images,
        "segmentation_masks": masks,
        "bounding_boxes": {"boxes": boxes, "labels": np.full((BATCH, 1), 3)},
    }
