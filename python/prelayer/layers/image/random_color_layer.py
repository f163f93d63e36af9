"""Base class of random color layers."""

from __future__ import annotations

from prelayer.layers.image.random_image_layer import RandomImageLayer
from prelayer.layers.image.value_range import ValueRangeLayer


class RandomColorLayer(ValueRangeLayer, RandomImageLayer):
    """A random layer on the colors of images within `value_range`: a subclass has `adjust`."""
