"""Every image layer with arguments that make it act: what the tests of all of them run over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import keras
import numpy as np
import tensorflow as tf

import prelayer
from prelayer.ops.image.keyed_random import Key


@dataclass(frozen=True)
class ImageCase:
    """One image layer: how it is made, and which of the common rules it follows.

    Attributes:
        name: the class, as it is imported from `prelayer`.
        options: arguments with which every draw changes the picture below.
        random: whether it draws, and so has `seed`.
        keeps_integers: whether integer images keep their dtype, rather than become the layer's.
        value_range: whether it has the argument `value_range`.
        geometric: whether pixels move, so that masks, boxes and points have to follow.
        channels: the numbers of channels that it takes.
        static: whether the size of the result is known, so that XLA can compile it.
        alone: whether an image is transformed by itself, whatever else is in the batch.
        per: whether each image draws for itself, and so has `per`.
        outcomes: how many different results 64 equal images have.
    """

    name: str
    options: dict[str, Any] = field(default_factory=dict)
    random: bool = True
    keeps_integers: bool = False
    value_range: bool = False
    geometric: bool = False
    channels: tuple[int, ...] = (1, 3, 4)
    static: bool = True
    alone: bool = True
    per: bool = True
    outcomes: int = 64

    def make(self, **more: Any) -> Any:
        """Return the layer, with more arguments or other ones."""
        return getattr(prelayer, self.name)(**{**self.options, **more})

    def __str__(self) -> str:
        return self.name


_ONE_SIZE_A_BATCH: dict[str, Any] = {"geometric": True, "static": False, "per": False}

CASES = [
    ImageCase(
        "AugMix", {"factor": (0.1, 0.4), "num_chains": 2, "chain_depth": 2}, value_range=True
    ),
    ImageCase("AutoContrast", random=False, value_range=True),
    ImageCase("CLAHE", {"tile_grid_size": (3, 4)}, random=False, value_range=True),
    ImageCase(
        "CenterCrop", {"height": 6, "width": 4}, random=False, keeps_integers=True, geometric=True
    ),
    ImageCase("CutMix", keeps_integers=True, alone=False),
    ImageCase("Equalization", random=False, value_range=True),
    ImageCase("MaxNumBoundingBoxes", {"max_number": 3}, random=False, keeps_integers=True),
    ImageCase("MixUp", {"alpha": 1}, alone=False),
    ImageCase(
        "RandAugment", {"num_ops": 3, "factor": (0.1, 0.4)}, value_range=True, geometric=True
    ),
    ImageCase("RandomBrightness", {"factor": (0.1, 0.5)}, value_range=True),
    ImageCase("RandomChannelShift", {"factor": 0.3}, value_range=True),
    ImageCase("RandomColorDegeneration", {"factor": (0.2, 1)}, value_range=True),
    ImageCase(
        "RandomColorJitter",
        {
            "brightness_factor": 0.2,
            "contrast_factor": 0.5,
            "saturation_factor": 0.8,
            "hue_factor": 0.5,
        },
        value_range=True,
    ),
    ImageCase("RandomContrast", {"factor": 0.5}, value_range=True),
    ImageCase(
        "RandomCrop", {"height": 5, "width": 4}, keeps_integers=True, geometric=True, outcomes=52
    ),
    ImageCase(
        "RandomElasticTransform",
        {"factor": (1, 1), "scale": (0.5, 1)},
        value_range=True,
        geometric=True,
    ),
    ImageCase("RandomErasing", {"factor": (1, 1), "scale": (0.2, 0.9)}, value_range=True),
    ImageCase("RandomFlip", keeps_integers=True, geometric=True, outcomes=4),
    ImageCase("RandomGaussianBlur", {"factor": (1, 1), "sigma": (0.5, 1)}, value_range=True),
    ImageCase("RandomGrayscale", {"factor": 0.8}, outcomes=2),
    ImageCase("RandomHeight", {"factor": (0.2, 0.9)}, **_ONE_SIZE_A_BATCH),
    ImageCase("RandomHue", {"factor": (0.2, 1)}, value_range=True),
    ImageCase("RandomInvert", {"factor": (0.8, 0.8)}, value_range=True, outcomes=2),
    ImageCase("RandomPerspective", {"factor": (1, 1), "scale": 0.5}, geometric=True),
    ImageCase("RandomPosterization", {"factor": 5}, value_range=True, outcomes=5),
    ImageCase("RandomRotation", {"factor": 0.3}, geometric=True),
    ImageCase("RandomSaturation", {"factor": 0.4}, value_range=True),
    ImageCase("RandomSharpness", {"factor": 1.0}, value_range=True),
    ImageCase("RandomShear", {"x_factor": (0.2, 0.5), "y_factor": 0.3}, geometric=True),
    ImageCase("RandomTranslation", {"height_factor": 0.3, "width_factor": 0.2}, geometric=True),
    ImageCase("RandomWidth", {"factor": (0.2, 0.9)}, **_ONE_SIZE_A_BATCH),
    ImageCase("RandomZoom", {"height_factor": 0.4}, geometric=True),
    ImageCase("Resizing", {"height": 6, "width": 4}, random=False, geometric=True),
    ImageCase("SamplewiseNormalization", random=False),
    ImageCase("Solarization", {"addition_factor": 0.3, "threshold_factor": 0.5}, value_range=True),
]


def picture(
    batch: int = 2, height: int = 12, width: int = 10, channels: int = 3, top: float = 255
) -> np.ndarray:
    """Return float32 images (N, H, W, C) of smooth shapes and some noise, all pixels different."""
    y, x = np.mgrid[0:height, 0:width] / max(height, width)
    waves = [np.sin(3 * x + 5 * y * (c + 1) + n) for n in range(batch) for c in range(channels)]
    noise = np.random.default_rng(3).uniform(-0.2, 0.2, (batch, height, width, channels))
    smooth = np.reshape(waves, (batch, channels, height, width)).transpose(0, 2, 3, 1)
    pixels = (np.clip(smooth + noise, -1, 1) + 1) / 2
    return np.round(pixels * 255).astype("float32") * np.float32(top / 255)


def keyed(layer: Any, images: Any, seed: int = 5) -> Any:
    """Return images transformed by draws from a key, where the layer draws."""
    images = tf.constant(images)
    return layer.augment(images, Key([seed, 1])) if layer.is_random else layer(images)


def is_image_layer(name: str) -> bool:
    """Return whether a public name is an image layer."""
    from prelayer.layers.image.image_layer import ImageLayer

    thing = getattr(prelayer, name)
    return isinstance(thing, type) and issubclass(thing, ImageLayer)


def with_policy(policy: str, function: Callable[[], Any]) -> Any:
    """Return what a function gives under a dtype policy."""
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(policy)
    try:
        return function()
    finally:
        keras.config.set_dtype_policy(before)
