"""The engine: any number of layers learn from one reading of the data."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from prelayer import check
from prelayer.adapt.learner import Learner
from prelayer.adapt.report import AdaptReport
from prelayer.adapt.sources import Targets, summaries


def adapt(
    layers: Any,
    data: Any,
    *,
    batch_size: int | None = None,
    steps: int | None = None,
    reset: bool = True,
) -> AdaptReport:
    """Let layers learn from data, which is read once however many layers there are.

    Args:
        layers: a layer; a list of layers, which all see the same data; or a (nested) dict of
            layers, each of which sees the part of the data that has its key.
        data: an array, a list, a column; a data frame or a dict of columns; a `tf.data.Dataset` or
            `keras.utils.PyDataset`; any iterable of batches. Of (x, y) and (x, y, weight), x is
            used.
        batch_size: how many examples to read at once, for data in memory and for datasets that
            are not batched yet.
        steps: how many batches to read; None reads all.
        reset: whether to forget what the layers have learned before, or to go on learning.

    Returns:
        An `AdaptReport`: rows, passes, seconds, and which layers learned.

    Raises:
        ValueError: if the data is empty, does not fit the layers, or never ends; the layers then
            keep what they knew.

    Example:
        >>> import numpy as np
        >>> from prelayer import Normalization, StringLookup, adapt
        >>> layers = {"price": Normalization(axis=None), "cut": StringLookup()}
        >>> report = adapt(layers, {"price": np.array([1.0, 3.0]), "cut": ["fair", "good"]})
        >>> report.passes, layers["cut"].get_vocabulary()
        (1, ['[UNK]', 'good', 'fair'])
    """
    targets = _targets(layers)
    if batch_size is not None:
        batch_size = check.whole("adapt", "batch_size", batch_size, minimum=1)
    if steps is not None:
        steps = check.whole("adapt", "steps", steps, minimum=1)
    check.flag("adapt", "reset", reset)

    started = time.perf_counter()
    for _, layer in targets:
        layer.check_adaptable()
    before = [None if reset else layer.learned() for _, layer in targets]
    statistics = [layer.statistic() for _, layer in targets]
    rows = 0
    for length, parts in summaries(targets, data, batch_size, steps):
        rows += int(length)
        for statistic, part in zip(statistics, parts):
            statistic.add(**part)
    _learn(targets, statistics, before)
    return AdaptReport(
        rows=rows,
        passes=1,
        seconds=time.perf_counter() - started,
        layers=tuple(layer.name for _, layer in targets),
    )


def _learn(targets: Targets, statistics: list[Any], before: list[Any]) -> None:
    """Let all layers learn, or none of them."""
    for (_, layer), statistic in zip(targets, statistics):
        if statistic.empty:
            check.refuse(
                "adapt",
                f"the data for the layer '{layer.name}' holds no value to learn from. "
                "Give it data that is not empty.",
            )
    for statistic, earlier in zip(statistics, before):
        if earlier is not None:
            statistic.merge(earlier)
    knowledge = [layer.derive(statistic) for (_, layer), statistic in zip(targets, statistics)]
    for (_, layer), known, statistic in zip(targets, knowledge, statistics):
        layer.learn(known, statistic)


def _targets(layers: Any, path: tuple[Any, ...] = ()) -> Targets:
    if isinstance(layers, Mapping):
        parts = [(key, layer) for key, layer in layers.items()]
        return [target for key, part in parts for target in _targets(part, (*path, key))]
    if isinstance(layers, (list, tuple)):
        return [target for part in layers for target in _targets(part, path)]
    if not isinstance(layers, Learner):
        check.fail(
            "adapt", "layers", "a layer that learns, or a list or dict of such layers", layers
        )
    return [(path, layers)]
