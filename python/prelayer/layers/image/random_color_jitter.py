"""RandomColorJitter: brightness, contrast, saturation and hue changed by chance."""

from __future__ import annotations

from typing import Any, Literal

import tensorflow as tf

from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.image_layer import Draws
from prelayer.layers.image.random_color_layer import RandomColorLayer
from prelayer.layers.image.random_contrast import contrast_scales
from prelayer.ops.image import color, hsv
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size

# In the order in which they apply, and in which an image draws.
_EFFECTS = ("brightness", "contrast", "saturation", "hue")
Factor = float | tuple[float, float] | None


class RandomColorJitter(RandomColorLayer):
    """Changes brightness, contrast, saturation and hue of each image, in this order.

    Each image draws all of them for itself, as `RandomBrightness`, `RandomContrast`,
    `RandomSaturation` and `RandomHue` do; what leaves `value_range` is cut off after each. None
    leaves one out. In a model, images are changed in training only.

    Args:
        value_range: black and white, as pixel values.
        brightness_factor: what is added, a share of the range: a pair from -1 to 1; x is -x to x.
        contrast_factor: a pair (lower, upper) from 0 to 1 for 1 - lower to 1 + upper; x is (x, x).
        saturation_factor: a pair of strengths from 0, gray, to 1; 0.5 is as before; x is 0 to x.
        hue_factor: a pair of amounts from 0 to 1, half a turn, either way; x is 0 to x.
        seed: a whole number that makes the draws repeatable; None: other draws in every run.
        data_format: "channels_last" or "channels_first"; None: as Keras is configured.
        per: "image": each image draws for itself; "batch": all images share one draw.
        bounding_box_format: how boxes in a dict are written, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if a factor is out of its rule, or images with 2 channels, or 5 and more, are to
            change saturation or hue.

    Example:
        >>> from prelayer import RandomColorJitter
        >>> jitter = RandomColorJitter(brightness_factor=(0.2, 0.2), saturation_factor=(0, 0))
        >>> jitter([[[200, 150, 100], [80, 80, 80]]]).numpy().round(2)
        array([[[251., 251., 251.],
                [131., 131., 131.]]], dtype=float32)
    """

    numbers = len(_EFFECTS)

    def __init__(
        self,
        value_range: tuple[float, float] = (0, 255),
        brightness_factor: Factor = None,
        contrast_factor: Factor = None,
        saturation_factor: Factor = None,
        hue_factor: Factor = None,
        seed: int | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.bounds: dict[str, tuple[float, float]] = {}
        for effect in _EFFECTS:
            argument = f"{effect}_factor"
            factor = getattr(self, argument)
            if factor is not None:
                self.bounds[effect] = _bounds(effect, argument, factor)

    def draw(self, chances: tf.Tensor, height: Size, width: Size) -> Draws:
        drawn = dict(zip(_EFFECTS, tf.unstack(chances, axis=1)))
        return {
            effect: _drawn(effect, drawn[effect], self.bounds[effect]) for effect in self.bounds
        }

    def adjust(self, draws: Draws, images: tf.Tensor) -> tf.Tensor:
        black, _ = self.value_range
        if "brightness" in draws:
            images = color.brighten(images, draws["brightness"], self.value_range)
            images = color.clip(images, self.value_range)
        if "contrast" in draws:
            images = color.contrast(images, draws["contrast"])
            images = color.clip(images, self.value_range)
        if "saturation" in draws or "hue" in draws:
            images = color.on_colors(
                self.title, images, lambda rgb: _adjust_colors(draws, rgb, black)
            )
        return images


def _bounds(effect: str, argument: str, factor: Any) -> tuple[float, float]:
    if effect == "contrast":
        return contrast_scales("RandomColorJitter", argument, factor)
    lowest = -1 if effect == "brightness" else 0
    return factor_range("RandomColorJitter", argument, factor, lowest, 1)


def _drawn(effect: str, chances: tf.Tensor, bounds: tuple[float, float]) -> tf.Tensor:
    if effect == "hue":
        return hsv.turns(chances, bounds)
    drawn = scale_to(chances, bounds)
    return hsv.scale(drawn) if effect == "saturation" else drawn


def _adjust_colors(draws: Draws, rgb: tf.Tensor, black: float) -> tf.Tensor:
    if "hue" in draws:
        return hsv.turn(rgb, draws["hue"], draws.get("saturation"), black)
    return hsv.saturate(rgb, draws["saturation"], black)
