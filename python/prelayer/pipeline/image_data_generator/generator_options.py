"""Checks arguments of `ImageDataGenerator` and converts them to layers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import keras
import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer.layers.image.image_layer import ImageLayer
from prelayer.layers.image.random_channel_shift import RandomChannelShift
from prelayer.layers.image.random_flip import RandomFlip
from prelayer.layers.image.random_rotation import RandomRotation
from prelayer.layers.image.random_translation import RandomTranslation
from prelayer.layers.image.random_zoom import RandomZoom
from prelayer.ops.image.resample import FILL_MODES
from prelayer.pipeline.image_data_generator.generator_layers import (
    RandomExposure,
    RandomShift,
    RandomSlant,
)

_INTERPOLATIONS = {0: "nearest", 1: "bilinear"}
_FLIPS: dict[tuple[bool, ...], Literal["horizontal", "vertical", "horizontal_and_vertical"]] = {
    (True, False): "horizontal",
    (False, True): "vertical",
    (True, True): "horizontal_and_vertical",
}


def augmenting_layers(options: Mapping[str, Any]) -> list[ImageLayer]:
    """Return the random layers for the options, in the order in which they are applied.

    Args:
        options: the arguments of `ImageDataGenerator` by name.
    """
    reading = {
        "fill_mode": check.one_of("fill_mode", options["fill_mode"], FILL_MODES),
        "fill_value": check.number("cval", options["cval"]),
        "interpolation": _interpolation(options["interpolation_order"]),
        "dtype": options["dtype"],
        "data_format": options["data_format"],
    }
    coloring = {name: options[name] for name in ("value_range", "dtype", "data_format")}
    return [*_geometric(options, reading), *_coloring(options, coloring)]


def _geometric(options: Mapping[str, Any], reading: dict[str, Any]) -> list[ImageLayer]:
    without_layout = {name: reading[name] for name in reading if name != "data_format"}
    layers: list[ImageLayer] = []
    rotation = check.number("rotation_range", options["rotation_range"], 0, 360)
    if rotation:
        layers.append(RandomRotation(rotation / 360, **reading))
    height, width = (_shift(f"{side}_shift_range", options) for side in ("height", "width"))
    if _is_share(height) and _is_share(width):
        if height or width:
            layers.append(RandomTranslation(float(height), float(width), **reading))
    else:
        layers.append(RandomShift(height, width, **without_layout))
    shear = check.number("shear_range", options["shear_range"], 0, 90)
    if shear:
        layers.append(RandomSlant(shear, **without_layout))
    zoom = _zoom(options["zoom_range"])
    if zoom != (1, 1):
        factor = (round(zoom[0] - 1, 12), round(zoom[1] - 1, 12))  # 0.8 - 1 is not exactly -0.2.
        layers.append(RandomZoom(factor, factor, **reading))
    flips = tuple(check.flag(name, options[name]) for name in ("horizontal_flip", "vertical_flip"))
    if flips in _FLIPS:
        layers.append(
            RandomFlip(_FLIPS[flips], dtype=reading["dtype"], data_format=reading["data_format"])
        )
    return layers


def _coloring(options: Mapping[str, Any], coloring: dict[str, Any]) -> list[ImageLayer]:
    lower, upper = coloring["value_range"]
    layers: list[ImageLayer] = []
    shift = check.number("channel_shift_range", options["channel_shift_range"], 0)
    if shift:
        layers.append(RandomChannelShift(min(1.0, shift / (upper - lower)), **coloring))
    brightness = options["brightness_range"]
    if brightness is not None:
        exposure = _pair("brightness_range", brightness, "two numbers of at least 0", 0)
        without_layout = {name: coloring[name] for name in ("value_range", "dtype")}
        layers.append(RandomExposure(exposure, **without_layout))
    return layers


def value_range(given: Any) -> tuple[float, float]:
    """Return the lowest and the highest value of a pixel."""
    lower, upper = _pair("value_range", given, "two numbers, the smaller one first", -np.inf)
    if lower >= upper:
        raise errors.invalid("value_range", "two numbers, the smaller one first", given)
    return lower, upper


def share(given: Any) -> float:
    """Return the fraction of examples used for validation."""
    number = check.number("validation_split", given)
    if not 0 <= number < 1:
        raise errors.invalid("validation_split", "from 0 to below 1", given)
    return number


def float_dtype(given: Any) -> str:
    """Return the name of the dtype of images in datasets."""
    name = keras.config.floatx() if given is None else keras.backend.standardize_dtype(given)
    if not tf.as_dtype(name).is_floating:
        raise errors.invalid("dtype", "the name of floats, as float32", given)
    return name


def _interpolation(order: Any) -> str:
    if isinstance(order, bool) or order not in _INTERPOLATIONS:
        rule = "0 (nearest) or 1 (bilinear)"
        raise errors.invalid("interpolation_order", rule, order)
    return _INTERPOLATIONS[order]


def _shift(argument: str, options: Mapping[str, Any]) -> Any:
    given = options[argument]
    if np.ndim(given) == 0:
        number = check.number(argument, given, 0)
        return int(given) if isinstance(given, (int, np.integer)) else number
    amounts = [check.number(argument, item) for item in given]
    if not amounts:
        raise errors.invalid(argument, "a number, or a list of at least one", given)
    return amounts


def _is_share(given: Any) -> bool:
    """Return whether a shift is a fraction of the image size, including 0."""
    return np.ndim(given) == 0 and (given == 0 or (isinstance(given, float) and given < 1))


def _zoom(given: Any) -> tuple[float, float]:
    rule = "a number from 0 to below 1, or a pair of numbers above 0 and at most 2"
    if np.ndim(given) == 0:
        amount = check.number("zoom_range", given)
        pair = (1 - amount, 1 + amount)
    else:
        pair = _pair("zoom_range", given, rule, -np.inf)
    if not 0 < pair[0] <= pair[1] <= 2:
        raise errors.invalid("zoom_range", rule, given)
    return pair


def _pair(argument: str, given: Any, rule: str, lowest: float) -> tuple[float, float]:
    if np.shape(given) != (2,):
        raise errors.invalid(argument, rule, given)
    first, second = (check.number(argument, item) for item in given)
    if first < lowest or second < lowest:
        raise errors.invalid(argument, rule, given)
    return first, second
