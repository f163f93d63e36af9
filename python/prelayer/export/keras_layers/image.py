"""Pairs of layers of images."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from prelayer import layers
from prelayer.export.keras_layers.registry import NotReplaceable, Obstacle, Options, Pair, register

# What layers compute differently in Keras, by class: the argument, if it is one, and a sentence.
_DIFFERENCES: dict[str, tuple[str, str]] = {
    "AugMix": ("", "operations are sampled per image in prelayer, per batch in Keras"),
    "CutMix": ("", "prelayer picks another image for each one, and Keras may pick the same"),
    "Equalization": ("", "prelayer uses the histogram of each image, Keras another one"),
    "MaxNumBoundingBoxes": ("", "prelayer drops absent boxes first, and Keras does not"),
    "MixUp": ("", "prelayer picks another image for each one, and Keras may pick the same"),
    "RandAugment": ("", "operations are sampled per image in prelayer, per batch in Keras"),
    "RandomColorJitter": ("", "Keras samples contrast and saturation from other ranges"),
    "RandomCrop": ("", "prelayer resizes images at inference, and Keras leaves them unchanged"),
    "RandomElasticTransform": ("", "prelayer moves pixels by a smooth field, Keras by noise"),
    "RandomGaussianBlur": ("", "Keras mixes in black from outside of the image"),
    "RandomInvert": ("value_range", "Keras ignores the lower end of the range"),
    "RandomPosterization": ("factor", "Keras never samples the upper bound"),
    "RandomSharpness": ("", "Keras mixes in black from outside of the image"),
    "Solarization": ("", "Keras scales only one bound of its factors"),
}
# Layers of Keras that return integers for integer images, where those of prelayer return floats.
_INTEGERS_IN_KERAS = (
    "ContrastLimitedAdaptiveHistogramEqualization",
    "Equalization",
    "MixUp",
    "RandomBrightness",
    "RandomColorDegeneration",
    "RandomColorJitter",
    "RandomContrast",
    "RandomGrayscale",
    "RandomHue",
    "RandomInvert",
    "RandomPosterization",
    "RandomSaturation",
    "Resizing",
)
# Layers that sample a strength from 0 to x, where those of Keras sample from -x to x.
_STRENGTHS = ("RandomColorDegeneration", "RandomSaturation")
_NAMES = (
    *_DIFFERENCES,
    *_INTEGERS_IN_KERAS,
    "AutoContrast",
    "CenterCrop",
    "RandomErasing",
    "RandomFlip",
    "RandomPerspective",
    "RandomRotation",
    "RandomShear",
    "RandomTranslation",
    "RandomZoom",
)


def image_differences(name: str, options: Options, inputs: Any) -> Iterator[Obstacle]:
    """Yield what the layer of this name computes differently in Keras."""
    if isinstance(inputs, dict) and set(inputs) - {"images", "labels"}:
        reason = "boxes, masks and key points follow other rules in Keras"
        yield Obstacle(reason, is_difference=True)
    if name == "RandomFlip" and options["mode"] == "horizontal_and_vertical":
        reason = "the two directions are independent in prelayer, and not in Keras"
        yield Obstacle(reason, "mode", is_difference=True)
    reason = "Keras's layer samples from another range in training"
    if name == "RandomContrast" and not _is_sorted(options["factor"]):
        yield Obstacle(reason, "factor", is_difference=True)
    if name in _STRENGTHS and np.min(options["factor"]) < 0:
        yield Obstacle(reason, "factor", is_difference=True)
    if name == "RandomInvert" and options["value_range"][0] == 0:
        return
    if name in _DIFFERENCES:
        option, reason = _DIFFERENCES[name]
        yield Obstacle(reason, option, is_difference=True)


def factors_for_theirs(layer: Any, inputs: Any) -> dict[str, Any]:
    """Return factors as pairs, from which the layers of both packages sample alike."""
    del inputs
    if isinstance(layer, layers.RandomContrast):
        lower, upper = np.broadcast_to(np.asarray(layer.factor, float), 2).tolist()
        return {"factor": (lower, upper)}
    if not isinstance(layer, layers.RandomShear):
        return {}
    factors = {"x_factor": layer.x_factor, "y_factor": layer.y_factor}
    both_ways = [name for name, (lower, _) in factors.items() if lower < 0]
    if both_ways and all(upper > 0 for _, upper in factors.values()):
        # Keras saves such a range as negative numbers, which its layer then rejects.
        raise NotReplaceable("Keras cannot load ranges of two directions", both_ways[0])
    # Keras's layer inverts half of the factors.
    return {name: (max(lower, 0.0), upper) for name, (lower, upper) in factors.items()}


def factors_for_ours(layer: Any, inputs: Any) -> dict[str, Any]:
    """Return factors in the form that the layers of this package take."""
    del inputs
    if type(layer).__name__ in _STRENGTHS:
        lower, upper = layer.factor
        return {"factor": (max(lower, 0.0), upper)}
    if type(layer).__name__ != "RandomShear":
        return {}
    factors = {"x_factor": layer.x_factor, "y_factor": layer.y_factor}
    return {
        name: upper if lower == -upper else (lower, upper)
        for name, (lower, upper) in factors.items()
    }


def _is_sorted(factor: Any) -> bool:
    """Return whether the lower bound of a factor comes first, as Keras sorts it."""
    return bool(np.all(np.diff(np.ravel(factor)) >= 0))


def as_floats(name: str, layer: Any, inputs: Any) -> list[Any]:
    """Return a layer that makes integer images floats, where Keras's layer does not."""
    if name not in _INTEGERS_IN_KERAS or not _is_integer(inputs):
        return []
    return [keras.layers.Rescaling(1.0, name=f"{layer.name}_floats", dtype=layer.dtype_policy)]


def integer_differences(name: str, inputs: Any) -> Iterator[Obstacle]:
    """Yield that a layer of Keras returns integers, where ours returns floats."""
    if name in _INTEGERS_IN_KERAS and _is_integer(inputs):
        reason = "Keras's layer rounds integer images, and that of prelayer returns floats"
        yield Obstacle(reason, is_difference=True)


def _is_integer(inputs: Any) -> bool:
    return bool(tf.as_dtype(keras.tree.flatten(inputs)[0].dtype).is_integer)


register(
    *(
        Pair(
            getattr(layers, name),
            name,
            factors_for_theirs,
            factors_for_ours,
            differences=partial(image_differences, name),
            before_theirs=partial(as_floats, name),
            differences_of_ours=partial(integer_differences, name),
        )
        for name in dict.fromkeys(_NAMES)
    )
)
