"""The rows of an adapt report: what was fitted for each feature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from prelayer.adapt.layer_binding import LayerBinding
from prelayer.stats.partial import AdaptPartial


class FeatureReport(NamedTuple):
    """What `adapt()` did for a feature, or for a layer that belongs to none.

    Args:
        name: the name of the feature, the key in a dict of layers, or else the name of the layer.
        rows: number of examples.
        missing: number of missing values (NaN), which are skipped.
        seconds: duration of the pass that fitted the layer, also to other layers; 0 if unknown.
        learned: the learned state in a few words.
    """

    name: str
    rows: int
    missing: int
    seconds: float
    learned: str


def feature_reports(
    bindings: Sequence[LayerBinding], partial: AdaptPartial, seconds: float = 0.0
) -> Iterator[FeatureReport]:
    """Yield the reports of the layers that were fitted in one pass over the data.

    Args:
        bindings: the layers.
        partial: the statistics of all the data.
        seconds: the duration of the pass.
    """
    for binding, accumulator in zip(bindings, partial.parts.values()):
        missing = int(np.sum(accumulator.missing))
        learned = learned_text(binding.layer)
        yield FeatureReport(feature_name(binding), partial.rows, missing, seconds, learned)


def feature_name(binding: LayerBinding) -> str:
    """Return the name of the feature that a layer is fitted to, or else of the layer."""
    return binding.feature or "/".join(map(str, binding.path)) or binding.name


def learned_text(layer: Any) -> str:
    """Return the learned state of a layer in a few words; empty for layers of Keras."""
    return layer._learned_text() if hasattr(layer, "_learned_text") else ""
