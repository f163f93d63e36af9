"""RandomColorJitter: randomly adjusts brightness, contrast, saturation and hue."""

from __future__ import annotations

from typing import Any, Literal

import tensorflow as tf

from prelayer._core.types import Option
from prelayer.layers.image.color_layer import ColorLayer
from prelayer.layers.image.factors import factor_range
from prelayer.layers.image.image_layer import Parameters
from prelayer.layers.image.random_contrast import contrast_scales
from prelayer.ops.image import color, hsv
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size

# In the order in which they are sampled and applied.
_EFFECTS = ("brightness", "contrast", "saturation", "hue")
Factor = float | tuple[float, float] | None


class RandomColorJitter(ColorLayer):
    """Changes brightness, contrast, saturation and hue of each image randomly, in this order.

    Parameters are sampled as in `RandomBrightness`, `RandomContrast`, `RandomSaturation` and
    `RandomHue`; the result is clipped after each. A factor of None skips the change. Inside a
    model, the layer is active during training only. See also: `RandAugment`, `plot_augmentations`.

    Args:
        value_range: the pixel values of black and white.
        brightness_factor: the range of the added share of `value_range`, a pair of numbers from -1
            to 1; a number x means -x to x.
        contrast_factor: a pair (lower, upper) of numbers from 0 to 1, for factors between 1 - lower
            and 1 + upper; a number x means (x, x).
        saturation_factor: the range of the strengths, a pair of numbers from 0 (gray) to 1; 0.5
            means unchanged. A number x means 0 to x.
        hue_factor: the range of the hue shifts, a pair of numbers from 0 to 1 (half a turn), in
            either direction; a number x means 0 to x.
        seed: an integer for reproducible random parameters; None: different ones in every run.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        per: "image" samples parameters for each image, "batch" once for all images of a batch.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if a factor is invalid, or saturation or hue of images with 2 channels or more
            than 4 would change.

    Examples:
        >>> from prelayer import RandomColorJitter
        >>> jitter = RandomColorJitter(contrast_factor=0.5, hue_factor=0.5, seed=1)
        >>> jitter([[[200, 150, 100], [20, 30, 40]]]).numpy().round()
        array([[[128., 209., 103.],
                [ 31.,  11.,  37.]]], dtype=float32)
    """

    random_numbers = len(_EFFECTS)

    def __init__(
        self,
        value_range: tuple[float, float] = (0, 255),
        brightness_factor: Factor = None,
        contrast_factor: Factor = None,
        saturation_factor: Factor = None,
        hue_factor: Factor = None,
        seed: int | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        *,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.bounds: dict[str, tuple[float, float]] = {}
        for effect in _EFFECTS:
            argument = f"{effect}_factor"
            factor = getattr(self, argument)
            if factor is not None:
                self.bounds[effect] = _bounds(effect, argument, factor)

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        sampled = dict(zip(_EFFECTS, tf.unstack(uniform, axis=1)))
        return {
            effect: _scaled(effect, sampled[effect], self.bounds[effect]) for effect in self.bounds
        }

    def adjust(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        black, _ = self.value_range
        if "brightness" in parameters:
            images = color.brighten(images, parameters["brightness"], self.value_range)
            images = color.clip(images, self.value_range)
        if "contrast" in parameters:
            images = color.contrast(images, parameters["contrast"])
            images = color.clip(images, self.value_range)
        if "saturation" in parameters or "hue" in parameters:
            images = color.on_colors(images, lambda rgb: _adjust_colors(parameters, rgb, black))
        return images


def _bounds(effect: str, argument: str, factor: Any) -> tuple[float, float]:
    if effect == "contrast":
        return contrast_scales(argument, factor)
    lowest = -1 if effect == "brightness" else 0
    return factor_range(argument, factor, lowest, 1)


def _scaled(effect: str, uniform: tf.Tensor, bounds: tuple[float, float]) -> tf.Tensor:
    if effect == "hue":
        return hsv.turns(uniform, bounds)
    sampled = scale_to(uniform, bounds)
    return hsv.scale(sampled) if effect == "saturation" else sampled


def _adjust_colors(parameters: Parameters, rgb: tf.Tensor, black: float) -> tf.Tensor:
    if "hue" in parameters:
        return hsv.turn(rgb, parameters["hue"], parameters.get("saturation"), black)
    return hsv.saturate(rgb, parameters["saturation"], black)
