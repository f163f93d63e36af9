"""Base class of random color layers."""

from __future__ import annotations

from prelayer.layers.image.random_image_layer import RandomImageLayer
from prelayer.layers.image.value_range import ValueRangeLayer


class RandomColorLayer(ValueRangeLayer, RandomImageLayer):
    """Base class of random layers that change colors within `value_range`, in `adjust`."""
