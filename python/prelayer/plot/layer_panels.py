"""What plots of fitted layers show: counts of tokens, bins, numbers before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.owner import owned_by
from prelayer._core.short_text import cut, value_text
from prelayer.adapt.sources import ReadOptions, features_of
from prelayer.layers.categorical.lookup_layer import LookupLayer
from prelayer.layers.numeric.discretization import Discretization
from prelayer.layers.numeric.scaler import Scaler

_MOST_TOKENS = 20
_MOST_FEATURES = 4
_MOST_BATCHES = 100
_BINS = 30
_LINES = ("mean", "center", "minimum", "maximum")
_WIDEST_TOKEN = 16
# The colors in the palette.
_BEFORE, _AFTER = 1, 0


@dataclass(frozen=True)
class Panel:
    """One panel of a plot.

    Args:
        title: the text above it.
        x_label: the text below it.
        y_label: the text to the left.
        edges: the edges of the bars, one more than bars; none for bars of tokens and for points.
        heights: the heights of the bars or points.
        lines: the positions of vertical lines.
        labels: the tokens, one for each bar; the bars are horizontal then.
        is_log: whether the heights are points by rank, on logarithmic axes.
        color: the number of the color.
    """

    title: str
    x_label: str
    y_label: str
    heights: list[float]
    edges: list[float] = field(default_factory=list)
    lines: list[float] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    is_log: bool = False
    color: int = 0


@dataclass(frozen=True)
class LayerFigure:
    """Panels in rows, with a heading."""

    panels: list[Panel]
    columns: int
    heading: str

    def plain(self) -> dict[str, Any]:
        """Return the figure as a dict of dicts, lists and strings, for R."""
        return {**vars(self), "panels": [dict(vars(panel)) for panel in self.panels]}


@owned_by("plot_layer")
def figure_of_layer(layer: Any, data: Any = None, first: int = 0) -> LayerFigure:
    """Return the figure data of `plot_layer`, which has the same arguments.

    Args:
        layer: the layer.
        data: the data.
        first: the number of the first feature, which is 1 in R.
    """
    if not isinstance(layer, (LookupLayer, Discretization, Scaler)):
        raise errors.invalid(
            "layer",
            "a layer that learns a vocabulary, bins, or how to scale numbers",
            layer,
            "`plot_augmentations()` shows layers of images.",
        )
    if not layer.is_fitted:
        layer._refuse_unfitted()
    heading = value_text(layer)
    if isinstance(layer, LookupLayer):
        return LayerFigure([_tokens(layer, data)], 1, heading)
    if data is None:
        raise errors.invalid("data", "given, because its histogram is drawn", None)
    numbers = _numbers(layer, data)
    if isinstance(layer, Discretization):
        return LayerFigure(_bins(layer, numbers), 2, heading)
    before, after = _scaled(layer, numbers, int(first))
    return LayerFigure([*before, *after], len(before), heading)


def _batches(data: Any) -> list[Any]:
    """Return data in memory as one batch, and the first batches of a dataset."""
    if not isinstance(data, tf.data.Dataset):
        return [data]
    return list(features_of(data, ReadOptions(None, None)).take(_MOST_BATCHES))


def _tokens(layer: LookupLayer, data: Any) -> Panel:
    table = layer.table()
    known = [place for place, role in enumerate(table["role"]) if role == "token"]
    tokens = [table["token"][place] for place in known]
    counts, title, y_label = [table["count"][place] for place in known], "", "count"
    if data is not None:
        counts, outside = _counts_in(layer, data)
        title = f"{outside:.3g} % of the tokens are not in the vocabulary"
    elif any(count is None for count in counts):
        if layer.idf_weights is None:
            remedy = "The layer has no counts, because its tokens were given or loaded."
            raise errors.invalid("data", "given", None, remedy)
        counts = [float(weight) for weight in layer.idf_weights[len(table["role"]) - len(known) :]]
        y_label = "inverse document frequency"
    order = np.argsort([-count for count in counts], kind="stable")
    heights = [float(counts[place]) for place in order]
    if len(tokens) > _MOST_TOKENS:
        first = ", ".join(cut(str(tokens[place]), _WIDEST_TOKEN) for place in order[:3])
        return Panel(
            title or f"first: {first}", "rank", y_label, heights, is_log=True, color=_BEFORE
        )
    labels = [cut(str(tokens[place]), _WIDEST_TOKEN) for place in order]
    return Panel(title, y_label, "", heights, labels=labels, color=_BEFORE)


def _counts_in(layer: Any, data: Any) -> tuple[list[int], float]:
    """Return the counts of the tokens in data, and the percentage of other tokens."""
    counted = layer._learner.new_accumulator()
    is_dataset = isinstance(data, tf.data.Dataset)
    for batch in _batches(data):
        rows = (layer._learner.to_batch if is_dataset else layer._learner.to_rows)(batch)
        counted.add(**{name: part.numpy() for name, part in layer._learner.summarize(rows).items()})
    summary = counted.summary()
    found = dict(zip(summary["tokens"], np.asarray(summary["counts"]).tolist()))
    counts = [found.get(key, 0) for key in layer._store.vocabulary.keys.tolist()]
    total = sum(found.values())
    return counts, 100 * (1 - sum(counts) / total) if total else 0.0


def _numbers(layer: Any, data: Any) -> np.ndarray:
    """Return the numbers of data with one column per feature; dataset elements are batches."""
    parts = []
    for batch in _batches(data):
        numbers = layer.prepare(batch)
        if not isinstance(numbers, tf.Tensor):
            raise errors.invalid("data", "dense numbers", data)
        parts.append(np.asarray(numbers, np.float64))
    joined = np.concatenate([part.reshape(-1, *part.shape[1:]) for part in parts])
    return joined.reshape(-1, 1) if joined.ndim < 2 else joined


def _bins(layer: Discretization, numbers: np.ndarray) -> list[Panel]:
    boundaries = layer.bin_boundaries or []
    flat = numbers.ravel()
    flat = flat[np.isfinite(flat)]
    heights, edges = np.histogram(flat, _BINS)
    of_bins = np.bincount(np.searchsorted(boundaries, flat, "right"), minlength=len(boundaries) + 1)
    starts = np.arange(len(of_bins) + 1) - 0.5
    return [
        Panel("numbers and boundaries", "value", "count", heights.tolist(), edges.tolist(),
              list(boundaries), color=_BEFORE),
        Panel("bins", "bin", "count", of_bins.tolist(), starts.tolist(), color=_AFTER),
    ]  # fmt: skip


def _scaled(layer: Any, numbers: np.ndarray, first: int) -> tuple[list[Panel], list[Panel]]:
    """Return the panels of each feature before and after the layer."""
    result = np.asarray(layer(numbers), np.float64)[..., : numbers.shape[-1]]
    learned = {name: part.numpy() for name, part in layer._learned_arrays().items()}
    by_feature = tuple(layer.axis) in ((-1,), (numbers.ndim - 1,))
    if not by_feature:
        numbers, result = numbers.reshape(-1, 1), result.reshape(-1, 1)
    width = numbers.shape[-1]
    numbers, result = numbers.reshape(-1, width), result.reshape(-1, width)
    before, after = [], []
    for place in range(min(width, _MOST_FEATURES)):
        lines = [
            float(np.ravel(learned[name])[place if np.size(learned[name]) == width else 0])
            for name in _LINES
            if name in learned and np.size(learned[name]) in (1, width)
        ]
        name = f"feature {place + first}" if width > 1 else ""
        before.append(_histogram(numbers[:, place], f"{name} before".strip(), lines, _BEFORE))
        after.append(_histogram(result[:, place], f"{name} after".strip(), [], _AFTER))
    return before, after


def _histogram(values: np.ndarray, title: str, lines: Sequence[float], color: int) -> Panel:
    heights, edges = np.histogram(values[np.isfinite(values)], _BINS)
    return Panel(
        title, "value", "count", heights.tolist(), edges.tolist(), list(lines), [], color=color
    )
