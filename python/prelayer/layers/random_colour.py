"""What random colour layers share: pixels change, none of them moves."""

from __future__ import annotations

from prelayer.layers.random_image import RandomImageLayer
from prelayer.layers.value_range import ValueRangeLayer


class RandomColourLayer(ValueRangeLayer, RandomImageLayer):
    """A random layer on the colours of images within `value_range`: a subclass has `adjust`."""
